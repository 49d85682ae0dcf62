import type { CallParameters } from "../call-parameters.ts";
import type { RawRow } from "../row-values.ts";
import { lowerTextOf } from "../row-values.ts";

/**
 * The rows that `-Identity` names; all rows when it is null, blank or names nothing.
 *
 * That a value that does not exist answers everything is the documented trap of these cmdlets.
 *
 * @see https://learn.microsoft.com/powershell/module/exchangepowershell/get-applicationaccesspolicy "-Identity",
 *   Caution (docs as of 2026-08-21)
 */
export function selectByIdentity(
  rows: readonly RawRow[],
  parameters: CallParameters,
  idProperties: readonly string[],
): readonly RawRow[] {
  const identity = parameters.text("Identity")?.trim().toLowerCase();
  if (identity === undefined) return rows;
  const found = rows.filter((row) => idProperties.some((id) => lowerTextOf(row, id) === identity));
  return found.length === 0 ? rows : found;
}
