import type { WritingCmdlet } from "../../cmdlet.ts";
import { newApplicationAccessPolicy, removeApplicationAccessPolicy } from "./access-policy.ts";
import {
  addDistributionGroupMember,
  newDistributionGroup,
  removeDistributionGroup,
  removeDistributionGroupMember,
} from "./distribution-group.ts";
import { newManagementScope, removeManagementScope } from "./management-scope.ts";
import { newManagementRoleAssignment, removeManagementRoleAssignment } from "./role-assignment.ts";
import { newServicePrincipal, removeServicePrincipal } from "./service-principal.ts";

const WRITING_CMDLETS: readonly WritingCmdlet[] = [
  addDistributionGroupMember,
  newApplicationAccessPolicy,
  newDistributionGroup,
  newManagementRoleAssignment,
  newManagementScope,
  newServicePrincipal,
  removeApplicationAccessPolicy,
  removeDistributionGroup,
  removeDistributionGroupMember,
  removeManagementRoleAssignment,
  removeManagementScope,
  removeServicePrincipal,
];

/**
 * The cmdlet that changes the tenant under this name.
 *
 * The list of cmdlets that evidence recorded is the auditor's, who may only read. Changes are the operator's: these
 * cmdlets run for any caller and are in no list of the service, unless a fault scenario denies them.
 */
export const findWritingCmdlet = (name: string): WritingCmdlet | undefined =>
  WRITING_CMDLETS.find((one) => one.name.toLowerCase() === name.toLowerCase());
