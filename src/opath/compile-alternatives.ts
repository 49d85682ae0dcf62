import { readAndMatch } from "./compile-comparison.ts";
import type { RecipientTest } from "./compile-comparison.ts";
import type { Comparison, UnmixedFilter } from "./filter-ast.ts";
import { textForm } from "./create-matcher.ts";
import { readConstantText } from "./read-constant.ts";
import { resolveProperty } from "./resolve-property.ts";
import { matchTextEqualsAny } from "./match-text.ts";

/** Comparisons of one property that stand for each other's alternatives. */
interface Alternatives {
  /** Stands for all of them where an unknown is located. */
  readonly first: Comparison;
  readonly test: RecipientTest;
}

/**
 * Gathers those operands of an `-or` that compare one text property with a text, and prepares each
 * such property as one look-up.
 *
 * INVARIANT: alternatives and others, joined by `-or`, say what all operands joined say.
 */
export function compileAlternatives(operands: readonly UnmixedFilter[]): {
  readonly alternatives: readonly Alternatives[];
  readonly others: readonly UnmixedFilter[];
} {
  const equalities = operands.filter(isTextEquality);
  const byProperty = new Map<string, Comparison[]>();
  for (const comparison of equalities) {
    const { name } = resolveProperty(comparison.property);
    const same = byProperty.get(name);
    if (same === undefined) byProperty.set(name, [comparison]);
    else same.push(comparison);
  }
  const others = operands.filter((operand) => !isTextEquality(operand));
  return { alternatives: [...byProperty.values()].flatMap(prepare), others };
}

function prepare(comparisons: readonly Comparison[]): Alternatives[] {
  const [first] = comparisons;
  if (first === undefined) return [];
  const property = resolveProperty(first.property);
  const constants = comparisons.flatMap(({ value }) => readConstantText(value) ?? []);
  const test = readAndMatch(property, matchTextEqualsAny(constants, textForm(property.name)));
  return [{ first, test }];
}

function isTextEquality(filter: UnmixedFilter): filter is Comparison {
  if (filter.kind !== "comparison" || filter.operator !== "eq") return false;
  const { name, kind } = resolveProperty(filter.property);
  const text = readConstantText(filter.value);
  return kind === "text" && name !== "PrimarySmtpAddress" && text !== undefined && text !== "";
}
