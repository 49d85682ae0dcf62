/**
 * Gives equal text for distinguished names that mean the same object, or nothing where the text
 * is no distinguished name at all.
 *
 * Case, blanks around `,` `=` and `+`, and the way a character is escaped make no difference.
 * Whether any object has that name is not asked.
 *
 * INVARIANT: folding a folded name changes nothing.
 *
 * @see https://learn.microsoft.com/previous-versions/windows/desktop/ldap/distinguished-names
 *   (the syntax is RFC 4514)
 */
export function foldDn(text: string): string | undefined {
  const folded: string[] = [];
  for (const rdn of splitUnescaped(text, ",")) {
    const parts = splitUnescaped(rdn, "+").map(foldPart);
    if (parts.includes(undefined)) return undefined;
    folded.push(parts.join("+"));
  }
  return folded.join(",");
}

const ATTRIBUTE = /^(?:[a-z][a-z0-9-]*|\d+(?:\.\d+)+)$/i;

/** Folds one `attribute=value`. */
function foldPart(part: string): string | undefined {
  const equals = part.indexOf("=");
  const attribute = part.slice(0, Math.max(equals, 0)).trim();
  if (!ATTRIBUTE.test(attribute)) return undefined;
  const value = unescapeValue(trimUnescaped(part.slice(equals + 1)));
  if (value === undefined || value === "") return undefined;
  return `${attribute.toLowerCase()}=${escapeValue(value.toLowerCase())}`;
}

/** Cuts at each separator that no backslash escapes. */
function splitUnescaped(text: string, separator: string): string[] {
  const parts: string[] = [];
  let from = 0;
  for (let at = 0; at < text.length; at += 1) {
    const char = text.charAt(at);
    if (char === "\\") at += 1;
    else if (char === separator) {
      parts.push(text.slice(from, at));
      from = at + 1;
    }
  }
  parts.push(text.slice(from));
  return parts;
}

/** An escaped blank at the end belongs to the value. */
function trimUnescaped(value: string): string {
  const start = value.trimStart();
  const bare = start.trimEnd();
  const backslashes = /\\*$/.exec(bare)?.[0].length ?? 0;
  return backslashes % 2 === 1 ? bare + start.charAt(bare.length) : bare;
}

const ESCAPE = /\\(?:([0-9a-f]{2}(?:\\[0-9a-f]{2})*)|([\s"#+,;<=>\\])|)/gi;

/** Resolves `\,` and UTF-8 in hexadecimal such as `\C3\A9`; nothing for any other escape. */
function unescapeValue(value: string): string | undefined {
  let readable = true;
  const text = value.replace(ESCAPE, (_, hex: string | undefined, special: string | undefined) => {
    const char = special ?? decodeUtf8(hex);
    readable &&= char !== undefined;
    return char ?? "";
  });
  return readable ? text : undefined;
}

function decodeUtf8(hex: string | undefined): string | undefined {
  if (hex === undefined) return undefined;
  try {
    return decodeURIComponent(hex.replaceAll("\\", "").replaceAll(/../g, "%$&"));
  } catch {
    return undefined;
  }
}

/** Escapes what would otherwise read as structure, and blanks at either end. */
function escapeValue(value: string): string {
  return value.replaceAll(/[\\,+]/g, "\\$&").replaceAll(/^\s|\s$/g, "\\$&");
}
