/** The comparison operators that a stored filter may hold, lower case and without the hyphen. */
export type ComparisonOperator = "eq" | "ne" | "gt" | "ge" | "lt" | "le" | "like" | "notlike";

/**
 * The right-hand side of a comparison.
 *
 * `text` is unquoted and its doubled quotes are single again. An integer keeps its digits, so that
 * neither a leading zero nor a large value is lost.
 */
export type FilterValue =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "number"; readonly digits: string }
  | { readonly kind: "true" }
  | { readonly kind: "false" }
  | { readonly kind: "null" };

export interface Comparison {
  readonly kind: "comparison";
  /** As written; the casing means nothing. */
  readonly property: string;
  readonly operator: ComparisonOperator;
  readonly value: FilterValue;
  /** Where the property starts in the source text; 0 in a filter that was built, not read. */
  readonly offset: number;
  /** Where the value starts in the source text; 0 in a filter that was built, not read. */
  readonly valueOffset: number;
}

/** INVARIANT: at least two operands. */
export interface Group<F> {
  readonly kind: "and" | "or";
  readonly operands: readonly F[];
}

export interface Negation<F> {
  readonly kind: "not";
  readonly operand: F;
}

/**
 * A chain of `-and` and `-or` without the parentheses that would say which binds first.
 *
 * INVARIANT: one join fewer than operands; both kinds of join occur.
 */
export interface MixedChain {
  readonly kind: "mixed";
  readonly operands: readonly Filter[];
  readonly joins: readonly ("and" | "or")[];
  /** Where the first operator stands that differs from the one before it. */
  readonly offset: number;
}

/** A recipient filter as it was written, redundant parentheses left out. */
export type Filter = Comparison | Group<Filter> | Negation<Filter> | MixedChain;

/** A recipient filter in which every `-and` and `-or` has its place. */
export type UnmixedFilter = Comparison | Group<UnmixedFilter> | Negation<UnmixedFilter>;

export const textValue = (text: string): FilterValue => Object.freeze({ kind: "text", text });

export const numberValue = (digits: string): FilterValue =>
  Object.freeze({ kind: "number", digits });

export const systemValue = (kind: "true" | "false" | "null"): FilterValue =>
  Object.freeze({ kind });

export const comparison = (
  property: string,
  operator: ComparisonOperator,
  value: FilterValue,
  at: { readonly offset: number; readonly valueOffset: number } = { offset: 0, valueOffset: 0 },
): Comparison =>
  Object.freeze({
    kind: "comparison",
    property,
    operator,
    value,
    offset: at.offset,
    valueOffset: at.valueOffset,
  });

/** Joins two or more filters. */
export const group = <F>(kind: "and" | "or", operands: readonly F[]): Group<F> =>
  Object.freeze({ kind, operands: Object.freeze([...operands]) });

export const negation = <F>(operand: F): Negation<F> => Object.freeze({ kind: "not", operand });

export const mixedChain = (
  operands: readonly Filter[],
  joins: readonly ("and" | "or")[],
  offset: number,
): MixedChain =>
  Object.freeze({
    kind: "mixed",
    operands: Object.freeze([...operands]),
    joins: Object.freeze([...joins]),
    offset,
  });
