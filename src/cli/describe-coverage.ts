import type { Coverage } from "../model/snapshot.ts";
import { SECTIONS } from "../model/sections.ts";
import { plainText } from "./plain-text.ts";

/**
 * Lines for stderr on what was not read, with the least right that would read it.
 *
 * What nobody was asked for is named too, one line for each reason: it is as unknown as what was refused.
 */
export function describeUnread(coverage: readonly Coverage[]): readonly string[] {
  return [...coverage.flatMap(describeSection), ...describeUnasked(coverage)];
}

function describeSection({
  section,
  status,
  message,
  parentsNotRead,
}: Coverage): readonly string[] {
  const said = message === undefined ? "" : `: ${plainText(message)}`;
  const needs = status === "denied" ? `\n  needed: ${SECTIONS[section].needs}` : "";
  const parents = parentsNotRead
    .filter((parent) => parent.status === "denied" || parent.status === "failed")
    .map((parent) => `${section} ${plainText(parent.key)}: ${parent.status}`);
  return status === "denied" || status === "failed"
    ? [`${section}: ${status}${said}${needs}`, ...parents]
    : parents;
}

function describeUnasked(coverage: readonly Coverage[]): readonly string[] {
  const byReason = new Map<string, string[]>();
  for (const { section, status, message = "the scan did not ask" } of coverage) {
    if (status !== "notAsked" || SECTIONS[section].optional !== false) continue;
    byReason.set(message, [...(byReason.get(message) ?? []), section]);
  }
  return [...byReason].map(([reason, names]) => `${names.join(", ")}: ${plainText(reason)}`);
}
