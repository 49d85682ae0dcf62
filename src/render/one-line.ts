/** Anything that could end a line, reorder or hide text, or is no character at all. */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]+/gu;

/**
 * Makes text safe to stand within a line that means something.
 *
 * INVARIANT: the result has no line break of any kind, no control and no formatting character.
 */
export function oneLine(text: string): string {
  return text.replace(UNSAFE, " ").replace(/ {2,}/g, " ").trim();
}
