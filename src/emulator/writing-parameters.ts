import { only, set } from "./parameter-set.ts";
import type { ParameterSet } from "./parameter-set.ts";

const SCOPE_MORE = "Confirm DomainController Exclusive Force WhatIf";

const ROLE_SCOPES = `Confirm CustomConfigWriteScope CustomRecipientWriteScope DomainController
  ExclusiveConfigWriteScope ExclusiveRecipientWriteScope Force RecipientAdministrativeUnitScope
  RecipientGroupScope RecipientOrganizationalUnitScope RecipientRelativeWriteScope UnScopedTopLevel WhatIf`;

const GROUP_MEMBER = "BypassSecurityGroupManagerCheck Confirm DomainController WhatIf";

/**
 * The documented parameter sets of the cmdlets that change the tenant.
 *
 * `New-ServicePrincipal -ServiceId` is marked as required there, but the same page calls it deprecated and its examples
 * leave it out: it is optional here.
 *
 * @see https://learn.microsoft.com/powershell/module/exchangepowershell/ one page for each cmdlet
 *   (docs as of 2026-08-21)
 */
export const WRITING_PARAMETERS: Readonly<Record<string, readonly ParameterSet[]>> = {
  "Add-DistributionGroupMember": only("Identity", `Member ${GROUP_MEMBER}`),
  "New-ApplicationAccessPolicy": only(
    "AccessRight AppId PolicyScopeGroupId",
    "Confirm Description WhatIf",
  ),
  "New-DistributionGroup": only(
    "Name",
    `Alias ArbitrationMailbox BccBlocked BypassNestedModerationEnabled Confirm CopyOwnerToMember
      Description DisplayName DomainController HiddenGroupMembershipEnabled IgnoreNamingPolicy
      ManagedBy MemberDepartRestriction MemberJoinRestriction Members ModeratedBy ModerationEnabled
      Notes OrganizationalUnit PrimarySmtpAddress RequireSenderAuthenticationEnabled RoomList
      SamAccountName SendModerationNotifications Type WhatIf`,
  ),
  "New-ManagementRoleAssignment": [
    set(
      "App",
      "Role App",
      `Name CustomResourceScope Confirm Delegating Force RecipientAdministrativeUnitScope
        RecipientGroupScope WhatIf`,
    ),
    set("Computer", "Computer Role", `Name ${ROLE_SCOPES}`),
    set("Policy", "Policy Role", `Name ${ROLE_SCOPES}`),
    set("SecurityGroup", "Role SecurityGroup", `Name Delegating ${ROLE_SCOPES}`),
    set("User", "Role User", `Name Delegating ${ROLE_SCOPES}`),
  ],
  "New-ManagementScope": [
    set("DatabaseList", "Name DatabaseList", SCOPE_MORE),
    set("DatabaseFilter", "Name DatabaseRestrictionFilter", SCOPE_MORE),
    set("RecipientFilter", "Name RecipientRestrictionFilter", `RecipientRoot ${SCOPE_MORE}`),
    set("ServerList", "Name ServerList", SCOPE_MORE),
    set("ServerFilter", "Name ServerRestrictionFilter", SCOPE_MORE),
  ],
  "New-ServicePrincipal": only(
    "AppId ObjectId",
    "ServiceId Confirm DisplayName Organization WhatIf",
  ),
  "Remove-ApplicationAccessPolicy": only("Identity", "Confirm WhatIf"),
  "Remove-DistributionGroup": only(
    "Identity",
    "BypassSecurityGroupManagerCheck Confirm DomainController IgnoreDefaultScope WhatIf",
  ),
  "Remove-DistributionGroupMember": only("Identity", `Member ${GROUP_MEMBER}`),
  "Remove-ManagementRoleAssignment": only("Identity", "Confirm DomainController Force WhatIf"),
  "Remove-ManagementScope": only("Identity", "Confirm DomainController Force WhatIf"),
  "Remove-ServicePrincipal": only("Identity", "Confirm WhatIf"),
};
