import { z } from "zod";

import type { ResourceServicePrincipalRow } from "../../../model/graph-rows.ts";
import { compact } from "../compact.ts";
import { displayText, nullToUndefined, requiredAppId, requiredId } from "../fields.ts";

const appRole = z
  .object({ id: requiredId, value: z.string().nullish() })
  .transform(({ id, value }) => ({ id, value: value ?? null }));

/** The service principals of Microsoft Graph and Office 365 Exchange Online, with their app roles. */
export const resourceServicePrincipals: z.ZodType<ResourceServicePrincipalRow> = z
  .object({
    id: requiredId,
    appId: requiredAppId,
    displayName: displayText,
    appRoles: z.array(appRole).nullish().transform(nullToUndefined),
  })
  .transform((row) => compact(row));
