import type { Step, StepTarget } from "../../model/plan-step.ts";
import type { ScriptName } from "../script-names.ts";

type Kind = StepTarget["kind"];

/** Cmdlets that make the target of a step: Exchange exports to a session what the account's active roles hold. */
const FORWARD: { readonly [K in Kind]?: string } = {
  servicePrincipal: "New-ServicePrincipal",
  managementScope: "New-ManagementScope",
  roleAssignment: "New-ManagementRoleAssignment",
  authorization: "Test-ServicePrincipalAuthorization",
  accessPolicy: "Remove-ApplicationAccessPolicy",
  impersonationAssignment: "Remove-ManagementRoleAssignment",
};

/** Cmdlets of the way back. */
const BACK: { readonly [K in Kind]?: string } = {
  servicePrincipal: "Remove-ServicePrincipal",
  managementScope: "Remove-ManagementScope",
  roleAssignment: "Remove-ManagementRoleAssignment",
  authorization: "Test-ServicePrincipalAuthorization",
  accessPolicy: "New-ApplicationAccessPolicy",
};

/** The cmdlets without which a script in Exchange cannot do its steps. */
export function neededCmdlets(name: ScriptName, steps: readonly Step[]): readonly string[] {
  const cmdlets = steps.flatMap(({ target }) => cmdletOf(target, name) ?? []);
  return [...new Set(["Get-ManagementRoleAssignment", ...cmdlets])];
}

function cmdletOf(target: StepTarget, name: ScriptName): string | undefined {
  // After the policy is gone, repair only tests.
  if (name === "repair-after-6") {
    return target.kind === "authorization" ? FORWARD.authorization : undefined;
  }
  const isForward = /^\d/.test(name);
  if (target.kind !== "scopeObject" && target.kind !== "members") {
    return (isForward ? FORWARD : BACK)[target.kind];
  }
  if (target.object.kind !== "group") return undefined;
  if (target.kind === "members") return isForward ? "Add-DistributionGroupMember" : undefined;
  return isForward ? "New-DistributionGroup" : "Remove-DistributionGroup";
}

/**
 * Graph permissions of a script in Graph, the least first; any of them is enough.
 *
 * @see https://learn.microsoft.com/graph/api/serviceprincipal-delete-approleassignments
 * @see https://learn.microsoft.com/graph/api/serviceprincipal-list-approleassignments
 * @see https://learn.microsoft.com/graph/api/application-update
 * @see https://learn.microsoft.com/graph/api/directory-post-administrativeunits (docs as of 2025)
 */
const GRAPH_RIGHTS: { readonly [Name in ScriptName]?: readonly string[] } = {
  "0-objects": ["AdministrativeUnit.ReadWrite.All"],
  "3-cutover": ["AppRoleAssignment.ReadWrite.All"],
  "4-declare": ["Application.ReadWrite.All"],
  "5-confirm": ["Application.Read.All", "Application.ReadWrite.All", "Directory.Read.All"],
  "7-after": ["Application.Read.All", "Application.ReadWrite.All", "Directory.Read.All"],
  "rollback-0": ["AdministrativeUnit.ReadWrite.All"],
  "rollback-3": ["AppRoleAssignment.ReadWrite.All"],
  "rollback-4": ["Application.ReadWrite.All"],
};

export const neededGraphRights = (name: ScriptName): readonly string[] => GRAPH_RIGHTS[name] ?? [];
