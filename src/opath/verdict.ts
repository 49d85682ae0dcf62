/** Why a filter is neither true nor false of a recipient. */
export type UnknownKind =
  /** The evidence holds no such property of the recipient. */
  | "propertyNotRead"
  /** The property is not documented as filterable, and the evidence does not hold it. */
  | "unknownProperty"
  /** Whether the recipient is in the group could not be told. */
  | "membershipUnknown"
  /** A wildcard other than one `*` at the end of the text. */
  | "unsupportedWildcard"
  /** The operator has no documented meaning for this property or value. */
  | "unsupportedComparison"
  /** The filter's value is not of the property's kind. */
  | "unsupportedValue"
  /** The recipient's value is not of the property's kind, or was printed in another form. */
  | "unreadableValue"
  /** Nothing documents how a blank value fares in this comparison. */
  | "undocumentedBlank"
  /** Numeric and alphabetic order disagree, or the values have no common order. */
  | "undocumentedOrder"
  /** Equal but for accents, width or an address prefix. */
  | "undocumentedEquality"
  /** Decided by a time zone that neither value states. */
  | "unknownTimeZone"
  /** `-ne` on PrimarySmtpAddress: the primary address and the proxies answer differently. */
  | "primaryAddressReadings"
  /** `-and` and `-or` without parentheses, and the two readings differ. */
  | "mixedPrecedence";

export interface UnknownReason {
  readonly kind: UnknownKind;
  /** Where in the filter's text the cause stands. */
  readonly offset: number;
  /** The property as the filter writes it; absent where the cause is no single comparison. */
  readonly property?: string;
}

/** Whether a filter selects a recipient. An unknown never goes without its reason. */
export type Verdict =
  | { readonly value: "true" }
  | { readonly value: "false" }
  | { readonly value: "unknown"; readonly because: UnknownReason };

export const TRUE: Verdict = Object.freeze({ value: "true" });
export const FALSE: Verdict = Object.freeze({ value: "false" });

export const unknown = (because: UnknownReason): Verdict =>
  Object.freeze({ value: "unknown", because: Object.freeze(because) });

/** What one comparison says before a reason is located: a cheap verdict. */
export type Outcome = "true" | "false" | UnknownKind;

export const negate = (outcome: Outcome): Outcome => {
  if (outcome === "true") return "false";
  return outcome === "false" ? "true" : outcome;
};

export const outcomeOf = (holds: boolean): Outcome => (holds ? "true" : "false");
