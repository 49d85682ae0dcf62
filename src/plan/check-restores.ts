import { byText } from "../model/by-text.ts";
import { decideEffectiveAccess, type PermissionKey } from "../access/effective-access.ts";
import type { AppState } from "../mapping/app-state.ts";
import type { Reason } from "../model/plan-app.ts";
import type { Step } from "../model/plan-step.ts";
import { sameMailboxes, type MailboxSet } from "../sets/mailbox-set.ts";
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
  const broken = points.flatMap((at) => {
    const done = steps.slice(0, at + 1);
    const back = planRollback(done).reduce(
      (state, { step }) => simulateRollback(state, step, start),
      done.reduce(simulateStep, start),
    );
    const after = `after ${done.at(-1)?.id ?? ""}`;
    const lost = keys
      .filter((key) => !sameMailboxes(reachOf(back, key), reachOf(start, key), size))
      .map(({ permission }) => notRestored(`${permission} is not restored, ${after}`, permission));
    const changed = configurationOf(back) !== configurationOf(start);
    return changed ? [...lost, notRestored(`the configuration is not restored, ${after}`)] : lost;
  });
  return { points: points.length, broken };
}

const notRestored = (text: string, subject?: string): Reason =>
  subject === undefined
    ? { kind: "rollbackIncomplete", text }
    : { kind: "rollbackIncomplete", text, subject };

const reachOf = ({ app }: AppState, key: PermissionKey): MailboxSet =>
  decideEffectiveAccess(app, key).reach.yes;

/** What an administrator would call the app's configuration, as comparable text. */
function configurationOf({ app, scopes }: AppState): string {
  const { grants, assignments, policies, pointer, application } = app;
  const registration = application.status === "read" ? application.value : null;
  return canonicalJson({
    grants:
      grants.status === "read" ? grants.value.map(({ row }) => row.id).toSorted(byText) : null,
    assignments:
      assignments.status === "read" ? assignments.value.map(({ id }) => id).toSorted(byText) : null,
    policies: policies.status === "read" ? policies.value.map(({ id }) => id) : null,
    scopes: scopes.status === "read" ? scopes.value.map(({ name }) => name).toSorted(byText) : null,
    pointer: pointer.status === "read" && pointer.value !== null,
    declared: registration?.requiredResourceAccess?.map(({ resourceAppId, roleIds }) => ({
      resourceAppId,
      roleIds: roleIds.toSorted(byText),
    })),
  });
}
