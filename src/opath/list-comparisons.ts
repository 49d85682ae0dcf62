import type { Comparison, Filter } from "./filter-ast.ts";

/** Lists every comparison of a filter, in the order of its text. */
export function listComparisons(filter: Filter): readonly Comparison[] {
  switch (filter.kind) {
    case "comparison":
      return [filter];
    case "not":
      return listComparisons(filter.operand);
    case "and":
    case "or":
    case "mixed":
      return filter.operands.flatMap(listComparisons);
  }
}
