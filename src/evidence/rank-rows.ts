import { hash } from "node:crypto";

import { renderCanonicalText } from "./canonical-text.ts";

/** The SHA-256 of a row, as a text of 32 characters. Owners do not count: some scans ask for them where others do not. */
export const digestOf = (row: unknown): string =>
  hash("sha256", renderCanonicalText(withoutOwners(row)), "binary");

/** Distinct rows in their order of rank. */
export interface RankedRows {
  /** By rank; ascending, each once. */
  readonly digests: readonly string[];
  /** By place of a row that counts. Rows that say the same share a rank. */
  readonly rankOf: Uint32Array;
}

/**
 * Ranks rows by their digests, given by place: the same rows get the same ranks, whatever their places. A place without
 * a digest is that of a row that does not count.
 */
export function rankRows(digestOfPlace: readonly (string | undefined)[]): RankedRows {
  const distinct = new Set(digestOfPlace);
  distinct.delete(undefined);
  const digests = [...(distinct as Set<string>)].toSorted();
  const ranks = new Map<string | undefined, number>(digests.map((digest, rank) => [digest, rank]));
  return { digests, rankOf: Uint32Array.from(digestOfPlace, (digest) => ranks.get(digest) ?? 0) };
}

function withoutOwners(row: unknown): unknown {
  if (typeof row !== "object" || row === null || !("owners" in row)) return row;
  const { owners: _owners, ...rest } = row;
  return rest;
}
