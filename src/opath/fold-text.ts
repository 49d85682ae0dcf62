/** Gives equal text for texts that differ only in case. */
export const foldCase = (text: string): string => text.toLowerCase();

const PLAIN = /^[ -~]*$/;

/** Gives equal text for texts that differ in accents or width. `folded` is folded by `foldCase`. */
export const foldAccents = (folded: string): string =>
  PLAIN.test(folded) ? folded : foldCase(folded.normalize("NFKD").replaceAll(/\p{M}/gu, ""));

const SMTP = "smtp:";
const ANY_PREFIX = /^[a-z0-9]+:/;

/**
 * Lists the other way to write an SMTP address, with or without its `smtp:`; none for any other
 * text. `folded` is folded by `foldCase`.
 */
export function otherAddressForms(folded: string): readonly string[] {
  if (folded.startsWith(SMTP)) return [folded.slice(SMTP.length)];
  return folded.includes("@") && !ANY_PREFIX.test(folded) ? [SMTP + folded] : [];
}
