import { isKnownRole, ROLE_PERMISSIONS } from "../generator/application-roles.ts";
import { isGroup, isParentRead, isRead, membersSeen } from "../generator/sight.ts";
import type {
  AssignmentDescription,
  RecipientDescription,
  TenantDescription,
} from "../generator/tenant-description.ts";
import { scopesAsked } from "../generator/witnesses/scope-members.ts";
import { matchesFilter } from "../generator/witnesses/service-answers.ts";
import { allOf, anyOf, type Answer } from "./answer.ts";
import { answerFilter } from "./filter-answer.ts";
import { resourceOfRolePermission, type PermissionName } from "./permission-kinds.ts";

/** Whether RBAC for Applications gives an app a permission on a mailbox. */
export function answerRoles(
  tenant: TenantDescription,
  app: string,
  name: PermissionName,
  mailbox: RecipientDescription,
): Answer {
  const assignments = assignmentsGiving(tenant, app, name);
  if (assignments === null) return null;
  return anyOf(
    assignments.map((one) =>
      allOf([isHeldBy(tenant, one, app), isInScope(tenant, one, mailbox), opens(one.role)]),
    ),
  );
}

/** The assignments in force that perhaps are the app's and give the permission; null = not read. */
export function assignmentsGiving(
  tenant: TenantDescription,
  app: string,
  name: PermissionName,
): readonly AssignmentDescription[] | null {
  const listed = [...Object.keys(ROLE_PERMISSIONS), ...unknownRolesListed(tenant)];
  const isNamed = listed.some((role) => gives(role, name));
  if (!isRead(tenant, "exchange/roleAssignments")) return isNamed ? null : [];
  return tenant.assignments.filter(
    (one) =>
      gives(one.role, name) &&
      one.delegating !== true &&
      one.disabled !== true &&
      isHeldBy(tenant, one, app) !== false,
  );
}

/** A role that no table knows goes by its own name, on the Exchange resource. */
function gives(role: string, { resource, permission }: PermissionName): boolean {
  if (!isKnownRole(role)) return resource === "exchange" && permission === role;
  return (
    ROLE_PERMISSIONS[role]?.includes(permission) === true &&
    resourceOfRolePermission(permission) === resource
  );
}

/** What a role that no table knows opens, nobody can tell. */
const opens = (role: string): Answer => (isKnownRole(role) ? true : null);

/** The roles without a row in any table that an app was seen to hold, or may hold where nobody saw who holds what. */
export function unknownRolesOf(tenant: TenantDescription, app: string): readonly PermissionName[] {
  const held = tenant.assignments
    .filter((one) => one.app === app && !isKnownRole(one.role))
    .map(({ role }) => role);
  const names = isRead(tenant, "exchange/roleAssignments") ? held : unknownRolesListed(tenant);
  return [...new Set(names)].map((permission) => ({ resource: "exchange", permission }));
}

/** The list of roles names each one that is assigned to anybody. */
const unknownRolesListed = (tenant: TenantDescription): readonly string[] =>
  isRead(tenant, "exchange/roles")
    ? tenant.assignments.map(({ role }) => role).filter((role) => !isKnownRole(role))
    : [];

/** The assignee is printed as the object id of a service principal: someone must tell whose that is. */
function isHeldBy(
  tenant: TenantDescription,
  assignment: AssignmentDescription,
  app: string,
): Answer {
  const isKnown =
    isRead(tenant, "graph/servicePrincipals") || isRead(tenant, "exchange/servicePrincipals");
  return isKnown ? assignment.app === app : null;
}

function isInScope(
  tenant: TenantDescription,
  { scope }: AssignmentDescription,
  mailbox: RecipientDescription,
): Answer {
  switch (scope.kind) {
    case "organization":
    case "odd":
      return true;
    case "group":
      return isGroup(tenant, scope.group)
        ? (membersSeen(tenant, scope.group)?.includes(mailbox.key) ?? null)
        : null;
    case "unit":
      return isInUnit(tenant, scope, mailbox.key);
    case "custom":
      return isInManagementScope(tenant, scope.name, mailbox);
  }
}

/** User members count; a group in a unit does not bring its members. Whom a unit that is gone reaches nobody says. */
function isInUnit(
  tenant: TenantDescription,
  { unit, printedAs }: { readonly unit: string; readonly printedAs: "name" | "objectId" },
  mailbox: string,
): Answer {
  if (printedAs === "name" && !isRead(tenant, "exchange/administrativeUnits")) return null;
  if (!isRead(tenant, "graph/administrativeUnits")) return null;
  if (!isParentRead(tenant, "graph/administrativeUnitMembers", unit)) return null;
  const members = tenant.units.find(({ id }) => id === unit)?.members ?? null;
  if (members === null) return null;
  return members.some(({ kind, key }) => kind === "user" && key === mailbox);
}

/** The filter as far as we can evaluate it; where we cannot, the members that the service found. */
function isInManagementScope(
  tenant: TenantDescription,
  name: string,
  mailbox: RecipientDescription,
): Answer {
  const scope = tenant.scopes.find((one) => one.name === name);
  if (scope === undefined || !isRead(tenant, "exchange/managementScopes")) return null;
  const ours = answerFilter(tenant, mailbox, scope.filter);
  if (ours !== null) return ours;
  const wasAsked = scopesAsked(tenant).some((one) => one.name === name);
  if (!wasAsked || !isParentRead(tenant, "exchange/scopeMembers", name)) return null;
  return matchesFilter(tenant, mailbox, scope.filter);
}
