import { decideEffectiveAccess, permissionsOf } from "../../src/access/effective-access.ts";
import type { Reason } from "../../src/model/plan-app.ts";
import type { Step, StepTarget } from "../../src/model/plan-step.ts";
import type { Snapshot } from "../../src/model/snapshot.ts";
import { orderSteps } from "../../src/plan/order-steps.ts";
import { proveApp } from "../../src/plan/prove-app.ts";
import { groupKey, mailboxKey } from "../generator/ids.ts";
import { grant, restrict, servicePrincipal } from "../arbitraries/rows.ts";
import { people, rows, snapshotOf } from "../arbitraries/snapshot.ts";
import { stateOf } from "../arbitraries/plans.ts";

/** App 1 reads and sends mail under a policy on group 1, with the first two of four mailboxes. */
export const TENANT = snapshotOf({
  ...people(4, { 1: [mailboxKey(1), mailboxKey(2)], 2: [mailboxKey(3)] }),
  "graph/servicePrincipals": rows(servicePrincipal(1)),
  "graph/appRoleAssignedTo": rows(grant(1, "Mail.Read"), grant(1, "Mail.Send")),
  "exchange/applicationAccessPolicies": rows(restrict(1, groupKey(1))),
});

export const stepsIn = (snapshot: Snapshot): readonly Step[] => orderSteps(stateOf(snapshot)).steps;
export const STEPS = stepsIn(TENANT);

/** The counterexamples of the proof. */
export function counterexamples(
  steps: readonly Step[],
  snapshot: Snapshot = TENANT,
): readonly Reason[] {
  const state = stateOf(snapshot);
  return proveApp(state, steps, {
    keys: permissionsOf(state.app),
    targetOf: (key) => decideEffectiveAccess(state.app, key).reach.yes,
  }).broken;
}

/** What the proof finds broken in the steps: each kind once, sorted. */
export const brokenBy = (steps: readonly Step[], snapshot: Snapshot = TENANT): readonly string[] =>
  [...new Set(counterexamples(steps, snapshot).map(({ kind }) => kind))].toSorted();

export const is =
  (...actions: readonly Step["action"][]) =>
  ({ action }: Step): boolean =>
    actions.includes(action);
export const without = (drop: (step: Step) => boolean): readonly Step[] =>
  STEPS.filter((step) => !drop(step));
export const first = (action: Step["action"]): Step => {
  const found = STEPS.find(is(action));
  if (found === undefined) throw new Error(`no ${action}`);
  return found;
};
export const retargeted = (change: (target: StepTarget) => StepTarget): readonly Step[] =>
  STEPS.map((step) => ({ ...step, target: change(step.target) }));
/** Without the waits for the steps of one kind. */
export const hasty = (action: Step["action"]): readonly Step[] => {
  const awaited = new Set(STEPS.filter(is(action)).map(({ id }) => id));
  return STEPS.map((step) => ({
    ...step,
    after: step.after.map((wait) => (awaited.has(wait.step) ? { ...wait, waitMinutes: 0 } : wait)),
  }));
};
export const moved = (action: Step["action"], before: Step["action"]): readonly Step[] => {
  const rest = STEPS.filter(({ action: other }) => other !== action);
  const at = rest.findIndex(is(before));
  return [...rest.slice(0, at), ...STEPS.filter(is(action)), ...rest.slice(at)];
};
