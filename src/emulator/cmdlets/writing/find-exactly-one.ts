import type { RawRow } from "../../row-values.ts";
import { lowerTextOf } from "../../row-values.ts";
import { objectNotFound } from "../../service-fault.ts";

/**
 * The one row that an identity names. Unlike a cmdlet that reads, one that writes never takes all for none.
 *
 * @throws ServiceFault `notFound` for none and for several
 */
export function findExactlyOne(
  rows: readonly RawRow[],
  identity: string,
  ids: readonly string[],
): RawRow {
  const wanted = identity.trim().toLowerCase();
  const found = rows.filter((row) => ids.some((id) => lowerTextOf(row, id) === wanted));
  const [first, ...others] = found;
  if (first === undefined || others.length > 0) throw objectNotFound(identity);
  return first;
}
