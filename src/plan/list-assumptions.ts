import type { TenantFacts } from "../access/tenant-facts.ts";
import type { AppState } from "../mapping/app-state.ts";
import { ABSENCES } from "../model/absences.ts";
import { recipientKey } from "../model/ids.ts";
import { RESOURCE_NAMES } from "../model/permission-table.ts";
import type { Assumption, ScopeGroup } from "../model/plan-app.ts";
import type { ScopeObject, ScopeObjectKind } from "../model/plan-step.ts";
import type { PlanContext } from "./plan-context.ts";
import { rolesToAssign } from "./prepare-steps.ts";
import { countOfMailboxes } from "../model/count-of.ts";

/**
 * What must still be so when a script runs: the app's grants, policies, assignments and scopes exactly, and which
 * groups are nested in those that a scope names. Who is a member of a group that policy and scope both follow is no assumption.
 */
export function listAssumptions(
  { app, facts }: AppState,
  contexts: readonly PlanContext[],
): readonly Assumption[] {
  const policies = app.policies.status === "read" ? app.policies.value : [];
  const grants = app.grants.status === "read" ? app.grants.value : [];
  const assignments = app.assignments.status === "read" ? app.assignments.value : [];
  const all: readonly Assumption[] = [
    ...grants.map(({ row, resource, permission, value }) => ({
      kind: "grant" as const,
      id: row.id,
      text: `Entra grants ${value ?? permission} on ${RESOURCE_NAMES[resource]}`,
    })),
    ...policies.map(({ id, row, scope }) => ({
      kind: "policy" as const,
      id,
      text: `the policy ${row.accessRight} on ${scope.name ?? "its scope"} stands`,
    })),
    ...assignments.map(({ id, roleName, scope }) => ({
      kind: "assignment" as const,
      id,
      text: `it holds ${roleName} in Exchange, scope ${scope.name ?? scope.kind}`,
    })),
    ...contexts.flatMap((context) => scopeAssumptions(context, facts)),
  ];
  // Several scopes rest on the same service principal, and may use the same roles.
  const byId = new Map(all.map((one) => [`${one.kind}/${one.id}`, one]));
  return [...byId].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
}

function scopeAssumptions(context: PlanContext, facts: TenantFacts): readonly Assumption[] {
  const { planned } = context.scope;
  return [
    {
      kind: "servicePrincipal",
      id: context.servicePrincipalId,
      text: `${context.app.displayName} has the enterprise application ${context.servicePrincipalId}`,
    },
    ...(context.scope.objects?.map((object) => objectAssumption(object, planned.exists)) ?? [
      {
        kind: "scope" as const,
        id: planned.name,
        text: planned.exists
          ? `the management scope ${planned.name} has the filter ${planned.filter}`
          : `the management scope ${planned.name} ${ABSENCES.scopeIsNew.text}`,
      },
    ]),
    ...(context.copied === undefined ? [] : [memberSetAssumption(context.copied)]),
    ...planned.groups.map((group) => nestingAssumption(group, facts)),
    ...rolesToAssign(context).map((role) => ({
      kind: "role" as const,
      id: role,
      text: `the tenant has the role ${role}`,
    })),
  ];
}

const OBJECT_WORDS: Readonly<Record<ScopeObjectKind, string>> = {
  group: "group",
  administrativeUnit: "administrative unit",
};

const objectAssumption = ({ kind, name, id }: ScopeObject, exists: boolean): Assumption => ({
  kind: "scope",
  id: id ?? name,
  text: exists
    ? `the ${OBJECT_WORDS[kind]} ${name} exists, and nobody was put into it for 24 hours`
    : `nothing of the name ${name} exists yet, unless this plan made it`,
});

/** Whom the policies admit is copied, so it must not have changed since. */
const memberSetAssumption = ({ set, count }: NonNullable<PlanContext["copied"]>): Assumption => ({
  kind: "memberSet",
  id: set,
  text: `the policies admit exactly the ${countOfMailboxes(count)} of this set: the scope does not follow them`,
});

/** A group that is nested later counts under a policy, perhaps, and never in a scope. */
function nestingAssumption(group: ScopeGroup, { recipients }: TenantFacts): Assumption {
  const { id, displayName, recipientTypeDetails, distinguishedName, nestedGroups } = group;
  const name = `${displayName} (${recipientTypeDetails}, ${distinguishedName})`;
  const inside = nestedGroups.map((key) => {
    const nested = recipients?.get(recipientKey(key));
    return `${nested?.displayName ?? nested?.name ?? "a group"} (${key})`;
  });
  return nestedGroups.length === 0
    ? { kind: "noNestedMember", id, text: `${name} ${ABSENCES.noNestedGroup.text}` }
    : {
        kind: "nestedMembers",
        id,
        text: `the groups in ${name} are exactly ${inside.join(", ")}`,
      };
}
