import { compileAlternatives } from "./compile-alternatives.ts";
import { compileComparison } from "./compile-comparison.ts";
import type { RecipientTest } from "./compile-comparison.ts";
import type { Comparison, Filter, UnmixedFilter } from "./filter-ast.ts";
import type { FilterableRecipient } from "./filterable-recipient.ts";
import { findMixedChain, resolvePrecedence } from "./resolve-precedence.ts";
import { FALSE, TRUE, unknown } from "./verdict.ts";
import type { Outcome, UnknownKind, Verdict } from "./verdict.ts";

export type CompiledFilter = (recipient: FilterableRecipient) => Verdict;

/**
 * Tells whether a filter selects a recipient: true, false, or unknown with its reason.
 *
 * Not covered: the recipient root beside a filter, and whether Exchange would accept the filter.
 * For many recipients call `compileFilter` once.
 */
export const evaluateFilter = (filter: Filter, recipient: FilterableRecipient): Verdict =>
  compileFilter(filter)(recipient);

/**
 * Prepares a filter to be asked of many recipients.
 *
 * INVARIANT: an unknown part makes the whole unknown only where it matters: false wins over it
 * under `-and`, true under `-or`.
 * INVARIANT: where chains mix `-and` and `-or`, both readings of the filter gave the answer.
 *
 * @see https://learn.microsoft.com/powershell/exchange/recipient-filters
 *   "Additional OPATH syntax information" (docs as of 2023-09-07)
 */
export function compileFilter(filter: Filter): CompiledFilter {
  const mixed = findMixedChain(filter);
  const one = compileUnmixed(resolvePrecedence(filter, "andBindsTighter"));
  if (mixed === undefined) return one;
  const other = compileUnmixed(resolvePrecedence(filter, "leftToRight"));
  const undecided = unknown({ kind: "mixedPrecedence", offset: mixed.offset });
  return (recipient) => {
    const verdict = one(recipient);
    return verdict.value === other(recipient).value ? verdict : undecided;
  };
}

function compileUnmixed(filter: UnmixedFilter): CompiledFilter {
  switch (filter.kind) {
    case "comparison":
      return explain(filter, compileComparison(filter));
    case "not":
      return compileNegation(compileUnmixed(filter.operand));
    case "and":
      return compileJoin(FALSE, TRUE, filter.operands.map(compileUnmixed));
    case "or":
      return compileJoin(TRUE, FALSE, compileOperands(filter.operands));
  }
}

/** `decisive` settles a join at once; without it and without an unknown the join is `neutral`. */
function compileJoin(
  decisive: Verdict,
  neutral: Verdict,
  operands: readonly CompiledFilter[],
): CompiledFilter {
  return (recipient) => {
    let result = neutral;
    for (const operand of operands) {
      const verdict = operand(recipient);
      if (verdict.value === decisive.value) return verdict;
      if (result === neutral) result = verdict;
    }
    return result;
  };
}

function compileNegation(operand: CompiledFilter): CompiledFilter {
  return (recipient) => {
    const verdict = operand(recipient);
    if (verdict.value === "unknown") return verdict;
    return verdict.value === "true" ? FALSE : TRUE;
  };
}

/** A scope may list hundreds of ids: those on one property become one look-up. */
function compileOperands(operands: readonly UnmixedFilter[]): readonly CompiledFilter[] {
  const { alternatives, others } = compileAlternatives(operands);
  return [
    ...alternatives.map(({ first, test }) => explain(first, test)),
    ...others.map(compileUnmixed),
  ];
}

/** Adds the place to an outcome; each reason is made once. */
function explain(comparison: Comparison, test: RecipientTest): CompiledFilter {
  const reasons = new Map<UnknownKind, Verdict>();
  return (recipient) => {
    const outcome: Outcome = test(recipient);
    if (outcome === "true") return TRUE;
    if (outcome === "false") return FALSE;
    const known = reasons.get(outcome);
    if (known !== undefined) return known;
    const verdict = unknown(locate(comparison, outcome));
    reasons.set(outcome, verdict);
    return verdict;
  };
}

const IN_THE_VALUE: ReadonlySet<UnknownKind> = new Set(["unsupportedWildcard", "unsupportedValue"]);

function locate(
  comparison: Comparison,
  kind: UnknownKind,
): {
  kind: UnknownKind;
  offset: number;
  property: string;
} {
  const offset = IN_THE_VALUE.has(kind) ? comparison.valueOffset : comparison.offset;
  return { kind, offset, property: comparison.property };
}
