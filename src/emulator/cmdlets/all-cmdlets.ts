import type { Cmdlet } from "../cmdlet.ts";
import { getAdministrativeUnit } from "./get-administrative-unit.ts";
import { getApplicationAccessPolicy } from "./get-application-access-policy.ts";
import {
  getDistributionGroupMember,
  getUnifiedGroupLinks,
} from "./get-distribution-group-member.ts";
import { getMailboxPermission } from "./get-mailbox-permission.ts";
import { getManagementRole } from "./get-management-role.ts";
import { getManagementRoleAssignment } from "./get-management-role-assignment.ts";
import { getManagementScope } from "./get-management-scope.ts";
import { getOrganizationConfig } from "./get-organization-config.ts";
import { getServicePrincipal } from "./get-service-principal.ts";
import { RECIPIENT_CMDLETS } from "./list-recipients.ts";
import { testApplicationAccessPolicy } from "./test-application-access-policy.ts";
import { testServicePrincipalAuthorization } from "./test-service-principal-authorization.ts";

/** Every cmdlet that the emulated tenant runs. */
export const ALL_CMDLETS: readonly Cmdlet[] = [
  getAdministrativeUnit,
  getApplicationAccessPolicy,
  getDistributionGroupMember,
  getMailboxPermission,
  getManagementRole,
  getManagementRoleAssignment,
  getManagementScope,
  getOrganizationConfig,
  getServicePrincipal,
  getUnifiedGroupLinks,
  testApplicationAccessPolicy,
  testServicePrincipalAuthorization,
  ...RECIPIENT_CMDLETS,
];
