import { DEADLINES } from "../../../src/model/deadlines.ts";
import type { AppPlan, AppStatus } from "../../../src/model/plan-app.ts";
import type { Plan } from "../../../src/model/plan-document.ts";
import type { WaveTimes } from "../../../src/model/plan-schedule.ts";
import type { Facts } from "./plan-facts.ts";
import { figureLines } from "./figure-lines.ts";
import { counted, instant } from "./say-numbers.ts";

const STATUSES: Readonly<Record<AppStatus, string>> = {
  blocked: "Blocked",
  needsDecision: "Needs decision",
  review: "Review",
  deleteOnly: "Delete only",
  ready: "Ready",
  nothingToDo: "Nothing to do",
};
const RISKS = { low: "Low", medium: "Medium", high: "High" } as const;
const SEVERITIES = { high: "High", medium: "Medium", low: "Low", info: "To know or ask" } as const;
const CHANGED_SHOWN = 12;
const NAMED_APPS = 8;
const FINDINGS_SHOWN = 50;
const PARENTS_SHOWN = 20;

/** Every line with a number that stands outside the pages of apps, worked out from the plan. */
export function* tenantLines({ plan, offsets }: Facts): Generator<string> {
  const taken = instant(plan.evidence.collectedAt);
  yield* [`evidence taken ${taken}`, `evidence of ${taken}`, `Evidence taken ${taken}`];
  yield `${plan.tool.name} ${plan.tool.version}`;
  for (const { date } of Object.values(DEADLINES))
    if (date !== null) yield `deadline ${date.replaceAll("-", " ")}`;
  yield* decisionLines(plan);
  yield* countLines(plan);
  yield* affectedLines(plan);
  yield* missingLines(plan);
  yield* unconfirmedLines(plan);
  yield* figureLines(plan, offsets);
  yield* waveRows(plan);
  yield* findingLines(plan);
  for (const { reach, account, id } of plan.impersonation ?? []) {
    const { delegatedGrants, mailboxPermissions } = account;
    const grants = delegatedGrants.examined && delegatedGrants.everyUser !== null;
    const said = [
      reach.count,
      ...(grants && delegatedGrants.own !== null ? [delegatedGrants.own] : []),
      ...(grants ? [delegatedGrants.everyUser] : []),
      ...(mailboxPermissions.examined === "not" ? [] : [mailboxPermissions.fullAccess]),
    ].flatMap((count) => (count === null ? [] : [counted(count)]));
    yield `impersonation ${id}: ${said.join(" ")}`;
  }
  yield* coverageLines(plan);
}

const plural = (count: number, one: string, many = `${one}s`): string =>
  `${counted(count)} ${count === 1 ? one : many}`;

function* decisionLines(plan: Plan): Generator<string> {
  const changing = (change: 1 | 2): readonly AppPlan[] =>
    plan.apps.filter(({ steps }) =>
      plan.steps.some((step) => step.change === change && steps.includes(step.id)),
    );
  const actions = (action: string): number =>
    plan.steps.filter((step) => step.action === action).length;
  const deleting = changing(1).filter(({ status }) => status === "deleteOnly").length;
  yield `Decision 1 Migrate ${plural(changing(1).length - deleting, "app")} to RBAC for Applications`;
  if (deleting > 0)
    yield `${plural(deleting, "app")} more: only grants that policies refuse today are deleted`;
  yield `Decision 2 Later: retire the legacy of ${plural(changing(2).length, "app")}`;
  const toAccept = changing(1).filter(({ status }) => status === "review").length;
  if (toAccept > 0)
    yield `${counted(toAccept)} of them carry a point that somebody has to accept first.`;
  yield `${plural(actions("createRoleAssignment"), "role assignment")} added in Exchange, ${plural(actions("deleteAppRoleAssignment"), "grant")} deleted in Entra`;
  yield `${plural(plan.waves.length, "wave")}, low risk first`;
  yield `${plural(actions("deleteAccessPolicy"), "Application Access Policy", "Application Access Policies")} removed`;
  const gone = (plan.retirements ?? []).filter(({ changeHash }) => changeHash !== null).length;
  // Each removal is a second change, decided apart.
  for (let one = 0; one < gone; one += 1) yield "decision on change 2";
  if (gone > 0) yield `${plural(gone, "impersonation assignment")} removed`;
  const open = (["needsDecision", "blocked"] as const).flatMap((status) => {
    const count = plan.apps.filter((app) => app.status === status).length;
    return count === 0 ? [] : [plural(count, "app")];
  });
  if (open.length > 0) yield `not asked today: ${open.join(", ")}`;
}

function* countLines({ apps, population }: Plan): Generator<string> {
  const mailboxes = population.mailboxes;
  yield `looked at ${[apps.length, ...(mailboxes === null ? [] : [mailboxes])].map(counted).join(", ")}`;
  for (const [status, label] of Object.entries(STATUSES)) {
    const count = counted(apps.filter((app) => app.status === status).length);
    // The tile, and the choice of the filter.
    yield* [`tile ${label} ${count}`, `${label} (${count})`];
  }
  for (const [level, label] of Object.entries(RISKS)) {
    const count = counted(apps.filter(({ risk }) => risk?.level === level).length);
    yield* [`${label} risk: ${count}`, `${label} (${count})`];
  }
  const apart = Object.entries(population.apart ?? {}).toSorted(([a], [b]) => (a < b ? -1 : 1));
  if (apart.length > 0)
    yield `apart ${apart.map(([kind, count]) => `${counted(count)} ${kind}`).join(", ")}`;
}

