import { appLines } from "./app-lines.ts";
import { createMask, saidIn } from "./lines-with-numbers.ts";
import type { PageLine } from "./page-lines.ts";
import type { Facts } from "./plan-facts.ts";
import { tenantLines } from "./tenant-lines.ts";

/** Lines that a page holds and the plan does not give it, and lines that it should hold. */
export interface Difference {
  readonly place: string;
  readonly notInPlan: readonly string[];
  readonly notOnPage: readonly string[];
}

/** Compares every number of a page with the plan, place by place; empty = they say the same. */
export function compareNumbers(
  lines: readonly PageLine[],
  places: ReadonlyMap<string | null, Facts>,
): readonly Difference[] {
  const byPlace = new Map<string | null, PageLine[]>();
  for (const line of lines.filter(isCompared))
    byPlace.set(line.app, [...(byPlace.get(line.app) ?? []), line]);
  return [...new Set([...byPlace.keys(), ...places.keys()])].flatMap((place) => {
    const facts = places.get(place);
    if (facts === undefined)
      return [{ place: place ?? "", notInPlan: ["no such app"], notOnPage: [] }];
    const mask = createMask(facts);
    const said = (byPlace.get(place) ?? []).flatMap((line) => saidIn(line, mask));
    const expected = [...(facts.app === null ? tenantLines(facts) : appLines(facts))].map(mask);
    const [notInPlan, notOnPage] = [
      without(said, expected),
      without(expected.filter(hasDigit), said),
    ];
    return notInPlan.length + notOnPage.length === 0
      ? []
      : [{ place: place ?? "the tenant", notInPlan, notOnPage }];
  });
}

/** Labels in pictures are compared with the table behind them; the name of a table is its title's. */
const isCompared = ({ kind }: PageLine): boolean => kind !== "picture" && kind !== "member";

const hasDigit = (text: string): boolean => /\d/.test(text);

/** What is in one list more often than in the other. */
function without(one: readonly string[], other: readonly string[]): readonly string[] {
  const left = new Map<string, number>();
  for (const text of other) left.set(text, (left.get(text) ?? 0) + 1);
  return one.filter((text) => {
    const count = left.get(text) ?? 0;
    left.set(text, count - 1);
    return count <= 0;
  });
}
