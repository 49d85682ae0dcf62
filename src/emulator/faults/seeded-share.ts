import { createHash } from "node:crypto";

/** A number in [0, 1) that follows from the words alone, as if by chance. */
export function seededShare(...words: readonly (string | number)[]): number {
  const digest = createHash("sha256").update(words.join("\n")).digest();
  return digest.readUInt32BE(0) / 2 ** 32;
}
