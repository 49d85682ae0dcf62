import { DAY_MS } from "../model/day-ms.ts";
import { OLD_AFTER_DAYS } from "../model/old-evidence.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Clocks of two machines differ by minutes without anything being wrong. */
const CLOCKS_DIFFER_MS = 10 * MINUTE_MS;

/**
 * Says how old evidence is, in words, with a warning where it is old or from the future.
 *
 * @param collectedAt ISO 8601; a text that is no instant has no age
 */
export function describeAge(collectedAt: string, now: Date): string {
  const ageMs = now.getTime() - Date.parse(collectedAt);
  if (Number.isNaN(ageMs)) return "of unknown age";
  if (ageMs < -CLOCKS_DIFFER_MS) return "a date in the future: is a clock off?";
  const age = elapsed(Math.max(0, ageMs));
  return ageMs > OLD_AFTER_DAYS * DAY_MS
    ? `${age} old: older than ${String(OLD_AFTER_DAYS)} days: scan again before anything is changed`
    : `${age} old`;
}

/** The largest unit that fits, rounded down: evidence is never called younger than it is by a whole unit. */
function elapsed(ageMs: number): string {
  if (ageMs >= DAY_MS) return count(ageMs / DAY_MS, "day");
  if (ageMs >= HOUR_MS) return count(ageMs / HOUR_MS, "hour");
  return count(ageMs / MINUTE_MS, "minute");
}

function count(value: number, unit: string): string {
  const whole = Math.floor(value);
  return `${String(whole)} ${unit}${whole === 1 ? "" : "s"}`;
}
