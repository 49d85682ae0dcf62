import type { SectionName } from "../model/sections.ts";
import type { ParentedSection, ParentRead, Section } from "../model/snapshot.ts";
import type { Decode } from "./decode-with.ts";
import type { ParentEntry, SectionEntry } from "./manifest.ts";
import { normaliseParentKey, parentKeyOf } from "./parent-key.ts";
import { readSectionRows } from "./section-rows.ts";
import { settleRows } from "./settle-rows.ts";

/** Where a section is, and what the manifest says of it. */
export interface SectionSource {
  readonly folder: string;
  readonly name: SectionName;
  readonly entry: SectionEntry | undefined;
}

type Unread = Exclude<Section<never>, { status: "read" }>;

/**
 * Reads a flat section. One line that cannot be decoded, or two that contradict each other, make it failed, never shorter.
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
  return settled.ok
    ? { status: "read", rows: settled.rows }
    : { status: "failed", message: `${name}: ${settled.message}` };
}

/**
 * Reads a section whose lines belong to parents.
 *
 * Only parents that the manifest lists as read have rows; a parent with another number of rows than listed, with rows
 * that contradict each other, or with rows and no word of the manifest is failed.
 */
export async function readParentedSection<Row>(
  { folder, name, entry }: SectionSource,
  decode: Decode<Row>,
): Promise<ParentedSection<Row>> {
  if (entry?.status !== "read") return unread(entry);
  const listed = listParents(entry.parents ?? []);
  const rowsByParent = new Map<string, Row[]>();
  for (const [key, { status }] of listed) if (status === "read") rowsByParent.set(key, []);

  const read = await readSectionRows(folder, name, entry, (value) => {
    const key = parentKeyOf(name, value);
    if (key === undefined) return ": expected a line that names its parent";
    const rows = rowsByParent.get(key);
    if (rows === undefined) {
      if (!listed.has(key)) listed.set(key, { ...UNLISTED, key });
      return undefined;
    }
    const decoded = decode(value);
    if (!decoded.ok) return decoded.message;
    rows.push(decoded.row);
    return undefined;
  });
  if (!read.ok) return { status: "failed", message: read.message };
  const parents = new Map<string, ParentRead<Row>>();
  for (const [key, parent] of listed) {
    parents.set(key, settle(name, parent, rowsByParent.get(key) ?? []));
  }
  return { status: "read", parents };
}

/** Keys are compared lower case; a parent that is listed twice contradicts itself, and is not read. */
function listParents(entries: readonly ParentEntry[]): Map<string, ParentEntry> {
  const listed = new Map<string, ParentEntry>();
  for (const entry of entries) {
    const key = normaliseParentKey(entry.key);
    const twice = { ...entry, status: "failed", message: "the manifest lists it twice" } as const;
    listed.set(key, listed.has(key) ? twice : entry);
  }
  return listed;
}

/** A parent that nobody says was read: its rows may be some of many. */
const UNLISTED = {
  status: "failed",
  rows: undefined,
  message: "the file has rows of it, and the manifest does not list it",
} as const;

function settle<Row>(
  name: SectionName,
  parent: ParentEntry,
  rows: readonly Row[],
): ParentRead<Row> {
  const { status, message } = parent;
  if (status !== "read") return message === undefined ? { status } : { status, message };
  if (rows.length === parent.rows) {
    // Who is listed twice is a member once: only a contradiction matters.
    const settled = settleRows(name, rows);
    return settled.ok ? { status, rows } : { status: "failed", message: settled.message };
  }
  const expected = parent.rows ?? "nothing";
  return {
    status: "failed",
    message: `the file has ${rows.length} rows, the manifest says ${expected}`,
  };
}

function unread(entry: SectionEntry | undefined): Unread {
  if (entry === undefined || entry.status === "read") return { status: "notAsked" };
  const { status, message } = entry;
  return message === undefined ? { status } : { status, message };
}
