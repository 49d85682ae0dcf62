import type { z } from "zod";

import type { ManagementScopeRow } from "../../../model/exchange-rows.ts";
import { compact } from "../compact.ts";
import { exchangeRow } from "../exchange-row.ts";
import {
  enumName,
  instant,
  nullableText,
  optionalBoolean,
  optionalId,
  optionalText,
  requiredText,
} from "../fields.ts";

/** Rows of `Get-ManagementScope`. */
export const managementScopes: z.ZodType<ManagementScopeRow> = exchangeRow({
  Name: requiredText,
  Identity: optionalText,
  Guid: optionalId,
  DistinguishedName: optionalText,
  RecipientRoot: nullableText,
  RecipientFilter: nullableText,
  ScopeRestrictionType: enumName(),
  Exclusive: optionalBoolean,
  WhenCreated: instant,
  WhenCreatedUTC: instant,
  WhenChanged: instant,
  WhenChangedUTC: instant,
}).transform((row) =>
  compact({
    name: row.Name,
    identity: row.Identity,
    guid: row.Guid,
    distinguishedName: row.DistinguishedName,
    recipientRoot: row.RecipientRoot,
    recipientFilter: row.RecipientFilter,
    scopeRestrictionType: row.ScopeRestrictionType,
    exclusive: row.Exclusive,
    whenCreated: row.WhenCreated ?? row.WhenCreatedUTC,
    whenChanged: row.WhenChanged ?? row.WhenChangedUTC,
  }),
);
