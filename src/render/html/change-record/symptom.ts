import type { AppPlan } from "../../../model/plan-app.ts";
import { movedPermissions } from "./moved-permissions.ts";

const IN_GRAPH =
  "HTTP 403 with ErrorAccessDenied (Exchange refuses) or Authorization_RequestDenied (Microsoft Graph refuses)";
const IN_EWS = "EWS response code ErrorAccessDenied";

/**
 * What whoever uses an app sees when it is refused a mailbox, in the interfaces through which its permissions that
 * move are used.
 *
 * @see https://learn.microsoft.com/graph/errors
 * @see https://learn.microsoft.com/exchange/client-developer/web-service-reference/responsecode
 */
export function symptomOf(app: AppPlan): string {
  const moved = movedPermissions(app);
  const usesEws = moved.some(({ permission }) => permission === "EWS.AccessAsApp");
  const usesGraph = moved.some(({ resource }) => resource === "graph");
  if (!usesEws) return IN_GRAPH;
  return usesGraph ? `${IN_GRAPH}, or ${IN_EWS}` : IN_EWS;
}
