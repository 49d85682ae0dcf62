import { readNumber } from "./read-number.ts";
import { holdsInOrder } from "./match-order.ts";
import type { OrderOperator } from "./match-order.ts";
import { foldScalar } from "./match-text.ts";
import type { ValueMatcher } from "./value-matcher.ts";
import { outcomeOf } from "./verdict.ts";

/**
 * Matches an integer property by its numeric value, quoted or bare.
 *
 * `Unlimited` equals itself and no number, and has no order.
 *
 * @see https://learn.microsoft.com/powershell/exchange/recipient-filters
 *   "Integer values" (docs as of 2023-09-07)
 */
export function matchNumber(operator: "eq" | OrderOperator, constant: string): ValueMatcher {
  const wanted = readNumber(constant);
  const folded = foldScalar(constant);
  return {
    blank: operator === "eq" ? "false" : "undocumentedBlank",
    value: (value) => {
      if (typeof value === "boolean") return "unreadableValue";
      const actual = readNumber(value);
      if (operator === "eq" && (wanted === undefined || actual === undefined))
        return outcomeOf(foldScalar(value) === folded);
      if (wanted === undefined || actual === undefined) return "undocumentedOrder";
      const difference = actual - wanted;
      return outcomeOf(operator === "eq" ? difference === 0 : holdsInOrder(operator, difference));
    },
  };
}
