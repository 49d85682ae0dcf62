const HOUR = 60;
const DAY = 24 * HOUR;

/**
 * Writes a duration as people say it: `45 min`, `28 h`, `1 h 30 min`, `14 days`.
 *
 * Days are used from three days on, and only for whole days: waits are documented in hours.
 */
export function renderMinutes(minutes: number): string {
  if (minutes >= 3 * DAY && minutes % DAY === 0) return `${minutes / DAY} days`;
  const hours = Math.floor(minutes / HOUR);
  const rest = minutes % HOUR;
  if (hours === 0) return `${rest} min`;
  return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`;
}
