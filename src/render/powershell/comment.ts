/** Anything that could end a line, reorder or hide text, or is no character at all. */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]+/gu;

/**
 * Makes text safe to stand after a `#`: one line, nothing hidden.
 *
 * INVARIANT: the result has no line break of any kind, no control and no formatting character.
 */
export function commentText(text: string): string {
  return text.replace(UNSAFE, " ").replace(/ {2,}/g, " ").trim();
}
