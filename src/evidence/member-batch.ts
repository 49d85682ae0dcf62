import type { GroupMemberRow } from "../model/exchange-rows.ts";
import type { RowsRead } from "./section-rows.ts";

/** Members of groups on their way from the thread that reads them: each distinct row once, then by its place. */
export interface MemberBatch {
  /** Rows that were in no batch before; their places follow those of the batches before. */
  readonly rows: readonly GroupMemberRow[];
  /** Members of groups, in the order of the lines. */
  readonly groups: readonly { readonly group: string; readonly places: Uint32Array }[];
}

/** What the thread says. */
export type MemberMessage =
  | { readonly kind: "batch"; readonly batch: MemberBatch }
  | { readonly kind: "end"; readonly read: RowsRead; readonly unlisted: readonly string[] };

const LINES = 1 << 16;

/** Gathers members of groups into batches of so many lines; `end` sends the last one. */
export function createMemberBatches(
  send: (batch: MemberBatch) => void,
  linesOfBatch = LINES,
): {
  readonly add: (group: string, row: GroupMemberRow) => void;
  readonly end: () => void;
} {
  const placeOf = new Map<GroupMemberRow, number>();
  let rows: GroupMemberRow[] = [];
  let groups: { group: string; places: number[] }[] = [];
  let current: { group: string; places: number[] } | undefined;
  let lines = 0;

  const place = (row: GroupMemberRow): number => {
    const known = placeOf.get(row);
    if (known !== undefined) return known;
    rows.push(row);
    placeOf.set(row, placeOf.size);
    return placeOf.size - 1;
  };
  const flush = (): void => {
    send({
      rows,
      groups: groups.map(({ group, places }) => ({ group, places: Uint32Array.from(places) })),
    });
    [rows, groups, current, lines] = [[], [], undefined, 0];
  };
  return {
    add(group, row) {
      if (current?.group !== group) {
        current = { group, places: [] };
        groups.push(current);
      }
      current.places.push(place(row));
      lines += 1;
      if (lines === linesOfBatch) flush();
    },
    end: flush,
  };
}
