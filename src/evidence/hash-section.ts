import { createHash, type Hash } from "node:crypto";

import type { ParentedSection, ParentRead, Section } from "../model/snapshot.ts";
import { renderCanonicalText } from "./canonical-text.ts";
import { digestOf, rankRows, type RankedRows } from "./rank-rows.ts";

type AnySection = Section<unknown> | ParentedSection<unknown>;

/** Sections are values: what was hashed once keeps its hash. */
const HASHED = new WeakMap<AnySection, string>();

/** Remembers the hash of a section that was worked out while it was read. */
export function rememberHash(section: AnySection, sha256: string): void {
  HASHED.set(section, sha256);
}

/**
 * Hashes a section (SHA-256, hex): its status and that of every parent, and the rows as sets that may hold a row twice.
 *
 * Neither messages count nor the order of rows or parents.
 */
export function hashSection(section: AnySection): string {
  const sha256 = HASHED.get(section) ?? hashAnew(section);
  HASHED.set(section, sha256);
  return sha256;
}

function hashAnew(section: AnySection): string {
  if (section.status === "read" && "parents" in section) return hashParentsAnew(section.parents);
  const hash = createHash("sha256");
  feed(hash, { status: section.status });
  if (section.status === "read") feedDigests(hash, section.rows.map(digestOf).toSorted());
  return hash.digest("hex");
}

/** Parents share rows (a member of many groups): each gets a place, and its digest once. */
function hashParentsAnew(parents: ReadonlyMap<string, ParentRead<unknown>>): string {
  const placeOf = new Map<unknown, number>();
  const place = (row: unknown): number => {
    const known = placeOf.get(row) ?? placeOf.size;
    placeOf.set(row, known);
    return known;
  };
  const placed = Array.from(parents, ([parent, read]): PlacedParent => {
    if (read.status !== "read") return { parent, status: read.status };
    return { parent, status: "read", places: Uint32Array.from(read.rows, place) };
  });
  return hashPlaced(placed, rankRows(Array.from(placeOf.keys(), digestOf)));
}

/** A parent, and where among all rows of the section its own stand. */
export type PlacedParent =
  | { readonly parent: string; readonly status: "read"; readonly places: Uint32Array }
  | { readonly parent: string; readonly status: Exclude<ParentRead<never>["status"], "read"> };

/**
 * As `hashSection` of a section that was read, whose rows are ranked already: they are said once for all parents, four bytes
 * then say that a parent has one. Numbers sort and hash faster than rows, and there may be millions.
 */
export function hashPlaced(
  parents: readonly PlacedParent[],
  { digests, rankOf }: RankedRows,
): string {
  const hash = createHash("sha256");
  feed(hash, { status: "read" });
  feedDigests(hash, digests);
  for (const one of parents.toSorted((a, b) => (a.parent < b.parent ? -1 : 1))) {
    feed(hash, { parent: one.parent, status: one.status });
    if (one.status !== "read") continue;
    feed(hash, { rows: one.places.length });
    hash.update(one.places.map((place) => rankOf[place] ?? 0).sort());
  }
  return hash.digest("hex");
}

/** Digests, not rows: 32 bytes for each of a million rows, and never one giant text. */
function feedDigests(hash: Hash, digests: readonly string[]): void {
  feed(hash, { rows: digests.length });
  for (let at = 0; at < digests.length; at += AT_ONCE) {
    hash.update(digests.slice(at, at + AT_ONCE).join(""), "binary");
  }
}

/** Digests that are hashed together. */
const AT_ONCE = 4096;

function feed(hash: Hash, part: object): void {
  hash.update(`${renderCanonicalText(part)}\n`);
}
