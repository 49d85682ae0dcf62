import type { SectionName } from "../model/sections.ts";
import { type EvidenceLine, isEvidenceLine } from "./evidence-line.ts";
import type { ParentEntry, SectionEntry } from "./manifest.ts";
import { isParented, parentKeyOf } from "./parent-key.ts";
import { readSectionRows } from "./section-rows.ts";

/** Tells whether a scan is through with a section: it was read or is absent, with every parent. */
export function isFinished(name: SectionName, { status, parents }: SectionEntry): boolean {
  if (status !== "read" && status !== "absent") return false;
  if (!isParented(name)) return parents === undefined;
  if (parents === undefined) return status === "absent";
  return parents.every((parent) => parent.status === "read" || parent.status === "notFound");
}

/**
 * Tells whether a section that a scan is through with still lies in its folder as it was written, and hands over its
 * lines on the way; after false, whoever took lines must forget them.
 *
 * Checks the hash of the file, the number of its rows, and the rows of each parent. Holds no rows.
 */
export async function readKeptSection(
  folder: string,
  name: SectionName,
  entry: SectionEntry,
  take: (line: EvidenceLine) => void,
): Promise<boolean> {
  if (!isFinished(name, entry)) return false;
  if (entry.status === "absent") return true;
  const parents = isParented(name) ? createParentCheck(name, entry.parents ?? []) : undefined;
  const read = await readSectionRows(folder, name, entry, (line) => {
    if (!isEvidenceLine(line)) return ": expected an object";
    if (parents?.count(line) === false) return ": of no parent that was read";
    take(line);
    return undefined;
  });
  return read.ok && (parents?.isComplete() ?? true);
}

interface ParentCheck {
  /** False for a line of a parent that is not listed as read. */
  count(line: EvidenceLine): boolean;
  isComplete(): boolean;
}

function createParentCheck(name: SectionName, parents: readonly ParentEntry[]): ParentCheck {
  const keys = new Set(parents.map(({ key }) => key));
  const read = parents.filter(({ status }) => status === "read");
  const counts = new Map(read.map(({ key }) => [key, 0]));
  return {
    count(line) {
      const key = parentKeyOf(name, line) ?? "";
      const before = counts.get(key);
      if (before === undefined) return false;
      counts.set(key, before + 1);
      return true;
    },
    isComplete: () =>
      keys.size === parents.length && read.every(({ key, rows }) => counts.get(key) === rows),
  };
}
