import type { Approval, Board } from "../model/approval.ts";

/** The text of scripts/approvals.json, format 1: decisions that hold. Scripts run by nothing else. */
export function approvalsText(board: Board): string {
  const approvals: readonly Approval[] = [...board.values()].flatMap(({ approval, stale }) =>
    approval === null || stale ? [] : [approval],
  );
  return `${JSON.stringify({ schemaVersion: 1, approvals }, null, 2)}\n`;
}

/** How many decisions such a text holds; one that cannot be read holds none that a script would run by. */
export function countApprovals(text: string): number {
  try {
    const parsed = JSON.parse(text) as { readonly approvals?: unknown };
    return Array.isArray(parsed.approvals) ? parsed.approvals.length : 0;
  } catch {
    return 0;
  }
}
