import type { ImpersonationDecision } from "../model/impersonation-decision.ts";
import type { AppPlan } from "../model/plan-app.ts";

/** A decision on an impersonating account in one sentence. */
export function describeDecision(
  { application, permissions = [], scope }: ImpersonationDecision,
  apps: readonly Pick<AppPlan, "appId" | "displayName">[],
): string {
  if (application === null) return "not used any more";
  const name = apps.find(({ appId }) => appId === application)?.displayName;
  const who = name === undefined ? application : `${name} (${application})`;
  return `${who} with ${permissions.join(", ")}; scope: ${scopeText(scope)}`;
}

function scopeText(scope: ImpersonationDecision["scope"]): string {
  if (scope === undefined) return "not decided";
  return scope === "carryOver" ? "carried over" : scope.filter;
}
