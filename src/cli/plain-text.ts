const UNSAFE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** Tenant text on a terminal: control characters, escape sequences and bidi overrides become visible codes. */
export function plainText(text: string): string {
  return text.replace(
    UNSAFE,
    (character) => `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}`,
  );
}

/**
 * A value as one line of JSON that is safe on a terminal as well.
 *
 * JSON may hold eight-bit controls and bidi overrides as they are; escaped, they say the same.
 */
export function plainJson(value: unknown): string {
  return JSON.stringify(value).replace(UNSAFE, escapeUnits);
}

const escapeUnits = (character: string): string =>
  Array.from(
    { length: character.length },
    (_, index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, "0")}`,
  ).join("");
