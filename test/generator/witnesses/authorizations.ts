import { ROLE_PERMISSIONS } from "../application-roles.ts";
import { printScope } from "../rows/role-assignment-rows.ts";
import type { ParentedLine, RawRow } from "../rows/raw-row.ts";
import { isRead } from "../sight.ts";
import type { AssignmentDescription, TenantDescription } from "../tenant-description.ts";

/** The apps of which a scan asks what they may do: those that hold an application role. */
export function appsAsked(tenant: TenantDescription): readonly string[] {
  if (!isRead(tenant, "exchange/roleAssignments")) return [];
  return [...new Set(tenant.assignments.map(({ app }) => app))].toSorted();
}

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
    GrantedPermissions: (ROLE_PERMISSIONS[role] ?? []).join(","),
    AllowedResourceScope: isOrganization ? "Organization" : printed.CustomResourceScope,
    ScopeType: isOrganization ? "Organization" : printed.RecipientWriteScope,
    InScope: "Not Run",
  };
}
