import type { Board } from "../../model/approval.ts";
import type { Candidate } from "../../model/plan-candidate.ts";
import type { AppPlan } from "../../model/plan-app.ts";
import type { CoverageEntry, Plan } from "../../model/plan-document.ts";
import type { SetReference } from "../../model/plan-permission.ts";
import { unreadParents } from "../../model/unread.ts";
import { approvalRows } from "./approval-rows.ts";
import { changeRequestRow } from "./change-request-rows.ts";
import type { CsvFile, CsvRow } from "./csv-columns.ts";
import { findingRows } from "./finding-rows.ts";
import { impersonationRows } from "./impersonation-rows.ts";
import { wavesByApp } from "../wave-times.ts";
import { changeContexts, type MailboxNames } from "../change/change-context.ts";
import { appKeys } from "./app-keys.ts";
import { joinList } from "./join-list.ts";
import { policyRows } from "./policy-rows.ts";
import { renderCsvHeader, renderCsvRows } from "./render-csv.ts";
import { stepRows } from "./step-rows.ts";

export interface CsvInput {
  readonly plan: Plan;
  readonly mailboxName: MailboxNames;
  /** Absent = nothing came back from the board. */
  readonly board?: Board;
}

/**
 * Renders the CSV files of a pack that come from the plan alone; `access-changes.csv` needs the sets and is rendered
 * by `renderAccessChanges`.
 */
export function renderCsvFiles({
  plan,
  mailboxName,
  board = new Map(),
}: CsvInput): ReadonlyMap<CsvFile, string> {
  const waves = wavesByApp(plan);
  const changes = changeContexts(plan, mailboxName);
  return new Map<CsvFile, string>([
    file("plan.csv", plan.apps.flatMap(planRows)),
    file("steps.csv", stepRows(plan)),
    file(
      "apps.csv",
      plan.apps.map((app) => appRow(app, waves.get(app.appId ?? "") ?? null)),
    ),
    file("policies.csv", policyRows(plan)),
    file("impersonation.csv", impersonationRows(plan)),
    file("findings.csv", findingRows(plan)),
    file("coverage.csv", plan.coverage.map(coverageRow)),
    file("approvals.csv", approvalRows(changes, board)),
    file("change-requests.csv", changes.map(changeRequestRow)),
  ]);
}

function file<File extends CsvFile>(
  name: File,
  rows: readonly CsvRow<File>[],
): readonly [CsvFile, string] {
  return [name, renderCsvHeader(name) + renderCsvRows(name, rows)];
}

function planRows(app: AppPlan): readonly CsvRow<"plan.csv">[] {
  return app.permissions.map((permission) => ({
    ...appKeys(app),
    status: app.status,
    permission: permission.permission,
    resource: permission.resource,
    kind: permission.kind,
    role: permission.role,
    disposition: permission.disposition,
    verdict: permission.verdict ?? null,
    before: permission.before.allowed.count,
    beforeUnknown: permission.before.unknown.count,
    target: countOf(permission.target),
    kept: countOf(permission.kept),
    gained: countOf(permission.gained),
    newByDecision: countOf(permission.newByDecision),
    lost: countOf(permission.lost),
    changeHash: app.changeHash,
  }));
}

const countOf = (reference: SetReference | undefined): number | null => reference?.count ?? null;

function appRow(app: AppPlan, wave: number | null): CsvRow<"apps.csv"> {
  return {
    ...appKeys(app),
    status: app.status,
    reasons: joinList(app.reasons.map(({ text }) => text)),
    setApart: app.setApart,
    gates: joinList(app.gates.map(({ rule, state }) => `${rule}: ${state}`)),
    ...changeColumns(app, wave),
    permissions: joinList(app.permissions.map(({ permission }) => permission)),
    otherPermissions: otherPermissions(app),
    policies: app.policies?.length ?? null,
    assignments: app.existingAssignments?.length ?? null,
    ...scopeCells(app),
    steps: app.steps.length,
    earliestStart: app.earliestStart,
    changeHash: app.changeHash,
  };
}

function changeColumns(
  app: AppPlan,
  wave: number | null,
): Pick<CsvRow<"apps.csv">, "wave" | "risk" | "riskReasons" | "owner" | "owners" | "ownersRead"> {
  return {
    wave,
    risk: app.risk?.level ?? null,
    riskReasons: joinList(app.risk?.why ?? []),
    owner: app.owner,
    owners: joinList(app.owners ?? []),
    ownersRead: app.ownersComplete,
  };
}

function scopeCells({
  scope,
  candidates,
}: AppPlan): Pick<CsvRow<"apps.csv">, "scope" | "filter" | "scopeKind" | "scopePlannedBy"> {
  return {
    scope: scope?.name ?? null,
    filter: scope?.filter ?? null,
    scopeKind: scope === null ? null : (scope.kind ?? "managementScope"),
    scopePlannedBy: candidates.find(isPlanned)?.plannedBy ?? null,
  };
}

const isPlanned = ({ plannedBy }: Candidate): boolean => plannedBy !== undefined;

/** Null = not read; "" = there are none. */
const otherPermissions = ({ otherPermissions: others }: AppPlan): string | null =>
  others === null ? "notRead" : joinList(others.map(({ value, appRoleId }) => value ?? appRoleId));

function coverageRow(entry: CoverageEntry): CsvRow<"coverage.csv"> {
  const { section, holds, status, rows, message, needs, advice } = entry;
  const missing = unreadParents(entry).map(({ key, status: how }) => `${key}: ${how}`);
  return {
    section,
    holds,
    status,
    rows,
    notRead: joinList(missing),
    message: message ?? null,
    needs: needs ?? null,
    advice: advice ?? null,
  };
}
