import { createRandom, type Random } from "../generator/random.ts";
import type { Step } from "../../src/model/plan-step.ts";
import type { TenantDescription } from "../generator/tenant-description.ts";
import { checkDocument } from "./check-document.ts";
import { checkGates, checkPolicyOutlivesGrant } from "./check-gates.ts";
import { drawBack, drawForward, made, type Change } from "./draw-world.ts";
import { intendedAccess } from "./intended-access.ts";
import { drawDecisions } from "./draw-decisions.ts";
import {
  changingIds,
  NO_DECISIONS,
  planTenant,
  stepsByApp,
  withFixedFacts,
  type DrawnDecisions,
  type PlannedTenant,
} from "./planned-tenant.ts";
import type { Breach, Contract } from "./contracts.ts";
import { breachesOver, differences, type Bounds } from "./replay-changes.ts";
import { createTally, type Tally } from "./tally.ts";
import { trueAccess } from "./true-access.ts";

export interface Replay {
  /** How many decisions were drawn. */
  readonly decisions: number;
  /** Apps that got steps. */
  readonly plans: number;
  /** In order of discovery. */
  readonly breaches: readonly Breach[];
}

/** Possible worlds that each plan is tried in, and points from which each is taken back. */
const WORLDS = 3;

/** Tenants of which the rows are read in reverse as well: it takes a plan of its own. */
const REVERSED_ONE_IN = 4;

/** What is checked of each plan document, of each world in which it is run, and when it is planned again. */
const OF_A_DOCUMENT: readonly Contract[] = [
  "unknown_never_becomes_allowed",
  "unknown_never_becomes_denied",
  "blocked_apps_have_no_steps",
  "verdicts_are_true",
  "offered_answers_are_good",
  "planning_ends_well",
];
const OF_A_WORLD: readonly Contract[] = [
  "no_step_widens_access",
  "no_step_interrupts_access",
  "policy_outlives_grant",
  "plan_reaches_target",
  "rollback_restores_access",
  "steps_can_run",
];
const OF_A_REPLANNING: readonly Contract[] = [
  "replanning_midway_continues",
  "replanning_the_result_is_empty",
];

/** Plans a tenant with some decisions, and runs its plan in some possible worlds, forward and back. */
export function replayTenant(
  tenant: TenantDescription,
  seed: number,
  tally = createTally(),
): Replay {
  const random = createRandom(seed);
  const start = withFixedFacts(tenant);
  const undecided = planTenant(start, NO_DECISIONS);
  const decisions = drawDecisions(random, start, undecided.plan);
  const drawn = Object.keys({ ...decisions.apps, ...decisions.impersonation }).length;
  const planned = drawn > 0 ? planTenant(start, decisions) : undecided;
  return {
    decisions: drawn,
    plans: stepsByApp(planned.plan).size,
    breaches: [...replayPlan(random, planned, tally)],
  };
}

/** Everything that a plan promises, checked on the true tenant in some possible worlds. */
export function* replayPlan(
  random: Random,
  planned: PlannedTenant,
  tally: Tally = createTally(),
): Generator<Breach> {
  const { tenant, plan } = planned;
  const bounds: Bounds = { before: trueAccess(tenant), target: intendedAccess(planned) };
  for (const contract of OF_A_DOCUMENT) tally.add(contract);
  yield* checkDocument(planned, bounds);
  if (random.once(REVERSED_ONE_IN)) {
    tally.add("order_of_input_does_not_matter");
    yield* planReversed(planned);
  }
  const steps = [...stepsByApp(plan).values()];
  if (steps.length === 0) return;
  for (let world = 0; world < WORLDS; world++) {
    const changes = drawForward(random, steps);
    for (const contract of OF_A_WORLD) tally.add(contract);
    yield* runForward(tenant, changes, bounds);
    yield* runBack(random, planned, bounds);
    if (world > 0) continue;
    for (const contract of OF_A_REPLANNING) tally.add(contract);
    yield* planMidway(planned, changes, random.below(changes.length));
    yield* planAgain(planned, changes);
  }
}

function* runForward(
  tenant: TenantDescription,
  changes: readonly Change[],
  bounds: Bounds,
): Generator<Breach> {
  yield* checkGates(tenant, changes);
  yield* checkPolicyOutlivesGrant(changes);
  yield* breachesOver(tenant, changes, bounds);
  for (const text of differences(trueAccess(made(tenant, changes)), bounds.target)) {
    yield { contract: "plan_reaches_target", text };
  }
}

