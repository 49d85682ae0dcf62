import { isRecord, type RawRow } from "../raw-row.ts";

/** A header of one part of a batch; `name` in lower case. */
export function readHeader(part: RawRow, name: string): string | null {
  const headers = part["headers"];
  if (!isRecord(headers)) return null;
  const found = Object.entries(headers).find(([key]) => key.toLowerCase() === name);
  return found === undefined ? null : String(found[1]);
}
