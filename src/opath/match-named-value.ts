import { readNumber } from "./read-number.ts";
import { foldScalar } from "./match-text.ts";
import type { ValueMatcher } from "./value-matcher.ts";
import { outcomeOf } from "./verdict.ts";

/**
 * Matches a property that holds one of a list of names.
 *
 * Filters may give the number behind a name; which number stands for which name is not compared,
 * so a number against a name is unknown.
 *
 * @see https://learn.microsoft.com/powershell/exchange/recipientfilter-properties
 *   "Value" column (docs as of 2026-06-19)
 */
export function matchEnumeration(constant: string): ValueMatcher {
  const wanted = foldScalar(constant);
  const numeric = readNumber(constant) !== undefined;
  return {
    blank: "false",
    value: (value) => {
      if (foldScalar(value) === wanted) return "true";
      return numeric === (readNumber(value) !== undefined) ? "false" : "unreadableValue";
    },
  };
}

const COUNTRY_CODE = /^[a-z]{2}$/;

/**
 * Matches a country, which a filter or a row may give as two-letter code or as name.
 *
 * Only two codes can be told apart: a code and a name may be the same country, and so may two
 * spellings of a name.
 *
 * @see https://learn.microsoft.com/powershell/module/exchangepowershell/new-managementscope
 *   (note on two-letter country codes)
 */
export function matchCountry(constant: string): ValueMatcher {
  const wanted = foldScalar(constant);
  return {
    blank: "false",
    value: (value) => {
      const country = foldScalar(value);
      if (country === wanted) return "true";
      const comparable = COUNTRY_CODE.test(country) && COUNTRY_CODE.test(wanted);
      return comparable ? "false" : "unreadableValue";
    },
  };
}

/** Matches a property that is true or false; `'True'` is what the service stores for `$true`. */
export function matchBoolean(constant: string): ValueMatcher | "unsupportedValue" {
  const wanted = readBoolean(constant);
  if (wanted === undefined) return "unsupportedValue";
  return {
    blank: "undocumentedBlank",
    value: (value) => {
      const actual = readBoolean(foldScalar(value));
      return actual === undefined ? "unreadableValue" : outcomeOf(actual === wanted);
    },
  };
}

function readBoolean(text: string): boolean | undefined {
  const folded = foldScalar(text);
  if (folded === "true") return true;
  return folded === "false" ? false : undefined;
}

const GUID = /^\{?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\}?$/i;

/** Gives equal text for equal GUIDs, in braces or not; nothing for any other text. */
export const foldGuid = (text: string): string | undefined => GUID.exec(text)?.[1]?.toLowerCase();

/** Matches a property that holds a GUID. */
export function matchGuid(constant: string): ValueMatcher | "unsupportedValue" {
  const wanted = foldGuid(constant);
  if (wanted === undefined) return "unsupportedValue";
  return {
    blank: "false",
    value: (value) => {
      const actual = foldGuid(String(value));
      return actual === undefined ? "unreadableValue" : outcomeOf(actual === wanted);
    },
  };
}
