import type { Audit } from "../../src/audit/audit-snapshot.ts";
import { decideTenantAccess } from "../../src/access/decide-tenant-access.ts";
import { resolveTenantAccess } from "../../src/access/resolve-tenant-access.ts";
import type { AppPlan } from "../../src/model/plan-app.ts";
import type { Candidate } from "../../src/model/plan-candidate.ts";
import type { PermissionPlan, SetReference } from "../../src/model/plan-permission.ts";
import type { Snapshot } from "../../src/model/snapshot.ts";
import { mailboxIndexes } from "../../src/sets/mailbox-set.ts";
import { answerFor } from "../../src/sets/membership.ts";
import { auditOf } from "../arbitraries/plans.ts";

/** Ids of apps: the app id, for those that are known by their service principal alone too. */
type AppNames = ReadonlyMap<string, string>;

/** What the whole tenant says, to compare what is left of it with. */
export interface Truth {
  readonly names: AppNames;
  /** `<app> <resource>/<permission> <mailbox>` of whatever is not denied. */
  readonly answers: ReadonlyMap<string, string>;
  readonly audit: Audit;
}

export function truthOf(snapshot: Snapshot): Truth {
  const { apps } = resolveTenantAccess(snapshot);
  const names = new Map(
    apps.flatMap(({ appId, servicePrincipalId: id }) =>
      appId === null || id === null ? [] : [[id as string, appId as string]],
    ),
  );
  return { names, answers: answersOf(snapshot, names), audit: auditOf(snapshot) };
}

const idOf = (
  names: AppNames,
  {
    appId,
    servicePrincipalId,
  }: { readonly appId: string | null; readonly servicePrincipalId: string | null },
): string => appId ?? names.get(servicePrincipalId ?? "") ?? servicePrincipalId ?? "";

function answersOf(snapshot: Snapshot, names: AppNames): ReadonlyMap<string, string> {
  const tenant = resolveTenantAccess(snapshot);
  const { index } = tenant.facts;
  const answers = decideTenantAccess(tenant).flatMap(({ app, access }) =>
    index.keys.map((key, mailbox): [string, string] => [
      `${idOf(names, app)} ${access.resource}/${access.permission} ${key}`,
      answerFor(access.reach, mailbox),
    ]),
  );
  return new Map(answers.filter(([, answer]) => answer !== "denied"));
}

/** What of the access that is left is wrong about the whole tenant: an answer other than its own or "unknown". */
export function wrongAnswers(partial: Snapshot, { names, answers }: Truth): readonly string[] {
  // Without recipients no mailbox is known, and no answer is given about one.
  if (partial.sections["exchange/recipients"].status !== "read") return [];
  const left = answersOf(partial, names);
  const { apps } = resolveTenantAccess(partial);
  const known = new Set(apps.map((app) => idOf(names, app)));
  const invented = [...left].filter(
    ([about, answer]) => answer === "allowed" && answers.get(about) !== "allowed",
  );
  // An app that no list names any more has no line: nothing is said of it.
  const denied = [...answers].filter(
    ([about]) => known.has(about.split(" ")[0] ?? "") && !left.has(about),
  );
  return [
    ...invented.map(([about]) => `${about}: allowed`),
    ...denied.map(([about, answer]) => `${about}: denied, not ${answer}`),
  ];
}

/** What of the plan that is left is wrong about the whole tenant. */
export function wrongPlan(partial: Snapshot, truth: Truth): readonly string[] {
  const audit = auditOf(partial);
  const wholeApps = new Map(truth.audit.plan.apps.map((app) => [idOf(truth.names, app), app]));
  return [
    ...audit.plan.apps.flatMap((app) => {
      const id = idOf(truth.names, app);
      const whole = wholeApps.get(id);
      return [
        ...wrongStatus(app, whole),
        ...(whole === undefined
          ? []
          : wrongApp({ app, audit }, { app: whole, audit: truth.audit })),
      ].map((what) => `${id} ${app.displayName}: ${what}`);
    }),
    ...wrongImpersonation(audit, truth.audit),
    ...wrongFindings(audit, truth.audit),
  ];
}

const CAUTIOUS: readonly string[] = ["blocked", "needsDecision", "review"];

/** A status that is not the whole tenant's is a cautious one; what blocks is never only a question. */
function wrongStatus(app: AppPlan, whole: AppPlan | undefined): readonly string[] {
  if (app.status === whole?.status) return [];
  const milder = whole?.status === "blocked" && app.status !== "blocked";
  // An app that the whole tenant's plan has no word of may be spoken of, as long as nothing is said to be done.
  const cautious = CAUTIOUS.includes(app.status) && !milder;
  return cautious ? [] : [`${app.status}, not ${whole?.status ?? "left out"}`];
}

interface PlannedApp {
  readonly app: AppPlan;
  readonly audit: Audit;
}

function wrongApp(partial: PlannedApp, whole: PlannedApp): readonly string[] {
  const steps = stepsOf(partial);
  const sameSteps = steps.length === 0 || JSON.stringify(steps) === JSON.stringify(stepsOf(whole));
  return [
    ...(sameSteps ? [] : ["other steps"]),
    ...whole.app.gates
      .filter(({ state }) => state !== "open")
      .filter(({ rule }) => partial.app.gates.find((gate) => gate.rule === rule)?.state === "open")
      .map(({ rule }) => `gate ${rule} is open`),
    ...listed(partial.app, whole.app),
    ...wrongCandidates(partial.app, whole.app),
    ...partial.app.permissions.flatMap((permission) => {
      const same = whole.app.permissions.find(
        (one) => one.permission === permission.permission && one.resource === permission.resource,
      );
      return wrongPermission(
        { ...partial, permission },
        same === undefined ? undefined : { ...whole, permission: same },
      ).map((what) => `${permission.permission}: ${what}`);
    }),
  ];
}

