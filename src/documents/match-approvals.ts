import { AppError } from "../errors.ts";
import type { Approval, Board, BoardEntry } from "../model/approval.ts";
import type { Plan } from "../model/plan-document.ts";
import { byText } from "../model/by-text.ts";
import { plannedChanges, type PlannedChange } from "../model/planned-changes.ts";
import type { ApprovalRow } from "./read-approval-row.ts";

export interface MatchedApprovals {
  readonly board: Board;
  /** What counts for nothing, and why; sentences. */
  readonly notices: readonly string[];
}

/**
 * Finds the change of a plan that each row decides on, by its change hash. A decision on an earlier plan is stale: it
 * is told, and counts for nothing. The order of the rows does not matter.
 *
 * @throws AppError invalidInput when rows contradict each other, when a row names one change and has the hash of
 *   another, or when no row is about this plan
 */
export function matchApprovals(
  rows: readonly ApprovalRow[],
  plan: Plan,
  file: string,
): MatchedApprovals {
  const changes = new Map(plannedChanges(plan).map((change) => [change.id, change]));
  assertHashesAreTheirOwn(rows, changes, file);
  const byChange = new Map<string, ApprovalRow[]>();
  for (const row of rows.filter(({ changeId }) => changes.has(changeId)))
    byChange.set(row.changeId, [...(byChange.get(row.changeId) ?? []), row]);
  if (rows.length > 0 && byChange.size === 0) {
    throw new AppError("invalidInput", `no row of \`${file}\` is about a change of this plan`, {
      hint: "bring back csv/approvals.csv of a pack of this tenant",
    });
  }
  const board = new Map<string, BoardEntry>();
  const notices = rows.filter((row) => !changes.has(row.changeId)).flatMap(unknownNotice);
  for (const change of changes.values()) {
    const own = byChange.get(change.id);
    if (own === undefined) continue;
    board.set(change.id, entryOf(change, own, file));
    notices.push(...staleNotices(change, own), ...repeatedNotice(change, own));
  }
  return { board, notices };
}

const keyOf = ({ change, changeHash }: Pick<PlannedChange, "change" | "changeHash">): string =>
  `${changeHash}/${String(change)}`;

/** A column that was sorted without the others gives a row the hash of another. */
function assertHashesAreTheirOwn(
  rows: readonly ApprovalRow[],
  changes: ReadonlyMap<string, PlannedChange>,
  file: string,
): void {
  const owners = new Map([...changes.values()].map((one) => [keyOf(one), one]));
  for (const { row, changeId, ...own } of rows) {
    const owner = owners.get(keyOf(own));
    if (owner === undefined || owner.id === changeId) continue;
    throw new AppError(
      "invalidInput",
      `\`${file}\`, row ${String(row)}: \`${changeId}\` has the change hash of \`${owner.id}\``,
      { hint: "columns were moved or sorted apart: fill in the pack's own file again" },
    );
  }
}

function entryOf(change: PlannedChange, rows: readonly ApprovalRow[], file: string): BoardEntry {
  const current = rows.filter(({ changeHash }) => changeHash === change.changeHash);
  const decided = current.filter((row) => row.decided !== null);
  const tickets = [...new Set(rows.flatMap(({ ticket }) => ticket ?? []))];
  if (new Set(decided.map(textOf)).size > 1 || tickets.length > 1) {
    const numbers = rows.map(({ row }) => String(row)).join(" and ");
    throw new AppError(
      "invalidInput",
      `\`${file}\`, rows ${numbers} say different things of \`${change.id}\``,
      { hint: "leave one row for each change" },
    );
  }
  const [last] = [...decided, ...rows.toSorted(latestFirst)].filter((row) => row.decided !== null);
  return {
    approval: last === undefined ? null : approvalOf(last),
    stale: last !== undefined && decided.length === 0,
    ticket: tickets[0] ?? null,
  };
}

const latestFirst = (a: ApprovalRow, b: ApprovalRow): number =>
  byText(b.decided?.date ?? "", a.decided?.date ?? "");

const textOf = ({ decided }: ApprovalRow): string => JSON.stringify(decided);

function approvalOf({ changeHash, change, decided }: ApprovalRow): Approval | null {
  if (decided === null) return null;
  const { decision, name, date, conditions } = decided;
  return {
    changeHash,
    change,
    decision,
    name,
    date,
    ...(conditions === null ? {} : { conditions }),
  };
}

function unknownNotice({ row, changeId, ticket, decided }: ApprovalRow): readonly string[] {
  if (decided === null && ticket === null) return [];
  return [
    `row ${String(row)}: this plan has no change \`${changeId}\`: what was decided counts for nothing`,
  ];
}

function staleNotices(change: PlannedChange, rows: readonly ApprovalRow[]): readonly string[] {
  return rows.flatMap(({ row, changeHash, decided }) =>
    decided === null || changeHash === change.changeHash
      ? []
      : [
          `row ${String(row)}: the plan of \`${change.id}\` has changed since ${decided.name} decided on ${decided.date}: it needs a new decision`,
        ],
  );
}

function repeatedNotice(change: PlannedChange, rows: readonly ApprovalRow[]): readonly string[] {
  const own = rows.filter(({ changeHash }) => changeHash === change.changeHash);
  return own.length < 2
    ? []
    : [
        `rows ${own.map(({ row }) => String(row)).join(" and ")} are of one change, \`${change.id}\``,
      ];
}
