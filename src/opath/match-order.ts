import type { PositiveOperator } from "./positive-operator.ts";
import { foldCase } from "./fold-text.ts";
import { readInstant } from "./read-instant.ts";
import { readNumber } from "./read-number.ts";
import type { ValueMatcher } from "./value-matcher.ts";
import { outcomeOf } from "./verdict.ts";

export type OrderOperator = Exclude<PositiveOperator, "eq" | "like">;

/** `difference` is the property's value less the filter's; only its sign matters. */
export function holdsInOrder(operator: OrderOperator, difference: number): boolean {
  switch (operator) {
    case "gt":
      return difference > 0;
    case "ge":
      return difference >= 0;
    case "lt":
      return difference < 0;
    case "le":
      return difference <= 0;
  }
}

/**
 * Matches by the order of two texts where every way to order them agrees.
 *
 * Whether Exchange compares such text by letters or by the numbers or dates that it spells is not
 * documented: `'10' -gt '9'` is unknown, `'7' -gt '5'` is true, and words have no order.
 */
export function matchTextOrder(operator: OrderOperator, constant: string): ValueMatcher {
  const wanted = foldCase(constant);
  return {
    blank: "undocumentedBlank",
    value: (value) => {
      const text = foldCase(String(value));
      const difference = subtractNumbers(text, wanted) ?? subtractDates(text, wanted);
      if (difference === undefined) return "undocumentedOrder";
      const byMeaning = holdsInOrder(operator, difference);
      const byLetters = holdsInOrder(operator, text < wanted ? -1 : Number(text > wanted));
      return byMeaning === byLetters ? outcomeOf(byMeaning) : "undocumentedOrder";
    },
  };
}

function subtractNumbers(value: string, constant: string): number | undefined {
  const left = readNumber(value);
  const right = readNumber(constant);
  return left === undefined || right === undefined ? undefined : left - right;
}

function subtractDates(value: string, constant: string): number | undefined {
  const left = readInstant(value);
  const right = readInstant(constant);
  if (left === undefined || right === undefined || left.zoned !== right.zoned) return undefined;
  return left.atMs - right.atMs;
}
