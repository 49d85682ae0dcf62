import { byText } from "../model/by-text.ts";
import { decideEffectiveAccess, type PermissionKey } from "../access/effective-access.ts";
import type { AppState } from "../mapping/app-state.ts";
import type { Reason } from "../model/plan-app.ts";
import type { Step } from "../model/plan-step.ts";
import { except, isEmptySet, union, type MailboxSet } from "../sets/mailbox-set.ts";
import { nameMailboxes, quoteTitle } from "./describe-counterexample.ts";
import { planRollback } from "./plan-rollback.ts";
import { simulateRollback, simulateStep } from "./simulate-step.ts";
import { canonicalJson } from "./step-id.ts";

/** The steps after which a rollback may still be asked for: all before the policy goes. */
export function pointsBeforeRetirement(steps: readonly Step[]): readonly number[] {
  const retired = steps.findIndex(({ phase }) => phase === "6-retire");
  const last = retired === -1 ? steps.length : retired;
  return [...steps.keys()].slice(0, last);
}

/**
 * Checks that the way back from every point before the policy goes ends where it began: the same access, and the
 * same configuration but for object ids and dates.
 */
export function checkRestores(
  start: AppState,
  steps: readonly Step[],
  keys: readonly PermissionKey[],
): { readonly points: number; readonly broken: readonly Reason[] } {
  const size = start.facts.index.keys.length;
  const points = pointsBeforeRetirement(steps);
  const notRestored = (permission: string, set: MailboxSet, from: string): Reason => ({
    kind: "rollbackIncomplete",
    text: `the way back from ${from} does not restore ${permission} on ${nameMailboxes(start.facts, set)}`,
    subject: permission,
  });
  const broken = points.flatMap((at) => {
    const done = steps.slice(0, at + 1);
    const back = planRollback(done).reduce(
      (state, { step }) => simulateRollback(state, step, start),
      done.reduce(simulateStep, start),
    );
    const from = done.slice(-1).map(quoteTitle).join("");
    const other = keys.flatMap((key) => {
      const [is, was] = [reachOf(back, key), reachOf(start, key)];
      const set = union(except(is, was), except(was, is));
      return isEmptySet(set, size) ? [] : [notRestored(key.permission, set, from)];
    });
    // What several apps use is taken away by none of them.
    const kept = done.filter(({ appId }) => appId === null).reduce(simulateStep, start);
    const changed = configurationOf(back) !== configurationOf(kept);
    const text = `the way back from ${from} does not restore the configuration`;
    return changed ? [...other, { kind: "rollbackIncomplete", text }] : other;
  });
  return { points: points.length, broken };
}

const reachOf = ({ app }: AppState, key: PermissionKey): MailboxSet =>
  decideEffectiveAccess(app, key).reach.yes;

/** What an administrator would call the app's configuration, as comparable text. */
function configurationOf({ app, scopes, made = [] }: AppState): string {
  const { grants, assignments, policies, pointer, application } = app;
  const registration = application.status === "read" ? application.value : null;
  return canonicalJson({
    grants:
      grants.status === "read" ? grants.value.map(({ row }) => row.id).toSorted(byText) : null,
    assignments:
      assignments.status === "read" ? assignments.value.map(({ id }) => id).toSorted(byText) : null,
    policies: policies.status === "read" ? policies.value.map(({ id }) => id) : null,
    scopes: scopes.status === "read" ? scopes.value.map(({ name }) => name).toSorted(byText) : null,
    objects: made
      .flatMap(({ kind, name, isNew }) => (isNew ? [`${kind} ${name}`] : []))
      .toSorted(byText),
    pointer: pointer.status === "read" && pointer.value !== null,
    declared: registration?.requiredResourceAccess?.map(({ resourceAppId, roleIds }) => ({
      resourceAppId,
      roleIds: roleIds.toSorted(byText),
    })),
  });
}
