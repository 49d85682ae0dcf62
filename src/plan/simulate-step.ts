import type { AppAccess } from "../access/app-access.ts";
import { decidePolicyLayer } from "../access/decide-policy-layer.ts";
import { resolveResourceScope } from "../access/resolve-assignments.ts";
import { evaluateScopeFilter } from "../access/evaluate-scope-filter.ts";
import type { ResolvedGrant } from "../access/entra-grant.ts";
import type { ResolvedAssignment, ResourceScope } from "../access/resolved-assignment.ts";
import { contribution } from "../access/contribution.ts";
import type { AppState } from "../mapping/app-state.ts";
import type { ManagementScopeRow, RoleAssignmentRow } from "../model/exchange-rows.ts";
import { appId as toAppId, servicePrincipalId as toObjectId } from "../model/ids.ts";
import { APPLICATION_ROLES } from "../model/permission-table.ts";
import type { ScopeObjectKind, Step, StepTarget } from "../model/plan-step.ts";
import { noMailbox } from "../sets/mailbox-set.ts";

import {
  applyToObject,
  isObjectTarget,
  scopeOfMade,
  takeBackObject,
  type ObjectTarget,
} from "./simulate-objects.ts";

type Target<Kind extends StepTarget["kind"]> = Extract<StepTarget, { kind: Kind }>;

/** The app as it is once a step has become visible everywhere. Steps that only look change nothing. */
export function simulateStep(state: AppState, { target }: Pick<Step, "target">): AppState {
  return isObjectTarget(target) ? applyToObject(state, target) : applyToApp(state, target);
}

function applyToApp(state: AppState, target: Exclude<StepTarget, ObjectTarget>): AppState {
  const { app } = state;
  switch (target.kind) {
    case "servicePrincipal":
      return { ...state, app: { ...app, pointer: { status: "read", value: pointer(target) } } };
    case "managementScope":
      return addScope(state, target);
    case "roleAssignment":
      return withAssignments(state, (own) => [...own, assign(state, target)]);
    case "appRoleAssignment":
      return withGrants(state, (own) => own.filter(({ row }) => row.id !== target.id));
    case "requiredResourceAccess":
      return withDeclaration(state, target, "remove");
    case "accessPolicy":
      return withoutPolicy(state, target.identity);
    case "authorization":
    case "governedGrants":
    case "impersonationAssignment":
      return state;
  }
}

/** The app as it is once what a step did was taken back. A policy does not come back. */
export function simulateRollback(
  state: AppState,
  { target }: Pick<Step, "target">,
  before: AppState,
): AppState {
  return isObjectTarget(target)
    ? takeBackObject(state, target)
    : takeBackFromApp(state, target, before);
}

function takeBackFromApp(
  state: AppState,
  target: Exclude<StepTarget, ObjectTarget>,
  before: AppState,
): AppState {
  const { app } = state;
  switch (target.kind) {
    case "servicePrincipal":
      return { ...state, app: { ...app, pointer: { status: "read", value: null } } };
    case "managementScope":
      return removeScope(state, target.name);
    case "roleAssignment":
      return withAssignments(state, (own) => own.filter(({ id }) => id !== target.name));
    case "appRoleAssignment":
      return withGrants(state, (own) => [
        ...own.filter(({ row }) => row.id !== target.id),
        ...grantsOf(before.app).filter(({ row }) => row.id === target.id),
      ]);
    case "requiredResourceAccess":
      return withDeclaration(state, target, "add");
    case "accessPolicy":
    case "authorization":
    case "governedGrants":
    case "impersonationAssignment":
      return state;
  }
}

const pointer = (target: Target<"servicePrincipal">) => ({
  objectId: toObjectId(target.objectId),
  appId: toAppId(target.appId),
  displayName: target.displayName,
});

function scopesOf({ scopes }: AppState): readonly ManagementScopeRow[] {
  return scopes.status === "read" ? scopes.value : [];
}

function addScope(state: AppState, target: Target<"managementScope">): AppState {
  const row: ManagementScopeRow = { name: target.name, recipientFilter: target.filter };
  return { ...state, scopes: { status: "read", value: [...scopesOf(state), row] } };
}

