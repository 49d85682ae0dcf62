import { isGuid } from "../../model/ids.ts";

const ZERO = "00000000-0000-0000-0000-000000000000";

/** Lower-cases a text that is a GUID, with or without braces; any other text stays as printed. */
export function normaliseReference(text: string): string {
  const bare = text.trim().replace(/^\{(.*)\}$/, "$1");
  return isGuid(bare) ? bare.toLowerCase() : text;
}

/** Normalises an id: lower case, without braces. */
export const normaliseId = (text: string): string =>
  text
    .trim()
    .replace(/^\{(.*)\}$/, "$1")
    .toLowerCase();

/** As `normaliseId`; blank and all-zero ids are no ids. */
export function normaliseOptionalId(value: unknown): string | undefined {
  if (typeof value !== "string") return undefined;
  const id = normaliseId(value);
  return id === "" || id === ZERO ? undefined : id;
}
