import { matchApprovals } from "../documents/match-approvals.ts";
import { readApprovals } from "../documents/read-approvals.ts";
import type { Board, BoardEntry } from "../model/approval.ts";
import type { Plan } from "../model/plan-document.ts";
import { plannedChanges } from "../model/planned-changes.ts";
import type { CliIo } from "./cli-io.ts";
import { plainText } from "./plain-text.ts";

/** Reads what came back from the board, and says on stderr what of it counts, and what does not and why. */
export async function readBoard(io: CliIo, file: string | undefined, plan: Plan): Promise<Board> {
  if (file === undefined) return new Map();
  const { rows, notices } = await readApprovals(file);
  const matched = matchApprovals(rows, plan, file);
  for (const notice of [...notices, ...matched.notices])
    io.stderr(`approvals: ${plainText(notice)}\n`);
  io.stderr(`${countDecisions(matched.board, plan)}\n`);
  return matched.board;
}

function countDecisions(board: Board, plan: Plan): string {
  const counts = { approved: 0, rejected: 0, deferred: 0, "out of date": 0, undecided: 0 };
  for (const { id } of plannedChanges(plan)) counts[stateOf(board.get(id))] += 1;
  const told = Object.entries(counts).map(([state, count]) => `${String(count)} ${state}`);
  return `approvals: ${told.join(", ")}`;
}

function stateOf(
  entry: BoardEntry | undefined,
): "approved" | "rejected" | "deferred" | "out of date" | "undecided" {
  if (entry?.stale === true) return "out of date";
  return entry?.approval?.decision ?? "undecided";
}
