/** Makes a label of a name: one line, no control or formatting characters, cut where a picture has no room. */
export function shortLabel(name: string, length = 30): string {
  const line = name
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, " ")
    .replace(/[\p{Cs}\p{Co}\p{Cn}]/gu, "\uFFFD")
    .trim();
  const characters = Array.from(line);
  return characters.length <= length ? line : `${characters.slice(0, length - 1).join("")}…`;
}
