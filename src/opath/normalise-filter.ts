import type { Comparison, FilterValue, UnmixedFilter } from "./filter-ast.ts";
import { foldDn } from "./fold-dn.ts";
import { foldCase } from "./fold-text.ts";
import { positiveOperator } from "./positive-operator.ts";
import { readConstantText } from "./read-constant.ts";
import { resolveProperty } from "./resolve-property.ts";
import type { ResolvedProperty } from "./resolve-property.ts";
import { foldGuid } from "./match-named-value.ts";

/**
 * A filter without its spelling: nested joins are flat, operands sorted and unique, negations stand
 * at single conditions, and what differs only in case, quoting or spacing has one `key`.
 *
 * INVARIANT: equal keys mean that the filters select the same recipients.
 */
export type NormalFilter =
  | {
      readonly kind: "atom";
      readonly key: string;
      readonly atom: string;
      readonly negated: boolean;
    }
  | {
      readonly kind: "and" | "or";
      readonly key: string;
      readonly operands: readonly NormalFilter[];
    };

/** Normalises a filter; `negated` gives the normal form of its opposite. */
export function normaliseFilter(filter: UnmixedFilter, negated = false): NormalFilter {
  switch (filter.kind) {
    case "comparison":
      return normaliseComparison(filter, negated);
    case "not":
      return normaliseFilter(filter.operand, !negated);
    case "and":
    case "or": {
      const operands = filter.operands.map((operand) => normaliseFilter(operand, negated));
      return normaliseJoin(negated ? OPPOSITE[filter.kind] : filter.kind, operands);
    }
  }
}

const OPPOSITE = { and: "or", or: "and" } as const;

function normaliseJoin(kind: "and" | "or", parts: readonly NormalFilter[]): NormalFilter {
  const flat = parts.flatMap((part) => (part.kind === kind ? part.operands : [part]));
  const unique = new Map(flat.map((part) => [part.key, part]));
  const operands = [...unique.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
  const [only] = operands;
  if (only !== undefined && operands.length === 1) return only;
  return { kind, operands, key: `${kind}(${operands.map(({ key }) => key).join(" ")})` };
}

function normaliseComparison(comparison: Comparison, negated: boolean): NormalFilter {
  const property = resolveProperty(comparison.property);
  const negative = isNegation(comparison, property);
  const operator = negative ? positiveOperator(comparison.operator) : comparison.operator;
  const parts = [foldCase(property.name), operator, foldConstant(property, comparison.value)];
  const atom = JSON.stringify(parts);
  const turned = negated !== negative;
  return { kind: "atom", key: turned ? `not${atom}` : atom, atom, negated: turned };
}

/** What `-ne` and `-notlike` mean on PrimarySmtpAddress is not documented: they stay themselves. */
const isNegation = ({ operator }: Comparison, { name }: ResolvedProperty): boolean =>
  positiveOperator(operator) !== operator && name !== "PrimarySmtpAddress";

/** INVARIANT: no text folds to a number, the form of `$null` or that of an ambiguous integer. */
function foldConstant({ kind }: ResolvedProperty, value: FilterValue): string | null | [string] {
  const text = readConstantText(value);
  if (text === undefined) return value.kind === "number" ? [value.digits] : null;
  if (kind === "dn") return foldDn(text) ?? foldCase(text);
  if (kind === "guid") return foldGuid(text) ?? foldCase(text);
  return foldCase(text);
}
