import type { CoverageEntry } from "../model/plan-document.ts";
import { isAnswered, unreadParents } from "../model/unread.ts";
import { plainText } from "./plain-text.ts";

/**
 * Lines for stderr on what was not read: sections, then parents of a section that was read in part; the permission that
 * would read it, once, and what to do.
 *
 * What nobody was asked for is named too, one line for each reason: it is as unknown as what was refused.
 */
export function describeUnread(coverage: readonly CoverageEntry[]): readonly string[] {
  return [...coverage.flatMap(describeGap), ...describeUnasked(coverage)];
}

function describeGap(entry: CoverageEntry): readonly string[] {
  const { section, status, needs, advice } = entry;
  if (status === "notAsked" || needs === undefined || advice === undefined) return [];
  const what = isAnswered(section, status)
    ? partlyRead(entry)
    : [describe(section, status, entry.message)];
  return [...what, `  needed: ${needs}`, `  to do: ${advice}`];
}

function describeUnasked(coverage: readonly CoverageEntry[]): readonly string[] {
  const byReason = new Map<string, string[]>();
  for (const { section, status, advice, message } of coverage) {
    if (status !== "notAsked" || advice === undefined) continue;
    const reason = message ?? advice;
    byReason.set(reason, [...(byReason.get(reason) ?? []), section]);
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
