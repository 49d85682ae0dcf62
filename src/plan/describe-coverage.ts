import type { CoverageEntry } from "../model/plan-document.ts";
import { SECTIONS } from "../model/sections.ts";
import type { Snapshot } from "../model/snapshot.ts";

/** What was read and what was not, section by section; with the least right that would read what is missing. */
export function describeCoverage({ coverage }: Snapshot): readonly CoverageEntry[] {
  return coverage
    .map(({ section, status, rows, message, parentsNotRead }) => ({
      section,
      status,
      rows,
      holds: SECTIONS[section].holds,
      ...(message === undefined ? {} : { message }),
      ...(status === "denied" ||
      status === "failed" ||
      (status === "notAsked" && !SECTIONS[section].optional)
        ? { needs: SECTIONS[section].needs }
        : {}),
      parentsNotRead,
    }))
    .toSorted((a, b) => (a.section < b.section ? -1 : 1));
}
