import { byText } from "../model/by-text.ts";
import { decidedFilters, type Decisions } from "../model/decisions.ts";
import { collectGroupDns } from "../opath/filter-properties.ts";
import { parseFilter } from "../opath/parse-filter.ts";

/**
 * Distinguished names of the groups that decisions name in their scopes: nothing else in the tenant may name them yet,
 * and a plan must know who is in them. A filter that cannot be parsed names none; planning says what is wrong with it.
 */
export function groupsOfDecisions(decisions: Decisions | undefined): readonly string[] {
  const names = decidedFilters(decisions).flatMap((filter) => {
    const parsed = parseFilter(filter);
    return parsed.ok ? [...collectGroupDns(parsed.filter)] : [];
  });
  return [...new Set(names)].toSorted(byText);
}
