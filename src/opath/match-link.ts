import { foldDn } from "./fold-dn.ts";
import type { ValueMatcher } from "./value-matcher.ts";
import { outcomeOf } from "./verdict.ts";

/**
 * Matches a property that links to another object by its distinguished name.
 *
 * A value that is no DN "matches nothing", whatever the recipient holds. A row often prints the
 * linked object's name in place of its DN; that value cannot be compared.
 *
 * @see https://learn.microsoft.com/powershell/exchange/recipientfilter-properties
 *   "The object's name, email address, and GUID are accepted by the filter syntax, but don't match
 *   anything" (docs as of 2026-06-19)
 */
export function matchLink(constant: string): ValueMatcher | "false" {
  const wanted = foldDn(constant);
  if (wanted === undefined) return "false";
  return {
    blank: "false",
    value: (value) => {
      const actual = foldDn(String(value));
      return actual === undefined ? "unreadableValue" : outcomeOf(actual === wanted);
    },
  };
}
