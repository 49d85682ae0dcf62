import { DAY_MS } from "./day-ms.ts";

/** Days that a deleted enterprise application stays in the recycle bin. */
const RECYCLE_BIN_DAYS = 30;

/**
 * The instant, in milliseconds since 1970, at which what was deleted can no longer be restored.
 *
 * @see https://learn.microsoft.com/graph/api/directory-deleteditems-list "deleted items ... up to 30 days" (docs as of
 *   2026-08-20)
 */
export const binEnds = (deletedDateTime: string): number =>
  Date.parse(deletedDateTime) + RECYCLE_BIN_DAYS * DAY_MS;

/** The day, YYYY-MM-DD UTC, of an instant in milliseconds since 1970. */
export const dayOf = (instantMs: number): string => new Date(instantMs).toISOString().slice(0, 10);

/** Since when something is in the recycle bin and until when it can be restored; words that follow its name. */
export function describeDeletion(deletedDateTime: string | null | undefined): string {
  if (deletedDateTime === undefined || deletedDateTime === null) {
    return "was deleted, when was not reported: it can be restored for 30 days from then";
  }
  const ends = binEnds(deletedDateTime);
  return `was deleted on ${dayOf(Date.parse(deletedDateTime))} and can be restored until ${dayOf(ends)}`;
}
