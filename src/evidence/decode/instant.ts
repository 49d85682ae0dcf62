const ISO =
  /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}:\d{2})(?:\.(\d{1,3})\d*)?\s*(?:Z|([+-])(\d{1,2}):?(\d{2}))?$/i;
const TICKS = /^\/Date\((-?\d+)(?:[+-]\d{4})?\)\/$/;

/**
 * Decodes an instant to ISO 8601 UTC: ISO text of any precision, or what `ConvertTo-Json` makes of a date.
 *
 * Text without an offset is UTC, as the service works. Anything else is `undefined`: the date is not known.
 */
export function decodeInstant(value: unknown): string | undefined {
  if (typeof value === "object" && value !== null && "value" in value) {
    return decodeInstant(value.value);
  }
  if (typeof value !== "string") return undefined;
  const ticks = TICKS.exec(value)?.[1];
  const milliseconds = ticks === undefined ? parseIso(value.trim()) : Number(ticks);
  const date = new Date(milliseconds);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

function parseIso(text: string): number {
  const match = ISO.exec(text);
  if (match === null) return Number.NaN;
  const [, day = "", time = "", fraction = "0", sign, hours = "", minutes = ""] = match;
  const offset = sign === undefined ? "Z" : `${sign}${hours.padStart(2, "0")}:${minutes}`;
  return Date.parse(`${day}T${time}.${fraction.padEnd(3, "0")}${offset}`);
}
