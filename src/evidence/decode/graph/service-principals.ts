import { z } from "zod";

import type { ServicePrincipalRow } from "../../../model/graph-rows.ts";
import { compact } from "../compact.ts";
import {
  displayText,
  nullableId,
  nullableText,
  optionalBoolean,
  optionalText,
  requiredAppId,
  requiredServicePrincipalId,
} from "../fields.ts";
import { owners } from "./owners.ts";

/** Rows of `/servicePrincipals`: enterprise applications. */
export const servicePrincipals: z.ZodType<ServicePrincipalRow> = z
  .object({
    id: requiredServicePrincipalId,
    appId: requiredAppId,
    displayName: displayText,
    accountEnabled: optionalBoolean,
    servicePrincipalType: optionalText,
    appOwnerOrganizationId: nullableId,
    disabledByMicrosoftStatus: nullableText,
    owners,
  })
  .transform((row) => compact(row));
