/** A point in time, and whether the text says in which time zone it is meant. */
export interface Instant {
  /** Milliseconds since 1970 UTC, if the time zone is UTC where none is stated. */
  readonly atMs: number;
  readonly zoned: boolean;
}

const ISO =
  /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(?::(\d{2})(?:\.(\d+))?)?)?(?:(Z)|([+-])(\d{2}):?(\d{2}))?$/i;

/** Reads an ISO 8601 date or date and time; nothing for any other form, which regions read differently. */
export function readInstant(text: string): Instant | undefined {
  const found = ISO.exec(text);
  if (found === null) return undefined;
  const [, date, time = "00:00", seconds = "00", fraction = "0", utc, sign, hours, minutes] = found;
  const localMs = Date.parse(`${date}T${time}:${seconds}.000Z`);
  if (Number.isNaN(localMs)) return undefined;
  const offsetMinutes = Number(hours ?? 0) * 60 + Number(minutes ?? 0);
  const offsetMs = (sign === "-" ? -1 : 1) * offsetMinutes * 60_000;
  return {
    atMs: localMs + Number(`0.${fraction}`) * 1000 - offsetMs,
    zoned: utc !== undefined || sign !== undefined,
  };
}
