import type { ParentedSection, ParentRead, Section } from "../model/snapshot.ts";
import type { Decode } from "./decode-with.ts";
import type { ParentEntry, SectionEntry } from "./manifest.ts";
import { listParents, readParentLines, type SectionSource } from "./parent-lines.ts";
import { readSectionRows } from "./section-rows.ts";
import { settleRows, type Settled } from "./settle-rows.ts";

type Unread = Exclude<Section<never>, { status: "read" }>;

/**
 * Reads a flat section. One line that cannot be decoded makes it failed, never shorter; so do two that contradict each
 * other, but where what they agree on can stand alone.
 */
export async function readFlatSection<Row>(
  { folder, name, entry }: SectionSource,
  decode: Decode<Row>,
): Promise<Section<Row>> {
  if (entry?.status !== "read") return unread(entry);
  const rows: Row[] = [];
  const read = await readSectionRows(folder, name, entry, (value) => {
    const decoded = decode(value);
    if (!decoded.ok) return decoded.message;
    rows.push(decoded.row);
    return undefined;
  });
  if (!read.ok) return { status: "failed", message: read.message };
  const settled = settleRows(name, rows);
  if (!settled.ok) return { status: "failed", message: `${name}: ${settled.message}` };
  const { contradictory } = settled;
  const section = { status: "read" as const, rows: settled.rows };
  return contradictory.length === 0 ? section : { ...section, contradictory };
}

/**
 * Reads a section whose lines belong to parents.
 *
 * Only parents that the manifest lists as read have rows; a parent with another number of rows than listed, with rows
 * that contradict each other, or with rows and no word of the manifest is failed.
 */
export async function readParentedSection<Row>(
  source: SectionSource,
  decode: Decode<Row>,
): Promise<ParentedSection<Row>> {
  const { name, entry } = source;
  if (entry?.status !== "read") return unread(entry);
  const rowsByParent = new Map<string, Row[]>();
  const unlisted = new Set<string>();
  const read = await readParentLines(source, entry, decode, {
    row(parent, row) {
      const rows = rowsByParent.get(parent);
      if (rows === undefined) rowsByParent.set(parent, [row]);
      else rows.push(row);
    },
    unlisted: (parent) => unlisted.add(parent),
  });
  if (!read.ok) return { status: "failed", message: read.message };
  const parents = new Map<string, ParentRead<Row>>();
  for (const [key, parent] of parentsOf(entry, unlisted)) {
    const settle = (rows: readonly Row[]): Settled<Row> => settleRows(name, rows);
    parents.set(key, settleParent(parent, rowsByParent.get(key) ?? [], settle));
  }
  return { status: "read", parents };
}

/** The parents that the manifest lists, and those that only the file names. */
export function parentsOf(
  entry: SectionEntry,
  unlisted: Iterable<string>,
): ReadonlyMap<string, ParentEntry> {
  const parents = listParents(entry.parents ?? []);
  for (const key of unlisted) parents.set(key, { ...UNLISTED, key });
  return parents;
}

/** A parent that nobody says was read: its rows may be some of many. */
const UNLISTED = {
  status: "failed",
  rows: undefined,
  message: "the file has rows of it, and the manifest does not list it",
} as const;

/** What was read of a parent, given its rows: all that it should have, and none that contradicts another. */
export function settleParent<Row>(
  parent: ParentEntry,
  rows: readonly Row[],
  settle: (rows: readonly Row[]) => Settled<Row>,
): ParentRead<Row> {
  const { status, message } = parent;
  if (status !== "read") return message === undefined ? { status } : { status, message };
  if (rows.length === parent.rows) {
    // Who is listed twice is a member once: only a contradiction matters.
    const settled = settle(rows);
    return settled.ok ? { status, rows } : { status: "failed", message: settled.message };
  }
  const expected = parent.rows ?? "nothing";
  return {
    status: "failed",
    message: `the file has ${rows.length} rows, the manifest says ${expected}`,
  };
}

/** A section that was not read, as the manifest says it. */
export function unread(entry: SectionEntry | undefined): Unread {
  if (entry === undefined || entry.status === "read") return { status: "notAsked" };
  const { status, message } = entry;
  return message === undefined ? { status } : { status, message };
}
