import { compilePrimaryAddress } from "./compile-primary-address.ts";
import type { Comparison } from "./filter-ast.ts";
import type { FilterableRecipient } from "./filterable-recipient.ts";
import { foldDn } from "./fold-dn.ts";
import { createMatcher } from "./create-matcher.ts";
import type { MadeMatcher } from "./create-matcher.ts";
import { positiveOperator } from "./positive-operator.ts";
import type { PositiveOperator } from "./positive-operator.ts";
import { resolveProperty } from "./resolve-property.ts";
import type { ResolvedProperty } from "./resolve-property.ts";
import { matchBlank } from "./match-blank.ts";
import { readConstantText } from "./read-constant.ts";
import { matchAnyValue } from "./value-matcher.ts";
import type { ValueMatcher } from "./value-matcher.ts";
import { negate } from "./verdict.ts";
import type { Outcome } from "./verdict.ts";

/** What a comparison says of a recipient. */
export type RecipientTest = (recipient: FilterableRecipient) => Outcome;

/**
 * Prepares one comparison: constants are folded once, not for each recipient.
 *
 * `-ne` and `-notlike` hold where `-eq` and `-like` do not, blank properties included; of a
 * property with several values they say that none matches. PrimarySmtpAddress is apart.
 */
export function compileComparison(comparison: Comparison): RecipientTest {
  const property = resolveProperty(comparison.property);
  const operator = positiveOperator(comparison.operator);
  const negative = operator !== comparison.operator;
  const made = matcherOf(property, operator, comparison);
  if (property.name === "PrimarySmtpAddress" && isMatcher(made) && comparison.value.kind !== "null")
    return compilePrimaryAddress(made, negative);
  const test = memberOfGroupTest(property, comparison) ?? readAndMatch(property, made);
  return negative ? (recipient) => negate(test(recipient)) : test;
}

function matcherOf(
  property: ResolvedProperty,
  operator: PositiveOperator,
  { value }: Comparison,
): MadeMatcher {
  if (value.kind !== "null") return createMatcher(property, operator, value);
  return operator === "eq" ? matchBlank(property.kind) : "unsupportedComparison";
}

const isMatcher = (made: MadeMatcher): made is ValueMatcher => typeof made === "object";

/** Reads the property of each recipient, unless the answer is the same for all. */
export function readAndMatch(property: ResolvedProperty, made: MadeMatcher): RecipientTest {
  if (!isMatcher(made)) return () => made;
  const missing = property.documented ? "propertyNotRead" : "unknownProperty";
  return (recipient) => {
    const read = recipient.property(property.name);
    return read.status === "read" ? matchAnyValue(read.value, made) : missing;
  };
}

/**
 * Membership is asked of the recipient, which knows its groups; other questions about the property
 * are left to its value.
 *
 * @see https://learn.microsoft.com/powershell/exchange/recipientfilter-properties
 *   "MemberOfGroup" (docs as of 2026-06-19)
 */
function memberOfGroupTest(
  property: ResolvedProperty,
  { operator, value }: Comparison,
): RecipientTest | undefined {
  if (property.name !== "MemberOfGroup" || positiveOperator(operator) !== "eq") return undefined;
  const group = foldDn(readConstantText(value) ?? "");
  if (group === undefined) return undefined;
  return (recipient) => {
    const answer = recipient.memberOf(group);
    return answer === "unknown" ? "membershipUnknown" : answer;
  };
}
