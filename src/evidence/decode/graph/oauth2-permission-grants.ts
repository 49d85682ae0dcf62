import { z } from "zod";

import type { OAuth2PermissionGrantRow } from "../../../model/graph-rows.ts";
import { compact } from "../compact.ts";
import { nullableId, optionalId, optionalText, requiredServicePrincipalId } from "../fields.ts";

/** Rows of `/oauth2PermissionGrants`: delegated grants. */
export const oauth2PermissionGrants: z.ZodType<OAuth2PermissionGrantRow> = z
  .object({
    id: optionalText,
    clientId: requiredServicePrincipalId,
    consentType: optionalText,
    principalId: nullableId,
    resourceId: optionalId,
    scope: z.string().nullish(),
  })
  .transform((row) =>
    compact({ ...row, scope: (row.scope ?? "").split(/\s+/).filter((name) => name !== "") }),
  );
