import { worstVerdict } from "../mapping/decide-verdict.ts";
import type { AppDecision } from "../model/decisions.ts";
import type { AppPlan, Reason } from "../model/plan-app.ts";
import type { Verdict } from "../model/plan-permission.ts";

/** The verdict on all that an app migrates, taken together. */
export function verdictOf({ permissions }: Pick<AppPlan, "permissions">): Verdict {
  return worstVerdict(permissions.flatMap(({ verdict }) => verdict ?? []));
}

/**
 * Lets an acceptance turn `review` into `ready`. It changes no step; one that names another change hash is stale: it
 * is told and ignored.
 */
export function acceptPlan(plan: AppPlan, decision: AppDecision | undefined): AppPlan {
  const accept = decision?.accept;
  if (accept === undefined || plan.status !== "review") return plan;
  if (accept.changeHash !== plan.changeHash) return withReason(plan, STALE);
  if (accept.verdict !== verdictOf(plan)) return plan;
  const text = `accepted as it is by ${accept.acceptedBy}`;
  return { ...withReason(plan, { kind: "accepted", text }), status: "ready" };
}

const STALE: Reason = {
  kind: "acceptanceStale",
  text: "it was accepted under another change hash: the plan changed since, and is to be reviewed again",
};

const withReason = (plan: AppPlan, reason: Reason): AppPlan => ({
  ...plan,
  reasons: [...plan.reasons, reason],
});
