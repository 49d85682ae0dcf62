import { decideEffectiveAccess, type PermissionKey } from "../access/effective-access.ts";
import type { AppState } from "../mapping/app-state.ts";
import type { Reason } from "../model/plan-app.ts";
import {
  APP_ROLE_PERMISSIONS,
  APPLICATION_ROLES,
  RESOURCE_APP_IDS,
} from "../model/permission-table.ts";
import type { Step, StepTarget } from "../model/plan-step.ts";
import { SETTLE_WINDOWS } from "../model/settle-windows.ts";
import { except, intersect, isEmptySet, union, type MailboxSet } from "../sets/mailbox-set.ts";
import { possible, type Membership } from "../sets/membership.ts";
import { checkPolicyOutlivesGrant } from "./check-policy-outlives-grant.ts";
import { checkRestores, pointsBeforeRetirement } from "./check-restores.ts";
import { describeView, nameMailboxes, quoteTitle } from "./describe-counterexample.ts";
import { elapsedFrom } from "./elapsed-minutes.ts";
import {
  createViewJudge,
  MOST_OPEN_CHANGES,
  possibleViews,
  type Change,
  type Excess,
} from "./possible-views.ts";
import { planRollback, type RollbackStep } from "./plan-rollback.ts";
import { simulateRollback, simulateStep } from "./simulate-step.ts";

/** The contract of a plan, checked over every moment; `broken` says where it does not hold. */
export interface Proof {
  readonly checked: readonly { readonly contract: string; readonly moments: number }[];
  readonly broken: readonly Reason[];
}

interface Subject {
  readonly key: PermissionKey;
  /** Steps that change what the permission reaches. */
  readonly matters: (step: Step) => boolean;
  readonly before: Membership;
  readonly end: Membership;
  readonly target: MailboxSet;
  readonly judge: (visible: readonly Change[]) => Excess;
}

/** Whom each permission is to reach in the end. */
export type Targets = (key: PermissionKey) => MailboxSet;

interface Moment {
  readonly contract: "forward" | "rollback";
  readonly changes: readonly Change[];
  /** For people: between which steps. */
  readonly where: string;
}

/**
 * Checks the contract of an app's steps: at no moment does anyone gain or lose access beyond what start and target
 * agree on, forward to the end and back from every point before the policy goes; the steps reach their target, and
 * the rollback restores what was.
 *
 * Where it is open at the start whether a mailbox is reached it may stay open: what no step touches cannot widen.
 *
 * INVARIANT: the target does not come from the steps, or a step that was forgotten would move it.
 */
export function proveApp(
  start: AppState,
  steps: readonly Step[],
  { keys, targetOf }: { readonly keys: readonly PermissionKey[]; readonly targetOf: Targets },
): Proof {
  const end = steps.reduce(simulateStep, start);
  const elapsed = steps.map((_step, from) => elapsedFrom(steps, from));
  const moments = [...forwardMoments(steps, elapsed), ...rollbackMoments(start, steps, elapsed)];
  const subjects = keys.map((key) => subjectOf(start, end, { key, target: targetOf(key) }));
  const broken = subjects.flatMap((subject) => [
    ...checkTarget(start, subject),
    ...checkSubject(start, moments, subject),
  ]);
  const order = checkPolicyOutlivesGrant(start, steps);
  const back = checkRestores(start, steps, keys);
  const count = (contract: Moment["contract"]): number =>
    moments.filter((moment) => moment.contract === contract).length * keys.length;
  return {
    checked: [
      { contract: "no_step_widens_access", moments: count("forward") },
      { contract: "no_step_interrupts_access", moments: count("forward") },
      { contract: "policy_outlives_grant", moments: steps.length },
      { contract: "plan_reaches_target", moments: keys.length },
      { contract: "rollback_widens_and_interrupts_nothing", moments: count("rollback") },
      { contract: "rollback_restores_access", moments: back.points * keys.length },
    ],
    broken: [...broken, ...order, ...back.broken],
  };
}

function subjectOf(
  start: AppState,
  end: AppState,
  { key, target }: { readonly key: PermissionKey; readonly target: MailboxSet },
): Subject {
  const reach = (state: AppState): Membership => decideEffectiveAccess(state.app, key).reach;
  const [before, after] = [reach(start), reach(end)];
  const judge = createViewJudge(start, key, {
    most: union(possible(before), target),
    least: intersect(before.yes, target),
  });
  return { key, matters: (step) => concerns(step, key), before, end: after, target, judge };
}

/** The end is the target, and nothing is open in it that was not open before. */
function checkTarget({ facts }: AppState, { key, before, end, target }: Subject): Reason[] {
  const size = facts.index.keys.length;
  const wrong = [
    ["too many", except(end.yes, target)],
    ["too few", except(target, end.yes)],
    ["of which nobody can tell", except(end.maybe, before.maybe)],
  ] as const;
  return wrong
    .filter(([, set]) => !isEmptySet(set, size))
    .map(([how, set]) =>
      broken("targetNotReached", key, `would end with ${nameMailboxes(facts, set)} ${how}`),
    );
}

/** Steps on other permissions cannot change this one's reach; leaving them out keeps the subsets few. */
function concerns({ target }: Step, key: PermissionKey): boolean {
  if (target.kind === "roleAssignment") {
    const role = APPLICATION_ROLES.find((known) => known.role === target.role);
    return role?.resource === key.resource && role.permissions.includes(key.permission);
  }
  if (target.kind === "appRoleAssignment") {
    return grantsPermission(target, key);
  }
  return target.kind === "accessPolicy" || target.kind === "members";
}

