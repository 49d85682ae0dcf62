import { filterError } from "./filter-error.ts";
import type { FilterError } from "./filter-error.ts";

/** The text between the quotes, and the offset behind the closing quote. */
export type QuotedText = { readonly text: string; readonly next: number } | FilterError;

/** Reads `'…'` from `offset` on; a quote inside is doubled, and nothing else is special. */
export function scanSingleQuoted(source: string, offset: number): QuotedText {
  let text = "";
  let from = offset + 1;
  for (;;) {
    const quote = source.indexOf("'", from);
    if (quote === -1) return filterError("unclosedText", offset, "a closing `'`");
    text += source.slice(from, quote);
    if (source.charAt(quote + 1) !== "'") return { text, next: quote + 1 };
    text += "'";
    from = quote + 2;
  }
}

/** Plain characters, a doubled quote, an escape of a special character, or a lone `$`. */
const PIECE = /[^"`$]+|""|`[`"'$]|\$(?![\w{(])/y;

/**
 * Reads `"…"` from `offset` on; a quote inside is doubled or escaped with a backtick.
 *
 * A variable inside is an error: whoever stored the text may or may not have expanded it. So is
 * any other escape, which has a meaning of PowerShell's own.
 */
export function scanDoubleQuoted(source: string, offset: number): QuotedText {
  let text = "";
  let at = offset + 1;
  for (;;) {
    PIECE.lastIndex = at;
    const piece = PIECE.exec(source)?.[0];
    if (piece === undefined) break;
    text += /^["`]/.test(piece) ? piece.charAt(1) : piece;
    at += piece.length;
  }
  switch (source.charAt(at)) {
    case '"':
      return { text, next: at + 1 };
    case "$":
      return filterError("unexpandedVariable", at, "text, not a variable");
    case "`":
      return filterError("unexpectedCharacter", at, "no escape but of a quote, `$` or a backtick");
    default:
      return filterError("unclosedText", offset, 'a closing `"`');
  }
}
