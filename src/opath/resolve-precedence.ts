import { group, negation } from "./filter-ast.ts";
import type { Filter, MixedChain, UnmixedFilter } from "./filter-ast.ts";

/** How a chain of `-and` and `-or` without parentheses may be meant. */
export type PrecedenceReading = "andBindsTighter" | "leftToRight";

/**
 * Reads every mixed chain of a filter in one way.
 *
 * Which way Exchange reads a stored filter is not documented: PowerShell's own expressions give
 * the two operators equal rank, most other languages let `-and` bind tighter. A verdict stands
 * only where both readings agree.
 *
 * @see https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_operator_precedence
 *   (PowerShell's expressions, not stored filters)
 */
export function resolvePrecedence(filter: Filter, reading: PrecedenceReading): UnmixedFilter {
  switch (filter.kind) {
    case "comparison":
      return filter;
    case "not":
      return negation(resolvePrecedence(filter.operand, reading));
    case "and":
    case "or":
      return group(
        filter.kind,
        filter.operands.map((operand) => resolvePrecedence(operand, reading)),
      );
    case "mixed":
      return reading === "leftToRight" ? leftToRight(filter) : andBindsTighter(filter);
  }
}

/** Finds the first chain, in the order of the text, that the two readings may tell apart. */
export function findMixedChain(filter: Filter): MixedChain | undefined {
  switch (filter.kind) {
    case "comparison":
      return undefined;
    case "not":
      return findMixedChain(filter.operand);
    case "mixed":
      return filter;
    case "and":
    case "or":
      for (const operand of filter.operands) {
        const found = findMixedChain(operand);
        if (found !== undefined) return found;
      }
      return undefined;
  }
}

/** Nests only where the operator changes, so that the depth is the number of changes. */
function leftToRight(filter: MixedChain): UnmixedFilter {
  const parts = filter.operands.map((operand) => resolvePrecedence(operand, "leftToRight"));
  let run = parts.slice(0, 1);
  filter.joins.forEach((join, index) => {
    const previous = filter.joins[index - 1];
    if (previous !== undefined && previous !== join) run = [group(previous, run)];
    run.push(...parts.slice(index + 1, index + 2));
  });
  return group(filter.joins.at(-1) ?? "and", run);
}

function andBindsTighter(filter: MixedChain): UnmixedFilter {
  const alternatives: UnmixedFilter[][] = [[]];
  filter.operands.forEach((operand, index) => {
    if (filter.joins[index - 1] === "or") alternatives.push([]);
    alternatives.at(-1)?.push(resolvePrecedence(operand, "andBindsTighter"));
  });
  return group("or", alternatives.map(conjunction));
}

const conjunction = (operands: readonly UnmixedFilter[]): UnmixedFilter =>
  operands.length === 1 && operands[0] !== undefined ? operands[0] : group("and", operands);
