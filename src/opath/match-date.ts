import { readInstant } from "./read-instant.ts";
import type { Instant } from "./read-instant.ts";
import { holdsInOrder } from "./match-order.ts";
import type { OrderOperator } from "./match-order.ts";
import type { ValueMatcher } from "./value-matcher.ts";
import { outcomeOf } from "./verdict.ts";
import type { Outcome } from "./verdict.ts";

/** No time zone is further from UTC than this. */
const WIDEST_OFFSET_MS = 14 * 60 * 60_000;

/**
 * Matches a date property by its point in time.
 *
 * Reads ISO 8601 alone: other forms depend on the regional settings of a server. A time without
 * zone is that of the server's zone, which nobody knows: the answer is unknown where the zone
 * decides. `assumeUtc` is for properties that are documented to be in UTC.
 *
 * @see https://learn.microsoft.com/powershell/exchange/recipientfilter-properties
 *   "A date/time value using the time zone and regional settings of the Exchange server"
 *   (docs as of 2026-06-19)
 */
export function matchDate(
  operator: "eq" | OrderOperator,
  constant: string,
  assumeUtc: boolean,
): ValueMatcher | "unsupportedValue" {
  const wanted = readInstant(constant);
  if (wanted === undefined) return "unsupportedValue";
  return {
    blank: operator === "eq" ? "false" : "undocumentedBlank",
    value: (value) => {
      const actual = readInstant(String(value));
      if (actual === undefined) return "unreadableValue";
      return decide(operator, actual.atMs - wanted.atMs, slackMs(actual, wanted, assumeUtc));
    },
  };
}

const slackMs = (one: Instant, other: Instant, assumeUtc: boolean): number =>
  assumeUtc || (one.zoned && other.zoned) ? 0 : WIDEST_OFFSET_MS;

/** The true difference lies within `slack` of `difference`, on either side. */
function decide(operator: "eq" | OrderOperator, difference: number, slack: number): Outcome {
  if (operator === "eq") {
    if (Math.abs(difference) > slack) return "false";
    return slack === 0 ? "true" : "unknownTimeZone";
  }
  const least = holdsInOrder(operator, difference - slack);
  return least === holdsInOrder(operator, difference + slack)
    ? outcomeOf(least)
    : "unknownTimeZone";
}