function removeScope(state: AppState, name: string): AppState {
  const value = scopesOf(state).filter((row) => row.name !== name);
  return { ...state, scopes: { status: "read", value } };
}

function assign(state: AppState, target: Target<"roleAssignment">): ResolvedAssignment {
  const row: RoleAssignmentRow = {
    name: target.name,
    role: target.role,
    app: target.servicePrincipalId,
    roleAssigneeType: "ServicePrincipal",
    roleAssignmentDelegationType: "Regular",
    enabled: true,
    recipientWriteScope: WRITE_SCOPES[target.object?.kind ?? "managementScope"],
    customResourceScope: target.object?.id ?? target.scope,
  };
  return {
    id: target.name,
    row,
    roleName: target.role,
    role: APPLICATION_ROLES.find(({ role }) => role === target.role) ?? null,
    scope: scopeOf(state, target) ?? resolveResourceScope(state.facts, row),
  };
}

/** The scope that steps have made, or that is among the state's; null where only the evidence can tell. */
function scopeOf(
  state: AppState,
  { name, scope, object }: Target<"roleAssignment">,
): ResourceScope | null {
  if (object !== undefined) return scopeOfMade(state, object, name);
  const found = scopesOf(state).find((one) => one.name === scope);
  if (found === undefined) return null;
  const members = evaluateScopeFilter(state.facts, found.recipientFilter ?? "");
  return {
    kind: "managementScope",
    name: found.name,
    members,
    contributions: [
      contribution("rbac-management-scope", name, "allow", { mailboxes: members.yes }),
    ],
  };
}

/** How an assignment reads back by the kind of its scope. */
const WRITE_SCOPES: Readonly<Record<ScopeObjectKind | "managementScope", string>> = {
  managementScope: "CustomRecipientScope",
  group: "Group",
  administrativeUnit: "AdministrativeUnit",
};

/** The service was not asked about what a simulation made. */
function withAssignments(
  state: AppState,
  change: (own: readonly ResolvedAssignment[]) => readonly ResolvedAssignment[],
): AppState {
  const { assignments } = state.app;
  const own = assignments.status === "read" ? assignments.value : [];
  const app: AppAccess = {
    ...state.app,
    assignments: { status: "read", value: change(own) },
    authorizations: null,
  };
  return { ...state, app };
}

const grantsOf = ({ grants }: AppAccess): readonly ResolvedGrant[] =>
  grants.status === "read" ? grants.value : [];

function withGrants(
  state: AppState,
  change: (own: readonly ResolvedGrant[]) => readonly ResolvedGrant[],
): AppState {
  const value = change(grantsOf(state.app));
  return { ...state, app: { ...state.app, grants: { status: "read", value } } };
}

function withDeclaration(
  state: AppState,
  target: Target<"requiredResourceAccess">,
  change: "add" | "remove",
): AppState {
  const { application } = state.app;
  const row = application.status === "read" ? application.value : null;
  if (row === null) return state;
  const requiredResourceAccess = (row.requiredResourceAccess ?? []).map((entry) => {
    if (entry.resourceAppId !== target.resourceAppId) return entry;
    const others = entry.roleIds.filter((id) => !target.appRoleIds.includes(id));
    return { ...entry, roleIds: change === "remove" ? others : [...others, ...target.appRoleIds] };
  });
  const value = { ...row, requiredResourceAccess };
  return { ...state, app: { ...state.app, application: { status: "read", value } } };
}

function withoutPolicy(state: AppState, identity: string): AppState {
  const { app } = state;
  const own = app.policies.status === "read" ? app.policies.value : [];
  const value = own.filter(({ id }) => id !== identity);
  const policyChecks = { granted: noMailbox, denied: noMailbox };
  const policyDecision = decidePolicyLayer(app.appId ?? "", value, policyChecks);
  return {
    ...state,
    app: { ...app, policies: { status: "read", value }, policyChecks, policyDecision },
  };
}
