import type { Filter, UnmixedFilter } from "./filter-ast.ts";
import { haveEqualTruthTables } from "./have-equal-truth-tables.ts";
import { findWitness } from "./find-witness.ts";
import { normaliseFilter } from "./normalise-filter.ts";
import { parseFilter } from "./parse-filter.ts";
import { resolvePrecedence } from "./resolve-precedence.ts";
import type { PrecedenceReading } from "./resolve-precedence.ts";

export type SameMeaning = "same" | "different" | "unknown";

/**
 * Tells whether two texts of filters select the same recipients, whoever those are.
 *
 * Exchange re-cases, re-quotes and re-parenthesises what it stores, so texts are never compared.
 * `unknown` if either cannot be read.
 */
export function sameMeaning(one: string, other: string): SameMeaning {
  const left = parseFilter(one);
  const right = parseFilter(other);
  return left.ok && right.ok ? compareFilters(left.filter, right.filter) : "unknown";
}

/**
 * Tells whether two filters select the same recipients. Each answer but `unknown` is a proof.
 *
 * - `same`: the normal forms are equal, or the truth tables over their single conditions are.
 * - `different`: some recipient is selected by one filter and not by the other. Properties are
 *   taken to vary independently of each other.
 * - `unknown`: neither was found, as for `-like 'a*'` against a pair of bounds; or the two readings
 *   of a mixed chain disagree.
 */
export function compareFilters(one: Filter, other: Filter): SameMeaning {
  const tighter = compareReadings(one, other, "andBindsTighter");
  const leftToRight = compareReadings(one, other, "leftToRight");
  return tighter === leftToRight ? tighter : "unknown";
}

function compareReadings(one: Filter, other: Filter, reading: PrecedenceReading): SameMeaning {
  return compareUnmixed(resolvePrecedence(one, reading), resolvePrecedence(other, reading));
}

function compareUnmixed(one: UnmixedFilter, other: UnmixedFilter): SameMeaning {
  const left = normaliseFilter(one);
  const right = normaliseFilter(other);
  if (left.key === right.key || haveEqualTruthTables(left, right)) return "same";
  return findWitness(one, other) === undefined ? "unknown" : "different";
}
