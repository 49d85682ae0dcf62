import type { z } from "zod";

import type { ManagementRoleRow } from "../../../model/exchange-rows.ts";
import { compact } from "../compact.ts";
import { exchangeRow } from "../exchange-row.ts";
import { displayEnum, nullableText, optionalBoolean, requiredText } from "../fields.ts";

/** Rows of `Get-ManagementRole`. */
export const roles: z.ZodType<ManagementRoleRow> = exchangeRow({
  Name: requiredText,
  RoleType: displayEnum,
  Parent: nullableText,
  IsRootRole: optionalBoolean,
}).transform((row) =>
  compact({
    name: row.Name,
    roleType: row.RoleType,
    parent: row.Parent,
    isRootRole: row.IsRootRole,
  }),
);
