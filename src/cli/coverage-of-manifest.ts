import type { Manifest } from "../evidence/manifest.ts";
import type { CoverageEntry } from "../model/plan-document.ts";
import { SECTION_NAMES, SECTIONS } from "../model/sections.ts";
import { messageWithoutNeeds, remedyOf, type SectionState } from "../model/unread.ts";

/** What a scan read and what it did not, as its manifest says, with what to do: the words that a plan has too. */
export function coverageOfManifest({ sections }: Pick<Manifest, "sections">): CoverageEntry[] {
  return SECTION_NAMES.map((section) => {
    const entry = sections[section];
    const { status, message } = entry ?? { status: "notAsked", message: undefined };
    const parentsNotRead = (entry?.parents ?? [])
      .filter((parent) => parent.status !== "read")
      .map(({ key, status: how, message: said }) =>
        said === undefined ? { key, status: how } : { key, status: how, message: said },
      );
    const state: SectionState = { section, status, parentsNotRead };
    return {
      section,
      status,
      rows: entry?.rows ?? null,
      holds: SECTIONS[section].holds,
      ...(message === undefined ? {} : { message: messageWithoutNeeds(section, message) }),
      ...remedyOf(section, state),
      parentsNotRead,
    };
  });
}
