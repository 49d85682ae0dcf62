import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";

/** Names of scopes and assignments hold at most 64 characters. */
const LONGEST_NAME = 64;

/** SHA-256 of a text in lower-case hex. */
export const hashText = (text: string): string => bytesToHex(sha256(utf8ToBytes(text)));

/**
 * The name of an app's management scope: the same on every run, and told apart by app and filter.
 *
 * @see https://learn.microsoft.com/powershell/module/exchangepowershell/new-managementscope
 *   "-Name": "The maximum length is 64 characters" (docs as of 2026-08-21)
 */
export function scopeName(app: { appId: string; displayName: string }, filter: string): string {
  return join([slug(app.displayName)], digest(app.appId, filter));
}

/** The name of the assignment of one permission in that scope. */
export function assignmentName(
  app: { appId: string; displayName: string },
  filter: string,
  role: string,
): string {
  const permission = role.replace(/^Application /, "");
  return join([slug(app.displayName), slug(permission)], digest(app.appId, filter));
}

/**
 * The name of a group or unit that copies members: it derives from what the members are copied from and who they are,
 * not from an app, so that whoever copies the same finds the same.
 *
 * @param source the display name of the first group or user that the policies name
 * @param content what the copy is told apart by
 * @see https://learn.microsoft.com/powershell/module/exchangepowershell/new-distributiongroup
 *   "-Name": "The maximum length is 64 characters" (docs as of 2026-08-21)
 */
export const copyName = (source: string, content: string): string =>
  join([slug(source)], hashText(content).slice(0, 8));

const digest = (app: string, filter: string): string => hashText(`${app}\n${filter}`).slice(0, 8);

/** `SW <words> <digest>`; only the first word gives way when the name grows too long. */
function join(words: readonly string[], suffix: string): string {
  const [first = "", ...others] = words;
  const fixed = ["SW", ...others, suffix].join(" ").length + 1;
  const start = first.slice(0, Math.max(0, LONGEST_NAME - fixed)).trim();
  return ["SW", start, ...others, suffix].filter((word) => word !== "").join(" ");
}

/** ASCII letters, digits, dots and hyphens; letters with accents lose them, all else becomes a hyphen. */
export function slug(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .replace(/[^A-Za-z0-9.]+/g, "-")
    .replace(/^-+|-+$/g, "");
}
