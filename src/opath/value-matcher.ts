import type { Outcome } from "./verdict.ts";

export type Scalar = string | number | boolean;

/** Matches one property value, made once for a comparison and asked of every recipient. */
export interface ValueMatcher {
  /** What holds of a property that was read and is blank. */
  readonly blank: Outcome;
  /** INVARIANT: never asked of a blank value. */
  readonly value: (value: Scalar) => Outcome;
}

const isBlankValue = (value: unknown): boolean =>
  value === null || value === undefined || value === "";

/** A list that holds nothing but blanks is blank itself. */
const isBlank = (value: unknown): boolean =>
  Array.isArray(value) ? value.every(isBlankValue) : isBlankValue(value);

/** A property with several values passes as soon as one of them does. */
export function matchAnyValue(value: unknown, test: ValueMatcher): Outcome {
  if (isBlank(value)) return test.blank;
  if (!Array.isArray(value)) return matchScalar(value, test);
  let outcome: Outcome = "false";
  for (const item of value as readonly unknown[]) {
    if (isBlankValue(item)) continue;
    const next = matchScalar(item, test);
    if (next === "true") return next;
    if (outcome === "false") outcome = next;
  }
  return outcome;
}

function matchScalar(value: unknown, test: ValueMatcher): Outcome {
  switch (typeof value) {
    case "string":
    case "number":
    case "boolean":
      return test.value(value);
    default:
      return "unreadableValue";
  }
}
