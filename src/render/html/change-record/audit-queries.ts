import type { RecordField, RecordInput } from "./record-view.ts";

const GUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/**
 * What to ask the tenant for and keep as evidence of the change. Only ids that are ids are written into a command.
 *
 * @see https://learn.microsoft.com/powershell/module/exchangepowershell/search-unifiedauditlog
 * @see https://learn.microsoft.com/graph/api/serviceprincipal-list-approleassignments
 */
export function auditQueries({ app, change, steps }: RecordInput): RecordField {
  const cmdlets = [...new Set(steps.flatMap(({ action }) => CMDLETS[action] ?? []))];
  const search =
    cmdlets.length === 0
      ? []
      : [
          `Search-UnifiedAuditLog -StartDate <start> -EndDate <end> -RecordType ExchangeAdmin -Operations ${cmdlets.join(",")} -ResultSize 5000`,
        ];
  const id = app.servicePrincipalId ?? "";
  const grants = GUID.test(id)
    ? [
        `GET https://graph.microsoft.com/v1.0/servicePrincipals/${id}/appRoleAssignments`,
        ...(change === 1 ? [`Get-ManagementRoleAssignment -RoleAssignee '${id}'`] : []),
      ]
    : [];
  return {
    label: "Audit query to keep as evidence",
    lines: [...search, ...grants],
    isCode: true,
  };
}

/** Names under which Exchange writes the change into its audit log. */
const CMDLETS: Readonly<Record<string, readonly string[]>> = {
  createServicePrincipal: ["New-ServicePrincipal"],
  createGroup: ["New-DistributionGroup"],
  addMembers: ["Add-DistributionGroupMember"],
  createManagementScope: ["New-ManagementScope"],
  createRoleAssignment: ["New-ManagementRoleAssignment"],
  deleteAccessPolicy: ["Remove-ApplicationAccessPolicy"],
};