/** What a step does and when; what may go wrong on the way may be told more carefully. */
const stepsOf = ({ app, audit }: PlannedApp): readonly unknown[] =>
  audit.plan.steps
    .filter(({ id }) => app.steps.includes(id))
    .map(({ id, target, after, settleMinutes, phase }) => [
      id,
      target,
      after,
      settleMinutes,
      phase,
    ]);

/**
 * A scope that is proposed is one that the whole tenant proposes, with the same verdict, sets and objects to make. One
 * that is unproven says nothing of these.
 */
function wrongCandidates(app: AppPlan, whole: AppPlan): readonly string[] {
  // Which of them is planned is told by the steps; what stands before it in the list is another where one is not listed.
  const said = ({ plannedBy: _planned, why, ...one }: Candidate): string =>
    JSON.stringify({ ...one, why: why.split("; it stands behind ")[0], drift: [] });
  const known = new Set(whole.candidates.map(said));
  return app.candidates
    .filter((one) => one.verdict !== "unproven" && !known.has(said(one)))
    .map(({ id }) => `candidate ${id}`);
}

/** A list that is there is the whole list. */
function listed(app: AppPlan, whole: AppPlan): readonly string[] {
  const lists = ["policies", "existingAssignments", "otherPermissions"] as const;
  return lists.filter(
    (name) => app[name] !== null && (app[name]?.length ?? 0) !== (whole[name]?.length ?? 0),
  );
}

interface PlannedPermission extends PlannedApp {
  readonly permission: PermissionPlan;
}

const PLANNED_SETS = ["target", "kept", "gained", "lost"] as const;

function wrongPermission(
  partial: PlannedPermission,
  whole: PlannedPermission | undefined,
): readonly string[] {
  const { permission } = partial;
  const told = permission.verdict !== undefined && permission.verdict !== "unproven";
  const sure = permission.before.unknown.count === 0;
  const named = told ? PLANNED_SETS.filter((name) => permission[name] !== undefined) : [];
  const sets = named.filter(
    (name) => membersOf(partial, permission[name]) !== membersOf(whole, whole?.permission[name]),
  );
  const before =
    sure &&
    membersOf(partial, permission.before.allowed) !==
      membersOf(whole, whole?.permission.before.allowed);
  return [
    ...(told && permission.verdict !== whole?.permission.verdict
      ? [`${String(permission.verdict)}, not ${String(whole?.permission.verdict)}`]
      : []),
    ...sets,
    ...(before ? ["reaches others today"] : []),
  ];
}

/** The members of a set, one after the other; a set that is nowhere has none. */
function membersOf(planned: PlannedApp | undefined, reference: SetReference | undefined): string {
  if (planned === undefined || reference === undefined || reference.set === null) return "";
  const { registry, facts } = planned.audit;
  const { set } = reference;
  const named = registry.sets.get(typeof set === "string" ? set : set.except);
  if (named === undefined) return "?";
  const size = facts.index.keys.length;
  const listedSet = typeof set === "string" ? named : { ...named, everyoneBut: true };
  return [...mailboxIndexes(listedSet, size)].join();
}

/** A finding is one of the whole tenant's; that something was not read is the exception. */
function wrongFindings(partial: Audit, whole: Audit): readonly string[] {
  const known = new Set(whole.plan.findings.map(({ id }) => id));
  return partial.plan.findings
    .filter(({ id, kind }) => kind !== "evidenceIncomplete" && !known.has(id))
    .map(({ id }) => `finding ${id}`);
}

/** Who holds impersonation is told as the whole tenant tells it, or not at all; whom it reaches as well. */
function wrongImpersonation(partial: Audit, whole: Audit): readonly string[] {
  const { legacy } = partial.plan;
  const told = whole.plan.impersonation ?? [];
  const wrongStatusOfAll =
    legacy.impersonation !== "notRead" &&
    holdsOf(legacy.impersonation) !== holdsOf(whole.plan.legacy.impersonation)
      ? [`impersonation ${legacy.impersonation}, not ${whole.plan.legacy.impersonation}`]
      : [];
  const complete = partial.plan.impersonation !== null && legacy.impersonationComplete;
  const missing =
    complete && partial.plan.impersonation.length !== told.length
      ? [`impersonation: ${String(partial.plan.impersonation.length)} holders are called all`]
      : [];
  const policies =
    legacy.policies !== null && legacy.policies !== whole.plan.legacy.policies
      ? [`${String(legacy.policies)} policies`]
      : [];
  return [...wrongStatusOfAll, ...missing, ...policies, ...wrongReach(partial, whole)];
}

/** That the role is gone and that nobody holds it are two ways to say that nobody can impersonate. */
const holdsOf = (status: string): string => (status === "absent" ? "none" : status);

function wrongReach(partial: Audit, whole: Audit): readonly string[] {
  return (partial.plan.impersonation ?? [])
    .filter(({ effectiveUser }) => effectiveUser !== null)
    .flatMap((item) => {
      const same = whole.plan.impersonation?.find(({ id }) => id === item.id);
      if (same === undefined) return [`${item.id}: no holder`];
      if (item.unknown.count !== 0) return [];
      return item.reach.count === same.reach.count ? [] : [`${item.id}: reaches others`];
    });
}
