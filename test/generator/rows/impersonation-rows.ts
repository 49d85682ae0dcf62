import { objectGuid } from "../ids.ts";
import type { ImpersonationAssignment, TenantDescription } from "../tenant-description.ts";
import { assignmentRow } from "./assignment-row.ts";
import type { ParentedLine, RawRow } from "./raw-row.ts";

/** The impersonation assignments as a plain list shows them. */
export function impersonationRows(tenant: TenantDescription): RawRow[] {
  return tenant.impersonation.assignments.map((assignment, index) =>
    assignmentRow(tenant, particular(assignment, index)),
  );
}

/** The same with `-GetEffectiveUsers`: a group adds one row for each of its members. */
export function effectiveUserLines(tenant: TenantDescription): readonly ParentedLine[] {
  const { assignments } = tenant.impersonation;
  return assignments.flatMap((assignment, index) => {
    const base = particular(assignment, index);
    const expanded = assignment.assigneeType === "User" ? [] : assignment.members;
    const rows = [
      base,
      ...expanded.map((user) => ({
        ...base,
        EffectiveUserName: user,
        User: user,
        AssignmentMethod: assignment.assigneeType,
        AssignmentChain: assignment.assignee,
      })),
    ];
    return rows.map((row) => ({ role: assignment.role, row: assignmentRow(tenant, row) }));
  });
}

/** The impersonation role and its children, as the scan asks for them. */
export const impersonationRoles = ({ impersonation }: TenantDescription): readonly string[] =>
  impersonation.present ? ["ApplicationImpersonation", ...impersonation.childRoles] : [];

/** The Guid of an impersonation assignment by its place in the list. */
export const impersonationGuid = (index: number): string => objectGuid(3000 + index);

function particular(assignment: ImpersonationAssignment, index: number): RawRow {
  const { name, role, assignee, assigneeType } = assignment;
  const isUser = assigneeType === "User";
  return {
    Name: name,
    Guid: assignment.guid ?? impersonationGuid(index),
    Role: role,
    RoleAssignee: assignee,
    RoleAssigneeName: assignee,
    RoleAssigneeType: assigneeType,
    User: assignee,
    EffectiveUserName: isUser ? assignee : "All Group Members",
    RoleAssignmentDelegationType: assignment.delegating === true ? "DelegatingOrgWide" : "Regular",
    Enabled: assignment.disabled !== true,
    RecipientReadScope: "Organization",
    ...writeScope(assignment),
    ConfigReadScope: "None",
    ConfigWriteScope: "None",
  };
}

function writeScope({ scope, scopeKind }: ImpersonationAssignment): RawRow {
  if (scope === null) return { RecipientWriteScope: "Organization", CustomRecipientWriteScope: "" };
  switch (scopeKind) {
    case "exclusiveScope":
      return {
        RecipientWriteScope: "ExclusiveRecipientScope",
        ExclusiveRecipientWriteScope: scope,
      };
    case "organizationalUnit":
      return { RecipientWriteScope: "OU", RecipientOrganizationalUnitScope: scope };
    default:
      return { RecipientWriteScope: "CustomRecipientScope", CustomRecipientWriteScope: scope };
  }
}
