import { z } from "zod";

import type { AccessPolicyRow } from "../../../model/exchange-rows.ts";
import { compact } from "../compact.ts";
import { exchangeRow } from "../exchange-row.ts";
import { displayText, optionalText, requiredReference, requiredText } from "../fields.ts";

const ACCESS_RIGHTS = ["RestrictAccess", "DenyAccess"] as const;

const accessRight = z.preprocess(
  (value) =>
    ACCESS_RIGHTS.find((right) => right.toLowerCase() === String(value).toLowerCase()) ?? value,
  z.enum(ACCESS_RIGHTS),
);

/** Rows of `Get-ApplicationAccessPolicy`. */
export const applicationAccessPolicies: z.ZodType<AccessPolicyRow> = exchangeRow({
  Identity: requiredText,
  AppId: requiredReference,
  AccessRight: accessRight,
  ScopeName: optionalText,
  ScopeIdentity: optionalText,
  ScopeIdentityRaw: optionalText,
  Description: displayText,
}).transform((row) =>
  compact({
    identity: row.Identity,
    appId: row.AppId,
    accessRight: row.AccessRight,
    scopeName: row.ScopeName,
    scopeIdentity: row.ScopeIdentity,
    scopeIdentityRaw: row.ScopeIdentityRaw,
    description: row.Description,
  }),
);
