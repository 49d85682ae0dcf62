import * as fc from "fast-check";
import { unicodeText } from "./unicode-text.ts";

/** What ends, expands, comments, hides or reorders somewhere: in a script, a table, a page or a terminal. */
const DANGEROUS = [
  ...Array.from("'\u2018\u2019\u201A\u201B\"\u201C\u201D\u201E`$(){}[];,|&<>#@%~\\/ \tae\u00E9"),
  ...Array.from(
    "\r\n\0\u0007\u001B\u007F\u0085\u00A0\u00AD\u061C\u200B\u200D\u200E\u200F\u2028\u2029",
  ),
  ...Array.from(
    "\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069\uFEFF\uFFFE\uFFFF\u{E0001}",
  ),
  "\uD800",
  "\uDC00",
  "\u{1F600}",
  "$(",
  "${env:PATH}",
  "#>",
  "<#",
  "'@",
  '"@',
  "--%",
  "\r\n",
  "'; Stop-Computer #",
  "\u2019; Stop-Computer #",
];

/** Text as somebody who wishes us ill would put it into a name. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  { arbitrary: fc.string({ unit: fc.constantFrom(...DANGEROUS), maxLength: 24 }), weight: 4 },
  { arbitrary: unicodeText({ maxLength: 24 }), weight: 1 },
);
