import { byText } from "../model/by-text.ts";
import type { SectionName } from "../model/sections.ts";
import type { Coverage, ParentedSection, Section } from "../model/snapshot.ts";

type AnySection = Section<unknown> | ParentedSection<unknown>;

/**
 * Tells how a section was read: its status, its rows, and the parents that were asked for and not read. In a flat section
 * these are the objects of which its rows contradict each other.
 */
export function createCoverage(name: SectionName, section: AnySection): Coverage {
  const base = { section: name, status: section.status, parentsNotRead: [] };
  if (section.status !== "read") {
    const { message } = section;
    return message === undefined ? { ...base, rows: null } : { ...base, rows: null, message };
  }
  if ("rows" in section) {
    const parentsNotRead = (section.contradictory ?? []).toSorted((a, b) => byText(a.key, b.key));
    return { ...base, rows: section.rows.length, parentsNotRead };
  }
  let rows = 0;
  const parentsNotRead: Coverage["parentsNotRead"][number][] = [];
  for (const [key, parent] of section.parents) {
    if (parent.status === "read") rows += parent.rows.length;
    else parentsNotRead.push({ key, ...parent });
  }
  return {
    ...base,
    rows,
    parentsNotRead: parentsNotRead.toSorted((a, b) => (a.key < b.key ? -1 : 1)),
  };
}
