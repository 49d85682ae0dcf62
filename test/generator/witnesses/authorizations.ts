import { permissionsOfRole } from "../application-roles.ts";
import { printScope } from "../rows/role-assignment-rows.ts";
import type { ParentedLine, RawRow } from "../rows/raw-row.ts";
import { isRead } from "../sight.ts";
import type { AssignmentDescription, TenantDescription } from "../tenant-description.ts";

/** The apps of which a scan asks what they may do: those that hold an application role. */
export function appsAsked(tenant: TenantDescription): readonly string[] {
  if (!isRead(tenant, "exchange/roleAssignments") || !areAppsNamed(tenant)) return [];
  const held = tenant.assignments.filter(({ delegating }) => delegating !== true);
  return [...new Set(held.map(({ app }) => app))].toSorted();
}

/** An assignment names an object id: one of two lists tells which app that is. */
const areAppsNamed = (tenant: TenantDescription): boolean =>
  isRead(tenant, "graph/servicePrincipals") || isRead(tenant, "exchange/servicePrincipals");

/** `Test-ServicePrincipalAuthorization` without `-Resource`: one row for each assignment in force. */
export function authorizationLines(
  tenant: TenantDescription,
  appId: string,
): readonly ParentedLine[] {
  const inForce = tenant.assignments.filter(
    ({ app, delegating, disabled }) => app === appId && delegating !== true && disabled !== true,
  );
  return inForce.map((assignment) => ({ appId, row: authorizationRow(tenant, assignment) }));
}

function authorizationRow(tenant: TenantDescription, assignment: AssignmentDescription): RawRow {
  const { role, scope } = assignment;
  const printed = printScope(tenant, scope);
  const isOrganization = scope.kind === "organization" || scope.kind === "odd";
  return {
    RoleName: role,
    GrantedPermissions: permissionsOfRole(role).join(","),
    AllowedResourceScope: isOrganization ? "Organization" : printed.CustomResourceScope,
    ScopeType: isOrganization ? "Organization" : printed.RecipientWriteScope,
    InScope: "Not Run",
  };
}
