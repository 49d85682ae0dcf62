import { createHash, hash as hashAtOnce, type Hash } from "node:crypto";

import { SECTION_NAMES, SECTIONS } from "../model/sections.ts";
import type { ParentedSection, ParentRead, Section, Snapshot } from "../model/snapshot.ts";
import { renderCanonicalText } from "./canonical-text.ts";

/**
 * Hashes a snapshot (SHA-256, hex): the same tenant gives the same hash however it was read.
 *
 * Counts the tenant's id, environment and cloud, the status of every section and parent, and their rows as sets that
 * may hold a row twice. Does not count provenance: when and how it was collected, messages, the order of rows, the
 * case of GUIDs, and owners, which a scan asks of the apps and groups in use alone. Properties of recipients count as
 * far as they were kept. A section that is read on demand counts once it was asked for, since a plan may speak of it;
 * where nobody asked, evidence hashes as if the section did not exist.
 */
export function hashSnapshot(snapshot: Snapshot): string {
  const hash = createHash("sha256");
  const { tenant, environment, cloud, sections } = snapshot;
  feed(hash, { id: tenant.id, environment, cloud });
  for (const name of SECTION_NAMES) {
    if (SECTIONS[name].optional === "whenAsked" && sections[name].status === "notAsked") continue;
    feed(hash, { section: name, status: sections[name].status });
    feedSection(hash, sections[name]);
  }
  return hash.digest("hex");
}

function feedSection(hash: Hash, section: Section<unknown> | ParentedSection<unknown>): void {
  if (section.status !== "read") return;
  if ("rows" in section) feedRows(hash, section.rows);
  else feedParents(hash, section.parents);
}

function feedParents(hash: Hash, parents: ReadonlyMap<string, ParentRead<unknown>>): void {
  const ranked = rankRows(parents);
  const sorted = [...parents].toSorted(([a], [b]) => (a < b ? -1 : 1));
  for (const [parent, read] of sorted) {
    feed(hash, { parent, status: read.status });
    if (read.status === "read") feedSorted(hash, ranked.sortedDigestsOf(read.rows));
  }
}

function feedRows(hash: Hash, rows: readonly unknown[]): void {
  feedSorted(hash, rows.map(digestOf).toSorted());
}

/** Digests, not rows: 32 bytes for each of a million rows, and never one giant text. */
function feedSorted(hash: Hash, digests: readonly string[]): void {
  feed(hash, { rows: digests.length });
  for (let at = 0; at < digests.length; at += AT_ONCE) {
    hash.update(digests.slice(at, at + AT_ONCE).join(""), "binary");
  }
}

/** Digests that are hashed together. */
const AT_ONCE = 4096;

const digestOf = (row: unknown): string =>
  hashAtOnce("sha256", renderCanonicalText(withoutOwners(row)), "binary");

interface RankedRows {
  sortedDigestsOf(rows: readonly unknown[]): readonly string[];
}

/**
 * Works out the digest of each distinct row, and its place among them, once: parents share rows by the million (a member
 * of many groups), and numbers sort faster than digests.
 */
function rankRows(parents: ReadonlyMap<string, ParentRead<unknown>>): RankedRows {
  const ranks = new Map<unknown, number>();
  for (const read of parents.values()) {
    if (read.status === "read") for (const row of read.rows) ranks.set(row, 0);
  }
  const digested = Array.from(ranks.keys(), (row) => ({ row, digest: digestOf(row) }));
  const sorted = digested.toSorted((a, b) => (a.digest < b.digest ? -1 : 1));
  for (const [rank, { row }] of sorted.entries()) ranks.set(row, rank);
  return {
    sortedDigestsOf(rows) {
      const places = Uint32Array.from(rows, (row) => ranks.get(row) ?? 0).sort();
      return Array.from(places, (place) => sorted[place]?.digest ?? "");
    },
  };
}

function withoutOwners(row: unknown): unknown {
  if (typeof row !== "object" || row === null || !("owners" in row)) return row;
  const { owners: _owners, ...rest } = row;
  return rest;
}

function feed(hash: Hash, part: object): void {
  hash.update(`${renderCanonicalText(part)}\n`);
}
