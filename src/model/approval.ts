import type { Step } from "./plan-step.ts";

/** 1 = migrate, 2 = retire the legacy: two decisions, also of one app. */
export type ChangeNumber = Step["change"];

/** What a board may decide on one change. Only `approved` lets a script run. */
export const BOARD_DECISIONS = ["approved", "rejected", "deferred"] as const;
export type BoardDecision = (typeof BOARD_DECISIONS)[number];

/** A decision of the board, as `scripts/approvals.json` holds it. */
export interface Approval {
  readonly changeHash: string;
  readonly change: ChangeNumber;
  readonly decision: BoardDecision;
  /** Who decided. */
  readonly name: string;
  /** ISO 8601 day. */
  readonly date: string;
  /** Said by the scripts before they change anything. */
  readonly conditions?: string;
}

/** What came back from the board on one planned change. */
export interface BoardEntry {
  /** Null = there is none yet. */
  readonly approval: Approval | null;
  /** True = it was made for an earlier plan of this change: it counts for nothing. */
  readonly stale: boolean;
  /** Number of the ticket; null = none was given. */
  readonly ticket: string | null;
}

/** What came back from the board, by id of the planned change. */
export type Board = ReadonlyMap<string, BoardEntry>;
