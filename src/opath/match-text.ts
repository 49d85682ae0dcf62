import { foldAccents, foldCase, otherAddressForms } from "./fold-text.ts";
import type { Scalar, ValueMatcher } from "./value-matcher.ts";

/** `address`: an SMTP address passes with or without its `smtp:`. */
export type TextForm = "text" | "address";

/**
 * Matches equal text, case apart. A `*` in `constant` is a literal asterisk.
 *
 * Equality but for accents, width or the `smtp:` of an address is unknown, not false: directories
 * are known to ignore the first two, and no page says what a filter does.
 *
 * @see https://learn.microsoft.com/powershell/exchange/recipient-filters
 *   "Use the -eq operator to find an exact match" (docs as of 2023-09-07)
 */
export const matchTextEquals = (constant: string, form: TextForm = "text"): ValueMatcher =>
  matchTextEqualsAny([constant], form);

/** Matches text equal to one of several: what `-or` over single tests would say, in one look-up. */
export function matchTextEqualsAny(
  constants: readonly string[],
  form: TextForm = "text",
): ValueMatcher {
  const wanted = new Set(constants.map(foldCase));
  const bare = new Set([...wanted].map(foldAccents));
  return matchText(form, {
    empty: wanted.has(""),
    exactly: (value) => wanted.has(value),
    loosely: (value) => bare.has(value),
  });
}

/**
 * Matches text against a pattern, or says that the pattern is not supported.
 *
 * A pattern without wildcard is tested as a whole text.
 *
 * @see https://learn.microsoft.com/powershell/exchange/recipient-filters
 *   "the wildcard character is supported only as a suffix" (docs as of 2023-09-07)
 */
export function matchTextLike(
  pattern: string,
  form: TextForm = "text",
): ValueMatcher | "unsupportedWildcard" {
  const prefix = readPrefix(pattern);
  if (prefix === undefined) return "unsupportedWildcard";
  if (!prefix.open) return matchTextEquals(prefix.text, form);
  return matchTextStarts(prefix.text, form);
}

/** What a pattern may not hold but for one `*` at its end: nothing documents the rest. */
const OTHER_WILDCARD = /[*?[\]`]/;

/** Splits off the one `*` at the end; nothing if a wildcard stands elsewhere. */
function readPrefix(
  pattern: string,
): { readonly text: string; readonly open: boolean } | undefined {
  const open = pattern.endsWith("*");
  const text = open ? pattern.slice(0, -1) : pattern;
  return OTHER_WILDCARD.test(text) ? undefined : { text, open };
}

function matchTextStarts(prefix: string, form: TextForm): ValueMatcher {
  const wanted = foldCase(prefix);
  const bare = foldAccents(wanted);
  return matchText(form, {
    empty: wanted === "",
    exactly: (value) => value.startsWith(wanted),
    loosely: (value) => value.startsWith(bare),
  });
}

interface TextRule {
  /** Whether the empty text would match: then a blank is one that nothing documents. */
  readonly empty: boolean;
  /** Asked with case folded. */
  readonly exactly: (value: string) => boolean;
  /** Asked with case and accents folded. */
  readonly loosely: (value: string) => boolean;
}

function matchText(form: TextForm, rule: TextRule): ValueMatcher {
  const matchesLoosely = (value: string): boolean => rule.loosely(foldAccents(value));
  return {
    blank: rule.empty ? "undocumentedBlank" : "false",
    value: (value) => {
      const folded = foldScalar(value);
      if (rule.exactly(folded)) return "true";
      const forms = otherAddressForms(folded);
      if (form === "address" && forms.some(rule.exactly)) return "true";
      const near = matchesLoosely(folded) || forms.some(matchesLoosely);
      return near ? "undocumentedEquality" : "false";
    },
  };
}

export const foldScalar = (value: Scalar): string =>
  foldCase(typeof value === "string" ? value : String(value));
