import {
  APP_ROLE_PERMISSIONS,
  APPLICATION_ROLES,
  type Resource,
} from "../model/permission-table.ts";
import {
  either,
  everybody,
  nobody,
  perhapsEverybody,
  possible,
  uncertain,
  type Membership,
} from "../sets/membership.ts";
import { appKey, type AppAccess } from "./app-access.ts";
import { contribution, type Contribution } from "./contribution.ts";
import { entraGrant, type ResolvedGrant } from "./entra-grant.ts";
import { needsMailboxPermission } from "./needs-mailbox-permission.ts";
import type { ResolvedAssignment } from "./resolved-assignment.ts";
import { retiredApi } from "./retired-api.ts";
import { ungovernedPermission } from "./ungoverned-permission.ts";
import { unknownPermission, unknownRole } from "./unknown-permission.ts";
import { unreadSection } from "./unread-section.ts";

/** A permission as the two worlds share it: what the app may do, and on which resource. */
export interface PermissionKey {
  readonly resource: Resource;
  readonly permission: string;
}

/** Whom an app reaches with one permission, with every rule that had a part in it. */
export interface EffectiveAccess extends PermissionKey {
  readonly reach: Membership;
  readonly contributions: readonly Contribution[];
}

interface Layer {
  readonly reach: Membership;
  readonly contributions: readonly Contribution[];
}

const NOTHING: Layer = { reach: nobody, contributions: [] };

/**
 * Decides whom an app reaches with a permission: the union of what Entra grants, fenced in by policies where they
 * govern it, and of what Exchange's role assignments give.
 *
 * Authorisation alone: switches that could hide it today stand apart as gates.
 *
 * @see https://learn.microsoft.com/exchange/permissions-exo/application-rbac "the assigned permissions are a union
 *   operation" (docs as of 2025-11-25)
 */
export function decideEffectiveAccess(app: AppAccess, key: PermissionKey): EffectiveAccess {
  const layers = [...entraLayers(app, key), ...rbacLayers(app, key)];
  return {
    ...key,
    reach: layers.reduce((sum, { reach }) => either(sum, reach), nobody),
    contributions: layers.flatMap(({ contributions }) => contributions),
  };
}

function entraLayers(app: AppAccess, key: PermissionKey): Layer[] {
  if (app.grants.status === "notRead") {
    return canBeGranted(key) ? [unread(app, app.grants.section)] : [];
  }
  return app.grants.value
    .filter((grant) => grant.resource === key.resource && grant.permission === key.permission)
    .map((grant) => grantLayer(app, grant));
}

function grantLayer(app: AppAccess, grant: ResolvedGrant): Layer {
  switch (grant.kind) {
    case "governed":
      return governedLayer(app, grant);
    case "ungoverned":
      return { reach: everybody, contributions: [ungovernedPermission(grant)] };
    case "needsMailboxPermission":
      return { reach: perhapsEverybody, contributions: [needsMailboxPermission(grant)] };
    case "retiredApi":
      return { reach: nobody, contributions: [retiredApi(grant)] };
    case "unknown":
      return { reach: perhapsEverybody, contributions: [unknownPermission(grant.row.id)] };
    case "administration":
    case "notMailboxData":
      return NOTHING;
  }
}

function governedLayer(app: AppAccess, grant: ResolvedGrant): Layer {
  if (app.policies.status === "notRead") {
    const said = unread(app, app.policies.section);
    return { ...said, contributions: [entraGrant(grant), ...said.contributions] };
  }
  const { admitted, contributions } = app.policyDecision;
  return { reach: admitted, contributions: [entraGrant(grant), ...contributions] };
}

function rbacLayers(app: AppAccess, key: PermissionKey): Layer[] {
  if (app.assignments.status === "notRead") {
    return mayBeAssigned(app, key) ? [unread(app, app.assignments.section)] : [];
  }
  const own = app.assignments.value.map((one) => assignmentLayer(one, key));
  const others = app.unlinked.map((one) => open(assignmentLayer(one, key)));
  return [
    ...[...own, ...others].filter((layer) => layer !== NOTHING),
    ...disputedLayer(app, key),
  ].map((layer) => (isDisputed(app, key) ? open(layer) : layer));
}

