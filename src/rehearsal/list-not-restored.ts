import type { AppPlan } from "../model/plan-app.ts";
import type { Plan } from "../model/plan-document.ts";

/**
 * Lists what of an app is not as it was, after all was taken back and the tenant was scanned again; sentences.
 *
 * Object ids and dates are others afterwards: a grant that was given again has a new id.
 */
export function listNotRestored(app: AppPlan, before: Plan, after: Plan): readonly string[] {
  const found = after.apps.find(
    ({ appId, servicePrincipalId }) =>
      appId === app.appId && servicePrincipalId === app.servicePrincipalId,
  );
  if (found === undefined) return ["the app is not in the plan any more"];
  const was = aspectsOf(app, before);
  const is = aspectsOf(found, after);
  return Object.keys(was).flatMap((name) =>
    JSON.stringify(was[name]) === JSON.stringify(is[name]) ? [] : [`${name}: not as before`],
  );
}

/** An acceptance is of one change hash, and so of one grant's id: what was accepted is to be reviewed again. */
const statusOf = ({ status, reasons }: AppPlan): AppPlan["status"] =>
  reasons.some(({ kind }) => kind === "accepted") ? "review" : status;

function aspectsOf(
  app: AppPlan,
  { steps, sharedObjects = [] }: Plan,
): Readonly<Record<string, unknown>> {
  const own = new Set(app.steps);
  return {
    status: statusOf(app),
    permissions: app.permissions.map(({ resource, permission, appRoleIds, before, target }) => ({
      resource,
      permission,
      appRoleIds: appRoleIds.toSorted(),
      before,
      target,
    })),
    policies: app.policies,
    "role assignments": app.existingAssignments,
    "what it uses together with other apps": sharedObjects
      .filter(({ apps }) => apps.includes(app.appId ?? ""))
      .map(({ object, steps: ids, apps }) => ({ object, ids, apps })),
    "what there is to do": steps
      .filter(({ id }) => own.has(id))
      .map(({ phase, action }) => `${phase} ${action}`),
  };
}