function* affectedLines({ apps }: Plan): Generator<string> {
  const planned = apps.filter(({ permissions }) => permissions.some((one) => one.target));
  const changing = (app: AppPlan) =>
    app.permissions.filter(({ target, verdict }) => target && verdict !== "equivalent");
  const size = (app: AppPlan): number =>
    changing(app).reduce(
      (sum, { gained, lost }) => sum + (gained?.count ?? 0) + (lost?.count ?? 0),
      0,
    );
  const changed = planned
    .filter((app) => changing(app).length > 0)
    .toSorted((a, b) => size(b) - size(a));
  yield `${counted(planned.length - changed.length)} of ${counted(planned.length)} planned apps reach the same mailboxes afterwards.`;
  for (const app of changed.slice(0, CHANGED_SHOWN))
    yield `affected ${changing(app)
      .map(
        ({ permission, gained, lost }) =>
          `${permission}: ${counted(gained?.count ?? null)} gained, ${counted(lost?.count ?? null)} lost`,
      )
      .join(" ")}`;
  if (changed.length > CHANGED_SHOWN)
    yield `and ${counted(changed.length - CHANGED_SHOWN)} more, see`;
}

function* missingLines(plan: Plan): Generator<string> {
  const changing = plan.apps.filter(({ steps }) => steps.length > 0);
  const ownerless = changing.filter(({ owner }) => owner === null);
  const inEntra = ownerless.filter((app) => (app.owners ?? []).length > 0).length;
  if (ownerless.length > 0)
    yield `Who answers for ${plural(ownerless.length, "app")} of the ${counted(changing.length)} that change: owner is undecided${inEntra > 0 ? `; Entra names owners of ${counted(inEntra)} of them` : ""}`;
  const kinds = new Set(plan.openDecisions.map(({ decision }) => decision));
  for (const kind of kinds) {
    const count = plan.openDecisions.filter(({ decision }) => decision === kind).length;
    yield `missing ${kind}: ${plural(count, "app")}`;
  }
  const accounts = plan.openImpersonation.length;
  if (accounts > 0)
    yield `An answer for ${plural(accounts, "impersonating account")}: which app stands behind it`;
}

/** Apps that rest on a point: those that are planned on it, or whose reasons name it. */
function* unconfirmedLines({ apps }: Plan): Generator<string> {
  const points = new Map<string, number>();
  for (const { steps, candidates, reasons } of apps) {
    if (steps.length === 0) continue;
    const own = new Set([
      ...candidates.flatMap((one) => (one.plannedBy === undefined ? [] : one.unlessOtherwise)),
      ...reasons.flatMap(({ kind, subject }) =>
        kind === "unconfirmedPoint" ? [subject ?? ""] : [],
      ),
    ]);
    for (const point of own) if (point !== "") points.set(point, (points.get(point) ?? 0) + 1);
  }
  for (const [point, count] of points)
    if (count > NAMED_APPS) yield `unconfirmed (${point}) and ${counted(count - NAMED_APPS)} more`;
}

function* waveRows({ waves, schedule }: Plan): Generator<string> {
  const times = new Map((schedule?.waves ?? []).map((one) => [one.wave, one]));
  if (schedule !== undefined) yield `counted from ${instant(schedule.startAt)}`;
  for (const { from, to } of schedule?.freezes ?? [])
    yield `frozen ${instant(from)} to ${instant(to)}`;
  for (const { wave, apps } of waves) {
    const said = timesOf(times.get(wave)).map(instant);
    yield `wave ${wave}: ${[...said, counted(apps.length)].join(" ")}`;
  }
}

function timesOf(at: WaveTimes | undefined): readonly string[] {
  if (at === undefined) return [];
  return [at.startsAt, at.changedAt, at.retiredAt].filter((one) => one !== null);
}

function* findingLines({ findings, findingChecks }: Plan): Generator<string> {
  yield `${counted(findings.length)} findings`;
  for (const [severity, label] of Object.entries(SEVERITIES)) {
    const count = counted(findings.filter((one) => one.severity === severity).length);
    yield* [`${label} ${count}`, `${label} (${count})`];
  }
  for (const { kind, title, severity, notAssessed } of findingChecks) {
    const own = findings.filter((one) => one.kind === kind).length;
    if (own > 0) yield `${SEVERITIES[severity]} ${title} ${counted(own)}`;
    for (const many of [own, notAssessed.length])
      if (many > FINDINGS_SHOWN) yield `and ${counted(many - FINDINGS_SHOWN)} more, see`;
  }
}

function* coverageLines({ coverage }: Plan): Generator<string> {
  for (const { section, rows, parentsNotRead } of coverage) {
    if (rows !== null) yield `section ${section}: ${counted(rows)}`;
    const missing = parentsNotRead.filter(({ status }) => status !== "notFound").length;
    if (missing > PARENTS_SHOWN) yield `and ${counted(missing - PARENTS_SHOWN)} more, see`;
  }
}