function assignmentLayer(assignment: ResolvedAssignment, key: PermissionKey): Layer {
  const { role, roleName, scope } = assignment;
  if (role === null) {
    if (key.resource !== "exchange" || key.permission !== roleName) return NOTHING;
    return { reach: uncertain(possible(scope.members)), contributions: [unknownRole(assignment)] };
  }
  const grants = role.resource === key.resource && role.permissions.includes(key.permission);
  return grants ? { reach: scope.members, contributions: scope.contributions } : NOTHING;
}

/** Whatever a disputed or unlinked assignment gives may or may not be so. */
function open({ reach, contributions }: Layer): Layer {
  const maybe = possible(reach);
  return {
    reach: uncertain(maybe),
    contributions: contributions.map((one) =>
      one.effect === "allow" ? { ...one, effect: "unknown" as const } : one,
    ),
  };
}

function isDisputed(app: AppAccess, key: PermissionKey): boolean {
  return rolesGranting(key).some((role) => app.authorizations?.disputed.has(role) ?? false);
}

/** A role that the service names and we did not find may reach anyone. */
function disputedLayer(app: AppAccess, key: PermissionKey): Layer[] {
  if (!isDisputed(app, key)) return [];
  const said = contribution("authorization-check", appKey(app), "unknown");
  return [{ reach: perhapsEverybody, contributions: [said] }];
}

function rolesGranting(key: PermissionKey): string[] {
  return APPLICATION_ROLES.filter(
    ({ resource, permissions }) =>
      resource === key.resource && permissions.includes(key.permission),
  ).map(({ role }) => role.toLowerCase());
}

function unread(app: AppAccess, section: Parameters<typeof unreadSection>[1]): Layer {
  return { reach: perhapsEverybody, contributions: [unreadSection(appKey(app), section)] };
}

const mayBeAssigned = (app: AppAccess, key: PermissionKey): boolean =>
  hasRole(key) || (key.resource === "exchange" && app.possibleRoles.includes(key.permission));

export const hasRole = (key: PermissionKey): boolean => rolesGranting(key).length > 0;

const OPENS_MAILBOXES: ReadonlySet<string> = new Set([
  "governed",
  "ungoverned",
  "needsMailboxPermission",
]);

function canBeGranted(key: PermissionKey): boolean {
  return APP_ROLE_PERMISSIONS.some(
    (entry) =>
      entry.resource === key.resource &&
      entry.permission === key.permission &&
      OPENS_MAILBOXES.has(entry.kind),
  );
}

/** Every permission that may be other than "no one" for the app; sorted by resource and permission. */
export function permissionsOf(app: AppAccess): readonly PermissionKey[] {
  const keys = [...grantedKeys(app), ...assignedKeys(app)];
  const byText = new Map(keys.map((key) => [`${key.resource}/${key.permission}`, key]));
  return [...byText].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, key]) => key);
}

function grantedKeys(app: AppAccess): PermissionKey[] {
  if (app.grants.status === "notRead") {
    return APP_ROLE_PERMISSIONS.filter(({ kind }) => OPENS_MAILBOXES.has(kind)).map(toKey);
  }
  return app.grants.value
    .filter(({ kind }) => kind !== "administration" && kind !== "notMailboxData")
    .map(toKey);
}

function assignedKeys(app: AppAccess): PermissionKey[] {
  const all = APPLICATION_ROLES.flatMap(({ resource, permissions }) =>
    permissions.map((permission) => ({ resource, permission })),
  );
  if (app.assignments.status === "notRead") {
    return [...all, ...app.possibleRoles.map((permission) => roleKey(permission))];
  }
  const disputed = all.filter((key) => isDisputed(app, key));
  const assigned = [...app.assignments.value, ...app.unlinked].flatMap(
    ({ role, roleName }): PermissionKey[] =>
      role === null
        ? [roleKey(roleName)]
        : role.permissions.map((permission) => ({ resource: role.resource, permission })),
  );
  return [...assigned, ...disputed];
}

/** A role that no table knows goes by its own name. */
const roleKey = (permission: string): PermissionKey => ({ resource: "exchange", permission });

const toKey = ({ resource, permission }: PermissionKey): PermissionKey => ({
  resource,
  permission,
});
