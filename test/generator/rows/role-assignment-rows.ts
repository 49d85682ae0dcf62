import { ROLE_PERMISSIONS } from "../application-roles.ts";
import { objectGuid } from "../ids.ts";
import type {
  AssignmentDescription,
  AssignmentScope,
  TenantDescription,
} from "../tenant-description.ts";
import { assignmentRow } from "./assignment-row.ts";
import { impersonationRows } from "./impersonation-rows.ts";
import type { RawRow } from "./raw-row.ts";

/** `Get-ManagementRoleAssignment`: of applications, of people, and the delegating ones of every tenant. */
export function roleAssignmentRows(tenant: TenantDescription): readonly RawRow[] {
  return [...appAssignmentRows(tenant), ...impersonationRows(tenant), ...defaultRows(tenant)];
}

function appAssignmentRows(tenant: TenantDescription): RawRow[] {
  const taken = new Map<string, number>();
  return tenant.assignments.map((assignment, index) => {
    const app = tenant.apps.find(({ appId }) => appId === assignment.app);
    const objectId = app?.servicePrincipalId ?? assignment.app;
    const base = `${assignment.role}-${objectId}`.slice(0, 61);
    const before = taken.get(base) ?? 0;
    taken.set(base, before + 1);
    return assignmentRow(tenant, {
      Name: assignment.name ?? (before === 0 ? base : `${base}-${before}`),
      Guid: objectGuid(1000 + index),
      Role: assignment.role,
      RoleAssignee: objectId,
      RoleAssigneeName: objectId,
      RoleAssigneeType: "ServicePrincipal",
      App: objectId,
      EffectiveUserName: app?.displayName ?? objectId,
      ...delegation(assignment),
      Enabled: assignment.disabled !== true,
      RecipientReadScope: "Organization",
      ...printScope(tenant, assignment.scope),
    });
  });
}

const delegation = ({ delegating }: AssignmentDescription): RawRow => ({
  RoleAssignmentDelegationType: delegating === true ? "Delegating" : "Regular",
});

/** How the service prints the scope of an assignment of an application. */
export function printScope(
  tenant: TenantDescription,
  scope: AssignmentScope,
): { readonly RecipientWriteScope: string | null; readonly CustomResourceScope: string } {
  switch (scope.kind) {
    case "custom":
      return { RecipientWriteScope: "CustomRecipientScope", CustomResourceScope: scope.name };
    case "unit":
      return {
        RecipientWriteScope: "AdministrativeUnit",
        CustomResourceScope: unitName(tenant, scope),
      };
    case "group":
      return {
        RecipientWriteScope: "Group",
        CustomResourceScope: groupName(tenant, scope.group),
      };
    case "organization":
      return { RecipientWriteScope: "Organization", CustomResourceScope: "" };
    case "odd":
      return { RecipientWriteScope: scope.recipientWriteScope, CustomResourceScope: "" };
  }
}

function unitName(
  { units }: TenantDescription,
  { unit, printedAs }: { readonly unit: string; readonly printedAs: "name" | "objectId" },
): string {
  const found = units.find(({ id }) => id === unit);
  return (printedAs === "name" ? found?.exchangeName : found?.id) ?? unit;
}

const groupName = ({ groups }: TenantDescription, group: string): string =>
  groups.find(({ key }) => key === group)?.name ?? group;

/** Rows that every tenant has: administrators may hand the application roles on. */
function defaultRows(tenant: TenantDescription): RawRow[] {
  const roles = Object.keys(ROLE_PERMISSIONS);
  const delegating = roles.map((role, index) =>
    assignmentRow(tenant, {
      ...toOrganizationManagement(role, "Delegating"),
      Guid: objectGuid(2000 + index),
      RoleAssignmentDelegationType: "DelegatingOrgWide",
    }),
  );
  const regular = assignmentRow(tenant, {
    ...toOrganizationManagement("Mail Recipients", ""),
    Guid: objectGuid(2100),
    RoleAssignmentDelegationType: "Regular",
  });
  return [...delegating, regular];
}

const toOrganizationManagement = (role: string, suffix: string): RawRow => ({
  Name: `${role}-Organization Management-${suffix}`.replace(/-$/, "").slice(0, 64),
  Role: role,
  RoleAssignee: "Organization Management",
  RoleAssigneeName: "Organization Management",
  RoleAssigneeType: "RoleGroup",
  AssignmentMethod: "Direct",
  EffectiveUserName: "All Group Members",
  RecipientReadScope: "Organization",
  RecipientWriteScope: "Organization",
});
