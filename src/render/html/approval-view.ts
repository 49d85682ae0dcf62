import type { Board, BoardDecision, BoardEntry, ChangeNumber } from "../../model/approval.ts";
import type { AppPlan } from "../../model/plan-app.ts";
import type { ImpersonationRetirement } from "../../model/plan-impersonation.ts";
import { plannedChanges, type PlannedChange } from "../../model/planned-changes.ts";
import type { TicketLink } from "../ticket-link.ts";
import type { ReportInput } from "./report-input.ts";

/** What the board decided on one change, and its ticket. */
export interface ApprovalView {
  readonly id: string;
  readonly change: ChangeNumber;
  readonly key: BoardDecision | "stale" | "undecided";
  readonly mark: string;
  readonly text: string;
  readonly conditions: string | null;
  readonly ticket: { readonly number: string; readonly link: string | null } | null;
}

const MARKS: Readonly<Record<ApprovalView["key"], string>> = {
  approved: "✓",
  rejected: "✕",
  deferred: "◷",
  stale: "▲",
  undecided: "○",
};

const WORDS: Readonly<Record<BoardDecision, string>> = {
  approved: "Approved",
  rejected: "Rejected",
  deferred: "Deferred",
};

/** What came back from the board on a change; "not approved yet" where nothing did. */
function approvalView(
  change: PlannedChange,
  { board = NO_BOARD, ticketLink = noLink }: Pick<ReportInput, "board" | "ticketLink">,
): ApprovalView {
  const entry = board.get(change.id) ?? NO_ENTRY;
  return {
    id: change.id,
    change: change.change,
    ...decisionOf(entry),
    ticket: ticketOf(entry, ticketLink(change, entry)),
  };
}

const NO_BOARD: Board = new Map();
const NO_ENTRY: BoardEntry = { approval: null, stale: false, ticket: null };
const noLink: TicketLink = () => null;

function decisionOf({
  approval,
  stale,
}: BoardEntry): Pick<ApprovalView, "key" | "mark" | "text" | "conditions"> {
  if (approval === null) return { ...keyed("undecided"), text: NOT_APPROVED, conditions: null };
  const said = `${WORDS[approval.decision]} by ${approval.name} on ${approval.date}`;
  return stale
    ? { ...keyed("stale"), text: `${said}, ${OUT_OF_DATE}`, conditions: null }
    : {
        ...keyed(approval.decision),
        text: `${said}.`,
        conditions: approval.conditions ?? null,
      };
}

const NOT_APPROVED = "Not approved yet: its scripts run with -WhatIf only.";
const OUT_OF_DATE = "for an earlier plan: the plan has changed since, and needs a new decision.";

const keyed = (key: ApprovalView["key"]): Pick<ApprovalView, "key" | "mark"> => ({
  key,
  mark: MARKS[key],
});

function ticketOf({ ticket }: BoardEntry, link: string | null): ApprovalView["ticket"] {
  return ticket === null && link === null ? null : { number: ticket ?? "open the ticket", link };
}

/** The decisions on each app and each impersonation assignment: change 1, then change 2. */
export function approvalViews(
  input: Pick<ReportInput, "plan" | "board" | "ticketLink">,
): ReadonlyMap<AppPlan | ImpersonationRetirement, readonly ApprovalView[]> {
  const views = new Map<AppPlan | ImpersonationRetirement, readonly ApprovalView[]>();
  for (const change of plannedChanges(input.plan)) {
    const { subject } = change;
    const of = subject.kind === "app" ? subject.app : subject.retirement;
    views.set(of, [...(views.get(of) ?? []), approvalView(change, input)]);
  }
  return views;
}
