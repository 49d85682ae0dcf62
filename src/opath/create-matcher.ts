import type { FilterValueKind } from "../model/filterable-property-kinds.ts";
import type { FilterValue } from "./filter-ast.ts";
import type { PositiveOperator } from "./positive-operator.ts";
import { readConstantText } from "./read-constant.ts";
import type { ResolvedProperty } from "./resolve-property.ts";
import { matchDate } from "./match-date.ts";
import { matchLink } from "./match-link.ts";
import { matchBoolean, matchCountry, matchEnumeration, matchGuid } from "./match-named-value.ts";
import { matchNumber } from "./match-number.ts";
import { matchTextOrder } from "./match-order.ts";
import { matchTextEquals, matchTextLike } from "./match-text.ts";
import type { TextForm } from "./match-text.ts";
import type { ValueMatcher } from "./value-matcher.ts";
import type { UnknownKind } from "./verdict.ts";

/** A matcher; or what holds of every recipient alike, without looking at it. */
export type MadeMatcher = ValueMatcher | UnknownKind | "false";

/**
 * Creates the matcher that a comparison with a value other than `$null` stands for.
 *
 * What the documentation does not foresee for the property's kind becomes an unknown.
 *
 * @see https://learn.microsoft.com/powershell/exchange/recipientfilter-properties
 *   "Value" column (docs as of 2026-06-19)
 */
export function createMatcher(
  property: ResolvedProperty,
  operator: PositiveOperator,
  value: FilterValue,
): MadeMatcher {
  const exact = property.kind === "integer" && value.kind === "number";
  const constant = exact ? value.digits : readConstantText(value);
  if (constant === undefined) return "unsupportedValue";
  return MAKERS[property.kind](operator, constant, property.name);
}

type Maker = (operator: PositiveOperator, constant: string, name: string) => MadeMatcher;

const unsupported: Maker = () => "unsupportedComparison";

const onlyEquals =
  (make: (constant: string, name: string) => MadeMatcher): Maker =>
  (operator, constant, name) =>
    operator === "eq" ? make(constant, name) : "unsupportedComparison";

const MAKERS: Readonly<Record<FilterValueKind, Maker>> = {
  text: (operator, constant, name) => {
    if (operator === "eq") return matchTextEquals(constant, textForm(name));
    return operator === "like"
      ? matchTextLike(constant, textForm(name))
      : matchTextOrder(operator, constant);
  },
  exactText: (operator, constant) => {
    if (operator === "eq") return matchTextEquals(constant);
    return operator === "like" ? "unsupportedComparison" : matchTextOrder(operator, constant);
  },
  dn: onlyEquals((constant, name) => {
    const test = matchLink(constant);
    return test === "false" && OWN_NAMES.has(name) ? "unsupportedValue" : test;
  }),
  guid: onlyEquals(matchGuid),
  boolean: onlyEquals(matchBoolean),
  enumeration: onlyEquals(matchEnumeration),
  country: onlyEquals(matchCountry),
  integer: (operator, constant) =>
    operator === "like" ? "unsupportedComparison" : matchNumber(operator, constant),
  date: (operator, constant) =>
    operator === "like" ? "unsupportedComparison" : matchDate(operator, constant, false),
  dateUtc: (operator, constant) =>
    operator === "like" ? "unsupportedComparison" : matchDate(operator, constant, true),
  flags: unsupported,
  size: unsupported,
  timeSpan: unsupported,
  bytes: unsupported,
  blank: unsupported,
  other: unsupported,
};

/** Properties that hold the recipient's own name: "don't match anything" is said of links only. */
const OWN_NAMES: ReadonlySet<string> = new Set(["DistinguishedName", "Id"]);

const ADDRESSES: ReadonlySet<string> = new Set(["EmailAddresses", "PrimarySmtpAddress"]);

export const textForm = (name: string): TextForm => (ADDRESSES.has(name) ? "address" : "text");
