import { ROLE_PERMISSIONS } from "../generator/application-roles.ts";
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
  { resource, permission }: PermissionName,
  mailbox: RecipientDescription,
): Answer {
  const grants = (role: string): boolean =>
    ROLE_PERMISSIONS[role]?.includes(permission) === true &&
    resourceOfRolePermission(permission) === resource;
  if (!Object.keys(ROLE_PERMISSIONS).some(grants)) return false;
  if (!isRead(tenant, "exchange/roleAssignments")) return null;
  const inForce = tenant.assignments.filter(
    ({ role, delegating, disabled }) => grants(role) && delegating !== true && disabled !== true,
  );
  return anyOf(
    inForce.map((one) => allOf([isHeldBy(tenant, one, app), isInScope(tenant, one, mailbox)])),
  );
}

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
