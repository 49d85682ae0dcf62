import type { GroupMemberRow } from "../model/exchange-rows.ts";
import type { ParentedSection, ParentRead } from "../model/snapshot.ts";
import { hashPlaced, rememberHash, type PlacedParent } from "./hash-section.ts";
import type { SectionEntry } from "./manifest.ts";
import type { MemberBatch } from "./member-batch.ts";
import { digestOf, rankRows } from "./rank-rows.ts";
import { parentsOf, settleParent } from "./read-section.ts";
import { settleRows, type Settled } from "./settle-rows.ts";

/** Gathers batches of members of groups, and makes the section of them. */
export interface MemberTable {
  readonly add: (batch: MemberBatch) => void;
  /** The section as if it were read in one piece. To be asked for after the last batch. */
  finish(entry: SectionEntry, unlisted: readonly string[]): ParentedSection<GroupMemberRow>;
}

/** Creates a table, which works out the section's hash on the way if it is asked to. Groups share their rows. */
export function createMemberTable(hashed: boolean): MemberTable {
  const table: GroupMemberRow[] = [];
  const digests: string[] = [];
  const batchesOf = new Map<string, Uint32Array[]>();
  return {
    add({ rows, groups }) {
      for (const row of rows) {
        table.push(row);
        if (hashed) digests.push(digestOf(row));
      }
      for (const { group, places } of groups) {
        const batches = batchesOf.get(group) ?? [];
        batches.push(places);
        batchesOf.set(group, batches);
      }
    },
    finish(entry, unlisted) {
      const settle = createSettler(table);
      const parents = new Map<string, ParentRead<GroupMemberRow>>();
      const placed: PlacedParent[] = [];
      for (const [key, parent] of parentsOf(entry, unlisted)) {
        const places = join(batchesOf.get(key) ?? []);
        const read = settleParent(parent, pick(table, places), settle);
        parents.set(key, read);
        placed.push(
          read.status === "read"
            ? { parent: key, status: "read", places }
            : { parent: key, status: read.status },
        );
      }
      const section: ParentedSection<GroupMemberRow> = { status: "read", parents };
      if (hashed) {
        rememberHash(section, hashPlaced(placed, rankRows(digestsIn(placed, digests))));
      }
      return section;
    },
  };
}

/** The digests by place; without those of rows that only groups had which turned out not to be read. */
function digestsIn(
  parents: readonly PlacedParent[],
  digests: readonly string[],
): readonly (string | undefined)[] {
  const counts = new Uint8Array(digests.length);
  for (const parent of parents) {
    if (parent.status === "read") for (const place of parent.places) counts[place] = 1;
  }
  return digests.map((digest, place) => (counts[place] === 1 ? digest : undefined));
}

/** Rows of a group can contradict each other only where two distinct rows speak of one member: mostly none do. */
function createSettler(
  table: readonly GroupMemberRow[],
): (rows: readonly GroupMemberRow[]) => Settled<GroupMemberRow> {
  const members = new Set<string>();
  const several = new Set<string>();
  for (const { member } of table) {
    if (members.has(member)) several.add(member);
    members.add(member);
  }
  return (rows) =>
    several.size > 0 && rows.some(({ member }) => several.has(member))
      ? settleRows("exchange/groupMembers", rows)
      : { ok: true, rows, contradictory: [] };
}

function join(batches: readonly Uint32Array[]): Uint32Array {
  const joined = new Uint32Array(batches.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const batch of batches) {
    joined.set(batch, at);
    at += batch.length;
  }
  return joined;
}

function pick<Row>(table: readonly Row[], places: Uint32Array): readonly Row[] {
  const rows: Row[] = [];
  for (const place of places) {
    const row = table[place];
    if (row === undefined) throw new Error(`a batch names a row that is in none: ${String(place)}`);
    rows.push(row);
  }
  return rows;
}
