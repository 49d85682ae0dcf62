import type { FilterValueKind } from "../model/filterable-property-kinds.ts";
import { foldScalar } from "./match-text.ts";
import type { ValueMatcher } from "./value-matcher.ts";

/**
 * Matches a blank property: `-eq $null`.
 *
 * @see https://learn.microsoft.com/powershell/exchange/recipientfilter-properties
 *   "To look for blank or non-blank property values, use the value `$null`" (docs as of 2026-06-19)
 */
export const matchBlank = (kind: FilterValueKind): ValueMatcher => ({
  blank: "true",
  value: (value) =>
    !HOLDS_NO_DEFAULT.has(kind) && looksUnset(foldScalar(value)) ? "undocumentedBlank" : "false",
});

/** Kinds whose rows print a value only where there is one. */
const HOLDS_NO_DEFAULT: ReadonlySet<FilterValueKind> = new Set([
  "text",
  "exactText",
  "dn",
  "date",
  "dateUtc",
  "country",
]);

/** What rows print for other kinds both when it was set and when nothing was. */
const looksUnset = (folded: string): boolean => /^(?:false|none|unlimited|[0-]+)$/.test(folded);