/** One app is taken back from some point before its policy goes. */
function* runBack(
  random: Random,
  { tenant, plan }: PlannedTenant,
  bounds: Bounds,
): Generator<Breach> {
  const apps = [...stepsByApp(plan)].filter(([owner]) => plan.apps.some(isApp(owner)));
  if (apps.length === 0) return;
  const [, steps] = random.pick(apps);
  const retired = steps.findIndex(({ action }) => action === "deleteAccessPolicy");
  const last = retired === -1 ? steps.length : retired;
  const own = steps.slice(0, 1 + random.below(last));
  // What it shares with other apps is made before it, and is not taken back with it.
  const shared = foreignBefore(plan.steps, own);
  const prepared = made(tenant, drawForward(random, [shared]));
  const done = drawForward(random, [shared, own]);
  const changes = [...done, ...drawBack(random, done)];
  yield* breachesOver(tenant, changes, bounds);
  const end = made(tenant, changes);
  const point = `taken back after ${done.at(-1)?.step.id ?? ""}`;
  for (const text of differences(trueAccess(end), bounds.before)) {
    yield { contract: "rollback_restores_access", text: `${text}, ${point}` };
  }
  if (configurationOf(end) !== configurationOf(prepared)) {
    yield { contract: "rollback_restores_access", text: `other configuration, ${point}` };
  }
}

/** What other apps' steps, and theirs in turn, must be made before the app's own, in the plan's order. */
function foreignBefore(all: readonly Step[], own: readonly Step[]): readonly Step[] {
  const needed = new Set(own.flatMap(({ after }) => after.map(({ step }) => step)));
  // A step comes after all that it waits for.
  for (const step of all.toReversed())
    if (needed.has(step.id)) for (const before of step.after) needed.add(before.step);
  return all.filter((step) => needed.has(step.id) && !own.includes(step));
}

const isApp =
  (owner: string) =>
  ({ appId }: { readonly appId: string | null }): boolean =>
    appId === owner;

/** What an administrator would see, in an order of its own. */
function configurationOf({
  apps,
  scopes,
  assignments,
  policies,
  pointers,
  groups,
  units,
}: TenantDescription): string {
  const sorted = (list: readonly unknown[] = []): readonly string[] =>
    list.map((one) => JSON.stringify(one)).toSorted();
  return JSON.stringify([
    apps.map((app) => [app.appId, sorted(app.grants), sorted(app.declared)]),
    sorted(scopes),
    sorted(assignments),
    sorted(policies),
    sorted(pointers),
    sorted(groups),
    sorted(units),
  ]);
}

function* planReversed({ tenant, decisions, plan }: PlannedTenant): Generator<Breach> {
  const reversed = planTenant(tenant, decisions, "reversed").plan;
  if (JSON.stringify(reversed) === JSON.stringify(plan)) return;
  const text = "rows in reverse give another plan";
  yield { contract: "order_of_input_does_not_matter", text };
}

/**
 * Plans again after one of the changes: what is left of the plan must be all that is planned.
 *
 * @param at number of the last change that was made
 */
export function* planMidway(
  { tenant, decisions }: PlannedTenant,
  changes: readonly Change[],
  at: number,
): Generator<Breach> {
  const done = changes.slice(0, at + 1);
  const left = changes.slice(at + 1).map(({ step }) => step);
  const again = planChanged(made(tenant, done), decisions);
  for (const text of again.wrongDecisions) {
    yield { contract: "replanning_midway_continues", text };
  }
  const [wanted, actual] = [left, again.plan.steps].map((steps) => changingIds(steps).toSorted());
  const same = JSON.stringify(wanted) === JSON.stringify(actual);
  if (same) return;
  const text = `after ${done.at(-1)?.step.id ?? ""}: ${(actual ?? []).join(", ")}, not ${(wanted ?? []).join(", ")}`;
  yield { contract: "replanning_midway_continues", text };
}

function* planAgain(
  { tenant, decisions }: PlannedTenant,
  changes: readonly Change[],
): Generator<Breach> {
  const again = planChanged(made(tenant, changes), decisions);
  const { steps, apps } = again.plan;
  const contract = "replanning_the_result_is_empty" as const;
  for (const text of again.wrongDecisions) yield { contract, text };
  for (const { id } of steps) yield { contract, text: `${id} is left` };
  const planned = new Set(changes.map(({ step }) => step.appId));
  for (const { appId, status } of apps) {
    if (planned.has(appId) && status === "blocked") {
      yield { contract, text: `${appId ?? ""} is blocked at the end` };
    }
  }
}

/**
 * Plans a changed tenant by the decisions that led there. An acceptance is bound to one change hash: of another plan it
 * says nothing. An app that was known by its policies alone goes with the last of them, and is told to be taken out.
 */
function planChanged(tenant: TenantDescription, { apps, impersonation }: DrawnDecisions) {
  const { policies, assignments, pointers } = tenant;
  const present = tenant.apps.filter(({ servicePrincipalId }) => servicePrincipalId !== null);
  const known = JSON.stringify([present, policies, assignments, pointers]);
  const left = Object.entries(apps).filter(([app]) => known.includes(app));
  return planTenant(tenant, {
    apps: Object.fromEntries(
      left.map(([app, { accept: _accept, ...others }]) => [app, others] as const),
    ),
    impersonation,
  });
}
