import type { ResolvedAssignment } from "../access/resolved-assignment.ts";
import { APPLICATION_ROLES } from "../model/permission-table.ts";
import type { PlannedScope } from "../model/plan-app.ts";
import type { Hazard, ScopeObjectKind, Step, StepWait } from "../model/plan-step.ts";
import { SETTLE_WINDOWS } from "../model/settle-windows.ts";
import { assignmentName } from "../mapping/object-names.ts";
import { countMailboxes } from "../sets/mailbox-set.ts";
import {
  assignmentKey,
  assignmentScopes,
  isScopedBy,
  type AssignmentScope,
} from "./assignment-scopes.ts";
import { copySteps } from "./copy-steps.ts";
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
  const copied = copySteps(context);
  const sharedSteps = copied.filter(({ appId }) => appId === null);
  const shared = sharedWaits(sharedSteps);
  const objects = [
    ...copied.filter(({ appId }) => appId !== null),
    ...(pointer.status === "read" && pointer.value === null ? [pointerStep(context, shared)] : []),
    ...(context.scope.objects !== undefined || context.scope.planned.exists
      ? []
      : [scopeStep(context)]),
  ];
  const named = [
    ...shared,
    ...objects.map(({ id }) => ({ step: id, waitMinutes: 0, why: "the assignment names it" })),
  ];
  const assignments = rolesToAssign(context).flatMap((role) =>
    assignmentScopes(context)
      .filter((scope) => !isAssigned(context, role, scope))
      .map((scope) => assignmentStep(context, { role, scope }, named)),
  );
  const made = [...objects, ...assignments];
  return [...sharedSteps, ...made, testStep(context, made)];
}

/**
 * What the app's own steps wait for where several apps use one new object: others run the scripts that make it, so
 * nothing of the app begins before its last member is seen everywhere.
 */
const sharedWaits = (sharedSteps: readonly Step[]): readonly StepWait[] =>
  sharedSteps
    .filter(({ settleMinutes }) => settleMinutes > 0)
    .map(({ id, settleMinutes }) => ({
      step: id,
      waitMinutes: settleMinutes,
      why: "several apps use it: it must be there with all its members",
    }));

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

function isAssigned({ state }: PlanContext, role: string, scope: AssignmentScope): boolean {
  const { assignments } = state.app;
  if (assignments.status === "notRead") return false;
  return assignments.value.some((one) => one.roleName === role && isScopedBy(state, one, scope));
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

function pointerStep({ app, servicePrincipalId }: PlanContext, after: readonly StepWait[]): Step {
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
    after,
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

function scopeStep({ app, scope, follows }: PlanContext): Step {
  return makeStep(app.appId, {
    phase: "1-prepare",
    action: "createManagementScope",
    title: `Create the management scope ${scope.planned.name}`,
    target: { kind: "managementScope", name: scope.planned.name, filter: scope.planned.filter },
    gate: "the scope reads back with a filter of the same meaning",
    hazards: [
      ...(scope.planned.groups.length > 0 ? [HAZARDS.membershipCanChange] : []),
      ...(follows === "attribute" ? [HAZARDS.attributeCanChange] : []),
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

interface Assignment {
  readonly role: string;
  readonly scope: AssignmentScope;
}

function assignmentStep(
  context: PlanContext,
  assignment: Assignment,
  after: readonly StepWait[],
): Step {
  const { app, servicePrincipalId } = context;
  const { role, scope } = assignment;
  return makeStep(app.appId, {
    phase: "1-prepare",
    action: "createRoleAssignment",
    title: `Assign ${role} within ${scope.object === undefined ? "the scope" : scope.name}`,
    target: {
      kind: "roleAssignment",
      name: assignmentName(app, assignmentKey(context, scope), role),
      role,
      servicePrincipalId,
      appId: app.appId,
      scope: scope.name,
      ...(scope.object === undefined ? {} : { object: scope.object }),
    },
    after,
    gate: "the assignment reads back with its scope, which is not blank",
    settleMinutes: SETTLE_WINDOWS.roleAssignment.minutes,
    hazards: assignmentHazards(context, assignment),
    rollback: {
      phase: "rollback-1",
      text: "remove the assignment, only after a re-granted consent is visible",
      waitMinutes: 0,
      hazards: [],
    },
  });
}

function assignmentHazards(
  { state, given }: PlanContext,
  { role, scope }: Assignment,
): readonly Hazard[] {
  const config = state.facts.snapshot.sections["exchange/organizationConfig"];
  const dehydrated = config.status === "read" && config.rows[0]?.isDehydrated === true;
  return [
    ...(given === undefined ? [] : [HAZARDS.newAccess]),
    ...(given?.carriedOver === true ? [HAZARDS.sharedScope] : []),
    ...(scope.object === undefined ? [] : [OBJECT_HAZARDS[scope.object.kind]]),
    ...(dehydrated ? [HAZARDS.dehydrated] : []),
    ...(config.status === "read" ? [] : [HAZARDS.dehydrationUnknown]),
    ...(role === "Application EWS.AccessAsApp" ? [HAZARDS.ewsEnds] : []),
  ];
}

const OBJECT_HAZARDS: Readonly<Record<ScopeObjectKind, Hazard>> = {
  group: HAZARDS.membershipCanChange,
  administrativeUnit: HAZARDS.unitUnconfirmed,
};

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
      ...(scope.objects === undefined ? {} : { objects: scope.objects }),
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