function grantsPermission(
  { resourceAppId, permission }: Extract<StepTarget, { kind: "appRoleAssignment" }>,
  key: PermissionKey,
): boolean {
  return (
    resourceAppId === RESOURCE_APP_IDS[key.resource] &&
    APP_ROLE_PERMISSIONS.some(
      (entry) =>
        entry.resource === key.resource &&
        entry.value === permission &&
        entry.permission === key.permission,
    )
  );
}

/** Minutes that have passed for certain from one step to another, by their numbers. */
type Elapsed = readonly (readonly number[])[];

function* forwardMoments(steps: readonly Step[], elapsed: Elapsed): Generator<Moment> {
  for (const [at, step] of steps.entries()) {
    const next = steps[at + 1];
    const where =
      next === undefined
        ? `after ${quoteTitle(step)}, the last step`
        : `between ${quoteTitle(step)} and ${quoteTitle(next)}`;
    yield { contract: "forward", changes: changesAt(steps, elapsed, { at, later: 0 }), where };
  }
}

/** The changes made up to a step; open while less has passed than their window. */
function changesAt(
  steps: readonly Step[],
  elapsed: Elapsed,
  { at, later }: { readonly at: number; readonly later: number },
): readonly Change[] {
  return steps.slice(0, at + 1).map((step, index) => ({
    step,
    way: "forward",
    open: step.settleMinutes > (elapsed[index]?.[at] ?? 0) + later,
    apply: (state) => simulateStep(state, step),
  }));
}

/** Back from every point before the policy goes: each rollback step with the waits between. */
function* rollbackMoments(
  start: AppState,
  steps: readonly Step[],
  elapsed: Elapsed,
): Generator<Moment> {
  for (const at of pointsBeforeRetirement(steps)) {
    const rollback = planRollback(steps.slice(0, at + 1));
    for (const [done, last] of rollback.entries()) {
      const changes: readonly Change[] = [
        ...changesAt(steps, elapsed, { at, later: last.minutes }),
        ...rollback.slice(0, done + 1).map((one) => ({
          step: one.step,
          way: "back" as const,
          open: windowOf(one) > last.minutes - one.minutes,
          apply: (state: AppState) => simulateRollback(state, one.step, start),
        })),
      ];
      const from = steps[at] ?? last.step;
      const where = `on the way back from ${quoteTitle(from)}, after taking back ${quoteTitle(last.step)}`;
      yield { contract: "rollback", changes, where };
    }
  }
}

const windowOf = ({ step }: RollbackStep): number =>
  step.target.kind === "roleAssignment"
    ? SETTLE_WINDOWS.roleAssignment.minutes
    : step.settleMinutes;

/** The first moment of each kind is told: the others follow from it. */
function checkSubject(start: AppState, moments: readonly Moment[], subject: Subject): Reason[] {
  const broken = moments.flatMap((moment) => checkMoment(start, moment, subject));
  return broken.filter(({ kind }, index) => broken.findIndex((one) => one.kind === kind) === index);
}

function checkMoment(
  start: AppState,
  { changes, where }: Moment,
  { key, matters, judge }: Subject,
): Reason[] {
  const { facts } = start;
  const size = facts.index.keys.length;
  // What changes no access is kept: an assignment needs the scope that it names.
  const concerned = changes.filter(({ step }) => makesObject(step) || matters(step));
  const relevant = withoutIdlePolicies(start, concerned, key);
  if (relevant.filter(({ open }) => open).length > MOST_OPEN_CHANGES) {
    return [broken("unproven", key, `has more open changes than can be tried, ${where}`)];
  }
  return [...possibleViews(relevant)].flatMap((visible) => {
    const excess = judge(visible);
    return BREACHES.filter(({ side }) => !isEmptySet(excess[side], size)).map(
      ({ side, kind, would, which }) => {
        const who = `would ${would} ${nameMailboxes(facts, excess[side])}, which ${which}`;
        return broken(kind, key, `${who}, ${where}, ${describeView(relevant, visible)}`);
      },
    );
  });
}

/**
 * Leaves out open changes of policies where no grant is left for them to fence in, nor on its way: whoever sees them or
 * not, nobody's access differs. An app may have many policies, and they all go at the end.
 *
 * @see https://learn.microsoft.com/exchange/permissions-exo/application-rbac "Application Access Policies constrain ONLY
 *   the permissions assigned in Microsoft Entra ID" (docs as of 2025-11-25)
 */
function withoutIdlePolicies(
  start: AppState,
  changes: readonly Change[],
  { resource, permission }: PermissionKey,
): readonly Change[] {
  if (changes.some(({ open, step }) => open && step.target.kind === "appRoleAssignment")) {
    return changes;
  }
  const settled = changes.filter(({ open }) => !open);
  const { grants } = settled.reduce((state, { apply }) => apply(state), start).app;
  const isHeld =
    grants.status !== "read" ||
    grants.value.some((grant) => grant.resource === resource && grant.permission === permission);
  return isHeld
    ? changes
    : changes.filter(({ open, step }) => !open || step.target.kind !== "accessPolicy");
}

const BREACHES = [
  {
    side: "gained",
    kind: "widensAccess",
    would: "reach",
    which: "neither start nor target allow",
  },
  { side: "lost", kind: "interruptsAccess", would: "lose", which: "start and target allow" },
] as const;

/** Nobody is reached by them, nor lost. */
const CHANGE_NO_REACH: ReadonlySet<string> = new Set([
  "servicePrincipal",
  "authorization",
  "requiredResourceAccess",
  "governedGrants",
]);

const makesObject = ({ settleMinutes, target }: Step): boolean =>
  settleMinutes === 0 && !CHANGE_NO_REACH.has(target.kind);

const broken = (kind: string, key: PermissionKey, what: string): Reason => ({
  kind,
  text: `${key.permission} ${what}`,
  subject: key.permission,
});
