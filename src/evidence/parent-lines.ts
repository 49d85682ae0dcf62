import type { SectionName } from "../model/sections.ts";
import type { Decode } from "./decode-with.ts";
import type { ParentEntry, SectionEntry } from "./manifest.ts";
import { normaliseParentKey, parentKeyOf } from "./parent-key.ts";
import { readSectionRows, type RowsRead } from "./section-rows.ts";

/** Where a section is, and what the manifest says of it. */
export interface SectionSource {
  readonly folder: string;
  readonly name: SectionName;
  readonly entry: SectionEntry | undefined;
}

/** Whoever takes the rows of parents. */
export interface ParentRows<Row> {
  /** Takes a row of a parent that the manifest lists as read. */
  row(parent: string, row: Row): void;
  /** Told of each line of a parent of which the manifest says nothing. */
  unlisted(parent: string): void;
}

/** The parents that a manifest lists, by key in lower case; one that is listed twice contradicts itself, and is not read. */
export function listParents(entries: readonly ParentEntry[]): Map<string, ParentEntry> {
  const listed = new Map<string, ParentEntry>();
  for (const entry of entries) {
    const key = normaliseParentKey(entry.key);
    const twice = { ...entry, status: "failed", message: "the manifest lists it twice" } as const;
    listed.set(key, listed.has(key) ? twice : entry);
  }
  return listed;
}

/** Reads the lines of a section that belong to parents. Rows of a parent that was not read are passed over. */
export function readParentLines<Row>(
  { folder, name }: SectionSource,
  entry: SectionEntry,
  decode: Decode<Row>,
  into: ParentRows<Row>,
): Promise<RowsRead> {
  const listed = listParents(entry.parents ?? []);
  return readSectionRows(folder, name, entry, (value) => {
    const key = parentKeyOf(name, value);
    if (key === undefined) return ": expected a line that names its parent";
    const parent = listed.get(key);
    if (parent === undefined) into.unlisted(key);
    if (parent?.status !== "read") return undefined;
    const decoded = decode(value);
    if (!decoded.ok) return decoded.message;
    into.row(key, decoded.row);
    return undefined;
  });
}
