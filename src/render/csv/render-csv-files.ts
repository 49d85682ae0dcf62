import type { Candidate } from "../../model/plan-candidate.ts";
import type { AppPlan } from "../../model/plan-app.ts";
import type { CoverageEntry, Plan } from "../../model/plan-document.ts";
import type { SetReference } from "../../model/plan-permission.ts";
import type { Step } from "../../model/plan-step.ts";
import { unreadParents } from "../../model/unread.ts";
import { appFolders } from "../app-folders.ts";
import { impersonationFolder } from "../impersonation-folder.ts";
import type { CsvFile, CsvRow } from "./csv-columns.ts";
import { findingRows } from "./finding-rows.ts";
import { impersonationRows } from "./impersonation-rows.ts";
import { stepTimes, wavesByApp } from "../wave-times.ts";
import { renderCsvHeader, renderCsvRows } from "./render-csv.ts";

const SEPARATOR = " | ";

/**
 * Renders the CSV files of a pack that come from the plan alone; `access-changes.csv` needs the sets and is rendered
 * by `renderAccessChanges`.
 */
export function renderCsvFiles({ plan }: { readonly plan: Plan }): ReadonlyMap<CsvFile, string> {
  const waves = wavesByApp(plan);
  return new Map<CsvFile, string>([
    file("plan.csv", plan.apps.flatMap(planRows)),
    file("steps.csv", stepRows(plan)),
    file(
      "apps.csv",
      plan.apps.map((app) => appRow(app, waves.get(app.appId ?? "") ?? null)),
    ),
    file("policies.csv", allPolicyRows(plan)),
    file("impersonation.csv", impersonationRows(plan)),
    file("findings.csv", findingRows(plan)),
    file("coverage.csv", plan.coverage.map(coverageRow)),
  ]);
}

function file<File extends CsvFile>(
  name: File,
  rows: readonly CsvRow<File>[],
): readonly [CsvFile, string] {
  return [name, renderCsvHeader(name) + renderCsvRows(name, rows)];
}

function appKeys(app: AppPlan): Pick<CsvRow<"apps.csv">, "appId" | "servicePrincipalId" | "app"> {
  return { appId: app.appId, servicePrincipalId: app.servicePrincipalId, app: app.displayName };
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
    reasons: join(app.reasons.map(({ text }) => text)),
    setApart: app.setApart,
    gates: join(app.gates.map(({ rule, state }) => `${rule}: ${state}`)),
    ...changeColumns(app, wave),
    permissions: join(app.permissions.map(({ permission }) => permission)),
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
    riskReasons: join(app.risk?.why ?? []),
    owner: app.owner,
    owners: join(app.owners ?? []),
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
  others === null ? NOT_READ : join(others.map(({ value, appRoleId }) => value ?? appRoleId));

/** Stands where rows would be, had they been read: a file without a row would say that there is nothing. */
const NOT_READ = "notRead";

const UNREAD_POLICY: Omit<CsvRow<"policies.csv">, "appId" | "servicePrincipalId" | "app"> = {
  policy: null,
  accessRight: NOT_READ,
  appliesToAllApps: null,
  scopeKind: NOT_READ,
  scopeId: null,
  scope: null,
  recipientType: null,
  nestedGroups: null,
  description: null,
};

function allPolicyRows({ apps, legacy }: Plan): readonly CsvRow<"policies.csv">[] {
  const rows = apps.flatMap(policyRows);
  const unread = { appId: null, servicePrincipalId: null, app: null, ...UNREAD_POLICY };
  return rows.length === 0 && legacy.policies === null ? [unread] : rows;
}

function policyRows(app: AppPlan): readonly CsvRow<"policies.csv">[] {
  if (app.policies === null) return [{ ...appKeys(app), ...UNREAD_POLICY }];
  return app.policies.map(({ identity, accessRight, appliesToAllApps, description, scope }) => ({
    ...appKeys(app),
    policy: identity,
    accessRight,
    appliesToAllApps,
    scopeKind: scope.kind,
    scopeId: scope.id,
    scope: scope.displayName,
    recipientType: scope.recipientTypeDetails,
    nestedGroups: scope.nestedGroups,
    description,
  }));
}

function coverageRow(entry: CoverageEntry): CsvRow<"coverage.csv"> {
  const { section, holds, status, rows, message, needs, advice } = entry;
  const missing = unreadParents(entry).map(({ key, status: how }) => `${key}: ${how}`);
  return {
    section,
    holds,
    status,
    rows,
    notRead: join(missing),
    message: message ?? null,
    needs: needs ?? null,
    advice: advice ?? null,
  };
}

function stepRows(plan: Plan): readonly CsvRow<"steps.csv">[] {
  const folders = appFolders(plan.apps);
  const waves = wavesByApp(plan);
  const places = new Map(
    plan.apps.flatMap((app) =>
      app.steps.map((id, index): [string, Place] => [
        id,
        { ...place(app, index, folders.get(app) ?? ""), wave: waves.get(app.appId ?? "") ?? null },
      ]),
    ),
  );
  for (const { id, steps, changeHash } of plan.retirements ?? []) {
    const folder = impersonationFolder(id);
    for (const [index, step] of steps.entries())
      places.set(step, { ...NO_PLACE, order: index + 1, changeHash, folder });
  }
  const times = stepTimes(plan);
  return plan.steps.map((step) => {
    const { folder, ...columns } = places.get(step.id) ?? NO_PLACE;
    return {
      ...columns,
      stepId: step.id,
      appId: step.appId,
      earliestAt: times.get(step.id) ?? null,
      ...stepColumns(step),
      script: folder === null ? null : `scripts/${folder}/${step.phase}.ps1`,
    };
  });
}

/** What a step has from the app that lists it. */
interface Place extends Pick<
  CsvRow<"steps.csv">,
  "servicePrincipalId" | "app" | "order" | "changeHash" | "wave"
> {
  readonly folder: string | null;
}

const NO_PLACE: Place = {
  servicePrincipalId: null,
  app: null,
  order: null,
  changeHash: null,
  wave: null,
  folder: null,
};

function place(app: AppPlan, index: number, folder: string): Omit<Place, "wave"> {
  return {
    servicePrincipalId: app.servicePrincipalId,
    app: app.displayName,
    order: index + 1,
    changeHash: app.changeHash,
    folder,
  };
}

function stepColumns(
  step: Step,
): Omit<
  CsvRow<"steps.csv">,
  "stepId" | "appId" | "script" | "earliestAt" | Exclude<keyof Place, "folder">
> {
  return {
    change: step.change,
    phase: step.phase,
    action: step.action,
    title: step.title,
    after: join(step.after.map(({ step: id }) => id)),
    waitMinutes: join(step.after.map(({ waitMinutes }) => String(waitMinutes))),
    gate: step.gate,
    settleMinutes: step.settleMinutes,
    hazards: join(step.hazards.map(({ kind, text }) => `${kind}: ${text}`)),
    rollbackPhase: step.rollback?.phase ?? null,
    rollback: step.rollback?.text ?? null,
  };
}

function join(parts: readonly string[]): string {
  return parts.join(SEPARATOR);
}
