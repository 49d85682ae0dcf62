import type { ResolvedAssignment } from "../access/resolved-assignment.ts";
import { APPLICATION_ROLES } from "../model/permission-table.ts";
import type { PlannedScope } from "../model/plan-app.ts";
import type { Hazard, Step } from "../model/plan-step.ts";
import { SETTLE_WINDOWS } from "../model/settle-windows.ts";
import { assignmentName } from "../mapping/object-names.ts";
import { countMailboxes } from "../sets/mailbox-set.ts";
import { HAZARDS } from "./hazards.ts";
import { makeStep } from "./make-step.ts";
import type { PlanContext } from "./plan-context.ts";

/**
 * Change 1, phases prepare and test: the pointer, the scope, one assignment for each permission, then the probes.
 * What exists already in the planned form is not made again.
 *
 * @see https://learn.microsoft.com/exchange/permissions-exo/application-rbac "Migrate from application access
 *   policies", steps 1 to 3 (docs as of 2025-11-25)
 */
export function prepareSteps(context: PlanContext): readonly Step[] {
  const { pointer } = context.state.app;
  const objects = [
    ...(pointer.status === "read" && pointer.value === null ? [pointerStep(context)] : []),
    ...(context.scope.planned.exists ? [] : [scopeStep(context)]),
  ];
  const assignments = rolesToAssign(context)
    .filter((role) => !isAssigned(context, role))
    .map((role) => assignmentStep(context, role, objects));
  const made = [...objects, ...assignments];
  return [...made, testStep(context, made)];
}

/** The application roles that replace the app's governed grants, or that a decision gives it; sorted. */
export function rolesToAssign({ grants, given }: PlanContext): readonly string[] {
  if (given !== undefined) return given.roles;
  const roles = APPLICATION_ROLES.filter(
    ({ composite, resource, permissions }) =>
      !composite &&
      grants.some((grant) => grant.resource === resource && permissions.includes(grant.permission)),
  );
  return roles.map(({ role }) => role).toSorted((a, b) => (a < b ? -1 : 1));
}

function isAssigned({ state, scope }: PlanContext, role: string): boolean {
  const { assignments } = state.app;
  return assignments.status === "read" && holdsRole(assignments.value, role, scope.planned.name);
}

/** Tells whether one of the assignments gives a role within a management scope. */
export const holdsRole = (
  assignments: readonly ResolvedAssignment[],
  role: string,
  scope: string,
): boolean =>
  assignments.some(
    (one) =>
      one.roleName === role &&
      one.scope.kind === "managementScope" &&
      one.scope.name?.toLowerCase() === scope.toLowerCase(),
  );

function pointerStep({ app, servicePrincipalId }: PlanContext): Step {
  return makeStep(app.appId, {
    phase: "1-prepare",
    action: "createServicePrincipal",
    title: "Make the app known to Exchange",
    target: {
      kind: "servicePrincipal",
      appId: app.appId,
      objectId: servicePrincipalId,
      displayName: app.displayName,
    },
    gate: "Get-ServicePrincipal lists it with the object id of the enterprise application",
    rollback: {
      phase: "rollback-1",
      text: "remove the pointer, if this plan made it and no assignment names it",
      waitMinutes: 0,
      hazards: [],
    },
  });
}

/** No length limit is documented (U7): beyond this a filter is named as a hazard. */
const LONG_FILTER = 2000;

function scopeStep({ app, scope }: PlanContext): Step {
  return makeStep(app.appId, {
    phase: "1-prepare",
    action: "createManagementScope",
    title: `Create the management scope ${scope.planned.name}`,
    target: { kind: "managementScope", name: scope.planned.name, filter: scope.planned.filter },
    gate: "the scope reads back with a filter of the same meaning",
    hazards: [
      ...(scope.planned.groups.length > 0 ? [HAZARDS.membershipCanChange] : []),
      ...(excludes(scope.planned) ? [HAZARDS.negationUnconfirmed] : []),
      ...(scope.planned.filter.length > LONG_FILTER ? [HAZARDS.longFilter] : []),
    ],
    rollback: {
      phase: "rollback-1",
      text: "remove the scope, once no assignment uses it",
      waitMinutes: 0,
      hazards: [],
    },
  });
}

const excludes = ({ groups, mailboxes }: PlannedScope): boolean =>
  [...groups, ...mailboxes].some(({ part }) => part === "excluded");

function assignmentStep(context: PlanContext, role: string, objects: readonly Step[]): Step {
  const { app, scope, servicePrincipalId } = context;
  return makeStep(app.appId, {
    phase: "1-prepare",
    action: "createRoleAssignment",
    title: `Assign ${role} within the scope`,
    target: {
      kind: "roleAssignment",
      name: assignmentName(app, scopeKey(context), role),
      role,
      servicePrincipalId,
      appId: app.appId,
      scope: scope.planned.name,
    },
    after: objects.map(({ id }) => ({ step: id, waitMinutes: 0, why: "the assignment names it" })),
    gate: "the assignment reads back with its scope, which is not blank",
    settleMinutes: SETTLE_WINDOWS.roleAssignment.minutes,
    hazards: assignmentHazards(context, role),
    rollback: {
      phase: "rollback-1",
      text: "remove the assignment, only after a re-granted consent is visible",
      waitMinutes: 0,
      hazards: [],
    },
  });
}

/** A scope that is carried over may have the filter of another: its name tells them apart. */
function scopeKey({ scope: { planned }, given }: PlanContext): string {
  return given?.carriedOver === true ? `${planned.name}\n${planned.filter}` : planned.filter;
}

function assignmentHazards({ state, given }: PlanContext, role: string): readonly Hazard[] {
  const config = state.facts.snapshot.sections["exchange/organizationConfig"];
  const dehydrated = config.status === "read" && config.rows[0]?.isDehydrated === true;
  return [
    ...(given === undefined ? [] : [HAZARDS.newAccess]),
    ...(given?.carriedOver === true ? [HAZARDS.sharedScope] : []),
    ...(dehydrated ? [HAZARDS.dehydrated] : []),
    ...(config.status === "read" ? [] : [HAZARDS.dehydrationUnknown]),
    ...(role === "Application EWS.AccessAsApp" ? [HAZARDS.ewsEnds] : []),
  ];
}

function testStep(context: PlanContext, made: readonly Step[]): Step {
  const { app, scope, servicePrincipalId, probes, state } = context;
  return makeStep(app.appId, {
    phase: "2-test",
    action: "testAuthorization",
    title: "Ask Exchange for mailboxes inside and outside the scope",
    target: {
      kind: "authorization",
      appId: app.appId,
      servicePrincipalId,
      roles: rolesToAssign(context),
      scope: scope.planned.name,
      filter: scope.planned.filter,
      expectedMembers: countMailboxes(scope.members.yes, state.facts.index.keys.length),
      positive: probes.positive,
      negative: probes.negative,
    },
    after: made.map(({ id }) => ({ step: id, waitMinutes: 0, why: "the test bypasses the cache" })),
    gate: "every role: InScope is the text True for the mailboxes inside and False for those outside",
    hazards: [HAZARDS.unionHidesScope],
    rollback: null,
  });
}
