import type { AppPlan, Assumption } from "../../model/plan-app.ts";
import type { Step, StepTarget } from "../../model/plan-step.ts";
import type { ScriptName } from "../script-names.ts";
import { recipientFilter } from "./exchange-filters.ts";

/** What of an app's plan the guards of its scripts compare with the tenant. */
export type AssumedApp = Pick<AppPlan, "appId" | "servicePrincipalId" | "assumptions" | "scope">;

/**
 * What a script expects to find before it changes anything: the state that the plan was made for, and what the plan
 * itself has made, or taken away, by then.
 *
 * INVARIANT: made of what the change hash covers: assumptions, scope and steps.
 */
export function assumedView(name: ScriptName, app: AssumedApp, steps: readonly Step[]): object {
  const ids = (kind: Assumption["kind"]): readonly string[] =>
    app.assumptions.filter((one) => one.kind === kind).map(({ id }) => id);
  const made = targets(steps, "roleAssignment").map((target) => target.name);
  const removed = targets(steps, "accessPolicy").map(({ identity }) => identity);
  const taken = targets(steps, "appRoleAssignment").map(({ id }) => id);
  const isRetiring = name === "6-retire";
  const isAfterCutover = name === "4-declare";
  return {
    appId: app.appId,
    objectId: app.servicePrincipalId,
    policies: ids("policy"),
    ownPolicies: isRetiring ? removed : [],
    // When the policy goes, the roles that replace the grants must be there.
    assignments: isRetiring ? [...ids("assignment"), ...made] : ids("assignment"),
    ownAssignments: isRetiring ? [] : made,
    groups: (app.scope?.groups ?? [])
      .filter(({ recipientTypeDetails }) => hasList(recipientTypeDetails))
      .map(groupView),
    ...scopeView(name, app, steps),
    grants: isAfterCutover ? ids("grant").filter((id) => !taken.includes(id)) : ids("grant"),
    ownGrants: isAfterCutover ? [] : taken,
    resourceIds: [
      ...new Set(targets(steps, "appRoleAssignment").map(({ resourceId }) => resourceId)),
    ],
  };
}

const NO_SCOPE = { scope: null, filter: null };

/** The management scope that must be there already: one that the plan found, or has made long before. */
function scopeView(name: ScriptName, { scope }: AssumedApp, steps: readonly Step[]): object {
  if (scope === null || scope.kind !== undefined) return NO_SCOPE;
  const isMadeHere = name === "1-prepare" && targets(steps, "managementScope").length > 0;
  const isUsed = targets(steps, "roleAssignment").some((target) => target.scope === scope.name);
  return isUsed && !isMadeHere ? { scope: scope.name, filter: scope.filter } : NO_SCOPE;
}

/** A dynamic group has members by rule: no group is nested in it. */
const hasList = (recipientTypeDetails: string): boolean =>
  !recipientTypeDetails.toLowerCase().startsWith("dynamic");

type Group = NonNullable<AppPlan["scope"]>["groups"][number];

const groupView = ({ id, displayName, nestedGroups, recipientTypeDetails }: Group): object => ({
  displayName,
  filter: recipientFilter(id),
  nestedGroups,
  unified: recipientTypeDetails === "GroupMailbox",
});

type Target<K extends StepTarget["kind"]> = Extract<StepTarget, { readonly kind: K }>;

const targets = <K extends StepTarget["kind"]>(
  steps: readonly Step[],
  kind: K,
): readonly Target<K>[] =>
  steps.flatMap(({ target }) => (target.kind === kind ? [target as Target<K>] : []));
