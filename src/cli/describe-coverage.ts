import type { Coverage } from "../model/snapshot.ts";
import { SECTIONS } from "../model/sections.ts";
import { plainText } from "./plain-text.ts";

/** Lines for stderr on what was not read, with the least right that would read it. */
export function describeUnread(coverage: readonly Coverage[]): readonly string[] {
  return coverage.flatMap(({ section, status, message, parentsNotRead }) => {
    const said = message === undefined ? "" : `: ${plainText(message)}`;
    const needs = status === "denied" ? `\n  needed: ${SECTIONS[section].needs}` : "";
    const parents = parentsNotRead
      .filter((parent) => parent.status === "denied" || parent.status === "failed")
      .map((parent) => `${section} ${plainText(parent.key)}: ${parent.status}`);
    return status === "denied" || status === "failed"
      ? [`${section}: ${status}${said}${needs}`, ...parents]
      : parents;
  });
}
