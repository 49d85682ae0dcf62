import type { ComparisonOperator } from "./filter-ast.ts";

/** Operators that are tested of a value; `-ne` and `-notlike` are the opposite of one. */
export type PositiveOperator = Exclude<ComparisonOperator, "ne" | "notlike">;

/** Gives the operator that `-ne` and `-notlike` are the opposite of, and any other as it is. */
export const positiveOperator = (operator: ComparisonOperator): PositiveOperator => {
  if (operator === "ne") return "eq";
  return operator === "notlike" ? "like" : operator;
};
