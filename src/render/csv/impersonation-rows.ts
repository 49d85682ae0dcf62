import type { Plan } from "../../model/plan-document.ts";
import type { DecidedScope } from "../../model/impersonation-decision.ts";
import type { ImpersonationItem } from "../../model/plan-impersonation.ts";
import { describeGrants, describePermissions } from "../describe-account.ts";
import type { CsvRow } from "./csv-columns.ts";
import { joinList } from "./join-list.ts";

type Row = CsvRow<"impersonation.csv">;

/** Stands where rows would be, had they been read: a file without a row would say that there is nothing. */
const UNREAD_HOLDER: Row = {
  id: null,
  status: "notRead",
  role: null,
  assignment: null,
  assignee: null,
  assigneeType: null,
  assignmentMethod: null,
  effectiveUser: null,
  enabled: null,
  scopeKind: null,
  scope: null,
  filter: null,
  reach: null,
  reachUnknown: null,
  reasons: "who holds impersonation was not read, or not all of it",
  application: null,
  permissions: null,
  decidedScope: null,
  planned: null,
  retireStep: null,
  undecided: null,
  delegatedGrants: null,
  mailboxPermissions: null,
};

/** One row for each holder of impersonation; the last says where there may be others. */
export function impersonationRows(plan: Plan): readonly Row[] {
  const rows = (plan.impersonation ?? []).map((item) => holderRow(item, plan));
  return [...rows, ...(plan.legacy.impersonationComplete ? [] : [UNREAD_HOLDER])];
}

function holderRow(item: ImpersonationItem, plan: Plan): Row {
  const { scope, reach, unknown, reasons, decision, planned, account, ...columns } = item;
  const retirement = (plan.retirements ?? []).find(({ id }) => isOf(item, id));
  return {
    ...columns,
    scopeKind: scope.kind,
    scope: scope.name,
    filter: scope.filter,
    reach: reach.count,
    reachUnknown: unknown.count,
    reasons: joinList(reasons),
    // An empty field would say that nobody decided.
    application: decision === null ? null : (decision.application ?? "null"),
    permissions: decision?.permissions === undefined ? null : joinList(decision.permissions),
    decidedScope: scopeOf(decision?.scope),
    planned: joinList(planned),
    retireStep: retirement === undefined ? null : joinList(retirement.steps),
    undecided: retirement === undefined ? null : joinList(retirement.undecided),
    delegatedGrants: describeGrants(account),
    mailboxPermissions: describePermissions(account),
  };
}

const scopeOf = (scope: DecidedScope | undefined): string | null =>
  typeof scope === "object" ? scope.filter : (scope ?? null);

/** An item's id is that of its assignment, and the effective user where that was told. */
const isOf = ({ id, effectiveUser }: ImpersonationItem, assignment: string): boolean =>
  id === (effectiveUser === null ? assignment : `${assignment}/${effectiveUser}`);
