import type { z } from "zod";

import type { OrganizationConfigRow } from "../../../model/exchange-rows.ts";
import { compact } from "../compact.ts";
import { exchangeRow } from "../exchange-row.ts";
import {
  displayText,
  nullableBoolean,
  nullableList,
  optionalBoolean,
  splitList,
} from "../fields.ts";

/** The row of `Get-OrganizationConfig`. */
export const organizationConfig: z.ZodType<OrganizationConfigRow> = exchangeRow({
  Name: displayText,
  IsDehydrated: optionalBoolean,
  EwsEnabled: nullableBoolean,
  EwsAllowedAppIDs: nullableList,
  EnforceExoAppRbacPermissions: nullableBoolean,
}).transform((row) =>
  compact({
    name: row.Name,
    isDehydrated: row.IsDehydrated,
    ewsEnabled: row.EwsEnabled,
    ewsAllowedAppIds: decodeAppIds(row.EwsAllowedAppIDs),
    enforceExoAppRbacPermissions: row.EnforceExoAppRbacPermissions,
  }),
);

/** Absent stays absent; blank text is a list that was never set, as null is. */
function decodeAppIds(
  value: string | readonly string[] | null | undefined,
): string[] | null | undefined {
  if (value === undefined || value === null) return value;
  if (typeof value === "string" && value.trim() === "") return null;
  return splitList(value).map((id) => id.toLowerCase());
}
