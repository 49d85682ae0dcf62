/**
 * Characters that would end a single-quoted literal: PowerShell takes four typographic quotes for the ASCII one.
 *
 * @see https://learn.microsoft.com/powershell/scripting/lang-spec/chapter-02 "2.3.5.2 String literals",
 *   single-quote-character (docs as of 2024-04-26)
 */
const SINGLE_QUOTES = /['\u2018\u2019\u201A\u201B]/g;

/**
 * What must not stand in a script as it is: control characters, line and paragraph separators, formatting characters
 * (they can reorder or hide text) and halves of a surrogate pair.
 */
const UNREADABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u;

/**
 * The one text that a command does not take as it stands: even quoted it turns the rest of the line into one argument,
 * `-Confirm` and `-ErrorAction` with it. Within parentheses it is text like any other.
 *
 * Observed, not documented: that quotes do not help (PowerShell 7.6.9).
 *
 * @see https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_parsing "The stop-parsing token"
 */
const STOP_PARSING = "--%";

/**
 * Writes text as a PowerShell expression that is exactly this text: a single-quoted literal with every quote doubled.
 *
 * Unreadable characters are written by their code and joined, so that the expression is one line of visible text.
 *
 * INVARIANT: whatever the text, the expression is one string and nothing else; nothing in it is expanded.
 */
export function quoteLiteral(text: string): string {
  const parts = literalParts(text);
  const [only] = parts;
  const isPlain = parts.length === 1 && text !== STOP_PARSING;
  return isPlain && only !== undefined ? only : `(${parts.join(" + ")})`;
}

/** The first part is always a literal, so that `+` joins text. */
function literalParts(text: string): readonly string[] {
  const parts: string[] = [];
  let readable = "";
  for (const character of text) {
    if (!UNREADABLE.test(character)) {
      readable += character;
      continue;
    }
    if (readable !== "" || parts.length === 0) parts.push(singleQuoted(readable));
    readable = "";
    parts.push(...codeUnits(character));
  }
  if (readable !== "" || parts.length === 0) parts.push(singleQuoted(readable));
  return parts;
}

function singleQuoted(text: string): string {
  return `'${text.replace(SINGLE_QUOTES, "$&$&")}'`;
}

function codeUnits(character: string): readonly string[] {
  return Array.from({ length: character.length }, (_, index) => {
    const code = character.charCodeAt(index).toString(16).toUpperCase().padStart(4, "0");
    return `[char]0x${code}`;
  });
}
