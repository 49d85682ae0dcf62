import type { CoverageEntry } from "../model/plan-document.ts";
import { isAnswered, unreadParents } from "../model/unread.ts";
import { plainText } from "./plain-text.ts";

/**
 * Lines for stderr on what was not read: sections, then parents of a section that was read in part; the permission that
 * would read it, once, and what to do.
 *
 * What an option left out is named too, one line for each reason: it is as unknown as what was refused.
 */
export function describeUnread(coverage: readonly CoverageEntry[]): readonly string[] {
  const isLeftOut = ({ status, message }: CoverageEntry): boolean =>
    status === "notAsked" && message !== undefined;
  return [
    ...coverage.filter((entry) => !isLeftOut(entry)).flatMap(describeGap),
    ...describeLeftOut(coverage.filter(isLeftOut)),
  ];
}

function describeGap(entry: CoverageEntry): readonly string[] {
  const { section, status, needs, advice } = entry;
  if (needs === undefined || advice === undefined) return [];
  const what = isAnswered(section, status)
    ? partlyRead(entry)
    : [describe(section, status, entry.message)];
  return [...what, `  needed: ${needs}`, `  to do: ${advice}`];
}

function describeLeftOut(coverage: readonly CoverageEntry[]): readonly string[] {
  const byReason = new Map<string, string[]>();
  for (const { section, message = "" } of coverage) {
    byReason.set(message, [...(byReason.get(message) ?? []), section]);
  }
  return [...byReason].map(
    ([reason, names]) => `not asked: ${names.join(", ")}: ${plainText(reason)}`,
  );
}

function partlyRead(entry: CoverageEntry): readonly string[] {
  return unreadParents(entry).map(({ key, status, message }) =>
    describe(`${entry.section} ${plainText(key)}`, status, message),
  );
}

const describe = (what: string, status: string, message: string | undefined): string =>
  `not read: ${what}: ${status}${message === undefined ? "" : `: ${plainText(message)}`}`;
