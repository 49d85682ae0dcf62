import type { AppShape } from "../mapping/app-shape.ts";
import type { AppDecision } from "../model/decisions.ts";
import type { AppPlan } from "../model/plan-app.ts";
import { isSettled } from "./settled-shape.ts";

/**
 * Says what is wrong with the choice of a scope: an id that no candidate of the app has, or an app that has nothing to
 * choose from. Silent where candidates could not be found because something was not read.
 */
export function checkScopeDecision(
  app: AppPlan,
  shape: AppShape["kind"],
  { scope }: AppDecision,
): readonly string[] {
  if (scope === undefined || app.policies === null || isDone(app, shape, scope)) return [];
  const ids = app.candidates.map(({ id }) => id);
  if (ids.includes(scope)) return [];
  if (ids.length > 0) {
    return [`scope: no candidate has the id \`${scope}\`; its candidates are ${ids.join(", ")}`];
  }
  return shape === "blocked"
    ? []
    : ["scope: it has no candidates: no policy of it admits anybody whom a scope could stand for"];
}

/** Once its policies are gone, a grant that they never fenced in may ask for a decision of its own. */
function isDone({ appId, policies }: AppPlan, shape: AppShape["kind"], scope: string): boolean {
  const mayHaveMoved = policies?.length === 0 && scope.startsWith(`${appId ?? ""}/`);
  return isSettled(shape) || (mayHaveMoved && shape === "needsDecision");
}
