import { only, set } from "./parameter-set.ts";
import type { ParameterSet } from "./parameter-set.ts";
import { WRITING_PARAMETERS } from "./writing-parameters.ts";

const ASSIGNMENT = `ConfigWriteScope CustomConfigWriteScope CustomRecipientWriteScope Delegating
  DomainController Enabled Exclusive ExclusiveConfigWriteScope ExclusiveRecipientWriteScope
  GetEffectiveUsers RecipientAdministrativeUnitScope RecipientGroupScope
  RecipientOrganizationalUnitScope RecipientWriteScope RoleAssigneeType WritableDatabase
  WritableRecipient WritableServer`;

const LIST = `Credential DomainController Filter IgnoreDefaultScope OrganizationalUnit
  ReadFromDomainController RecipientTypeDetails ResultSize SortBy`;

const RECIPIENT = `${LIST} PropertySet RecipientType Properties IncludeSoftDeletedRecipients`;
const RECIPIENT_MORE = "AuthenticationType Capabilities IncludeManagerWithDisplayName";

const DISPLAY_NAMES = `IncludeAcceptMessagesOnlyFromDLMembersWithDisplayNames
  IncludeAcceptMessagesOnlyFromSendersOrMembersWithDisplayNames
  IncludeAcceptMessagesOnlyFromWithDisplayNames IncludeGrantSendOnBehalfToWithDisplayNames`;

const GROUP_DISPLAY_NAMES = `${DISPLAY_NAMES} IncludeManagedByWithDisplayNames
  IncludeBypassModerationFromSendersOrMembersWithDisplayNames IncludeModeratedByWithDisplayNames`;

const DYNAMIC_GROUP = `Credential DomainController Filter IgnoreDefaultScope OrganizationalUnit
  ReadFromDomainController ResultSize SortBy ${GROUP_DISPLAY_NAMES} IncludeSystemObjects`;

const USER = `${LIST} Arbitration AuditLog AuxAuditLog IncludeDirectReportsWithDisplayNames
  IncludeManagerWithDisplayName IsVIP PublicFolder SupervisoryReviewPolicy`;

const MAILBOX = `Archive Filter GroupMailbox Migration OrganizationalUnit PublicFolder
  RecipientTypeDetails ResultSize SortBy`;
const MAILBOX_SYSTEM = `Arbitration AuditLog AuxAuditLog Credential DomainController
  IgnoreDefaultScope Monitoring ReadFromDomainController RemoteArchive SupervisoryReviewPolicy`;
const MAILBOX_MORE = `InactiveMailboxOnly IncludeEmailAddressDisplayNames IncludeInactiveMailbox
  IncludeForwardingAddressWithDisplayNames SoftDeletedMailbox ${DISPLAY_NAMES}`;

const PERMISSION = `Credential DomainController GroupMailbox IncludeUserWithDisplayName
  ReadFromDomainController ResultSize UseCustomRouting`;

/**
 * The documented parameter sets of the cmdlets that the emulator runs.
 *
 * `RetrieveEwsOperationAccessPolicy` is missing in the reference, but the EWS pages call it.
 *
 * @see https://learn.microsoft.com/powershell/module/exchangepowershell/ one page for each cmdlet
 *   (docs as of 2026-08-21)
 */
export const CMDLET_PARAMETERS: Readonly<Record<string, readonly ParameterSet[]>> = {
  ...WRITING_PARAMETERS,
  "Get-AdministrativeUnit": only("", "Identity Confirm DomainController WhatIf"),
  "Get-ApplicationAccessPolicy": only("", "Identity"),
  "Get-DistributionGroup": [
    set("AnrSet", "", `Anr ${LIST} ${GROUP_DISPLAY_NAMES}`),
    set("Identity", "", `Identity ${LIST} ${GROUP_DISPLAY_NAMES}`),
    set("ManagedBySet", "", `ManagedBy ${LIST} ${GROUP_DISPLAY_NAMES}`),
  ],
  "Get-DistributionGroupMember": only(
    "Identity",
    `Credential DomainController IgnoreDefaultScope IncludeSoftDeletedObjects
      ReadFromDomainController ResultSize`,
  ),
  "Get-DynamicDistributionGroup": [
    set("AnrSet", "", `Anr ${DYNAMIC_GROUP}`),
    set("Identity", "", `Identity ${DYNAMIC_GROUP}`),
    set("ManagedBySet", "", `ManagedBy ${DYNAMIC_GROUP}`),
  ],
  "Get-Group": [set("AnrSet", "", `Anr ${LIST}`), set("Identity", "", `Identity ${LIST}`)],
  "Get-Mailbox": [
    set("AnrSet", "", `Anr ${MAILBOX} ${MAILBOX_SYSTEM} ${MAILBOX_MORE}`),
    set("DatabaseSet", "", `Database ${MAILBOX} ${MAILBOX_SYSTEM}`),
    set("Identity", "", `Identity ${MAILBOX} ${MAILBOX_SYSTEM} ${MAILBOX_MORE}`),
    set("ServerSet", "", `Server ${MAILBOX} ${MAILBOX_SYSTEM}`),
    set("MailboxPlanSet", "", `MailboxPlan ${MAILBOX} ${MAILBOX_MORE}`),
  ],
  "Get-MailboxPermission": [
    set("Owner", "Identity", `Owner ${PERMISSION}`),
    set(
      "AccessRights",
      "Identity",
      `User SoftDeletedMailbox IncludeSoftDeletedUserPermissions IncludeUnresolvedPermissions
        ${PERMISSION}`,
    ),
  ],
  "Get-ManagementRole": [
    set("GetChildren", "Identity", "GetChildren DomainController RoleType"),
    set("Recurse", "Identity", "Recurse DomainController RoleType"),
    set("Identity", "", "Identity Cmdlet CmdletParameters DomainController RoleType"),
    set("Script", "", "Identity Script ScriptParameters DomainController RoleType"),
  ],
  "Get-ManagementRoleAssignment": [
    set("Identity", "", `Identity ${ASSIGNMENT}`),
    set("RoleAssignee", "", `AssignmentMethod Role RoleAssignee ${ASSIGNMENT}`),
  ],
  "Get-ManagementScope": only("", "Identity DomainController Exclusive Orphan"),
  "Get-OrganizationConfig": only("", "DomainController RetrieveEwsOperationAccessPolicy"),
  "Get-Recipient": [
    set("AnrSet", "", `Anr Database ${RECIPIENT} ${RECIPIENT_MORE}`),
    set(
      "Identity",
      "",
      `Identity BookmarkDisplayName IncludeBookmarkObject ${RECIPIENT} ${RECIPIENT_MORE}`,
    ),
    set("DatabaseSet", "", `Database ${RECIPIENT}`),
    set("RecipientPreviewFilterSet", "", `RecipientPreviewFilter ${RECIPIENT} ${RECIPIENT_MORE}`),
  ],
  "Get-ServicePrincipal": only("", "Identity Organization"),
  "Get-UnifiedGroupLinks": only("Identity LinkType", "ResultSize"),
  "Get-User": [set("AnrSet", "", `Anr ${USER}`), set("Identity", "", `Identity ${USER}`)],
  "Test-ApplicationAccessPolicy": only("Identity AppId", ""),
  "Test-ServicePrincipalAuthorization": only("Identity", "Confirm Resource WhatIf"),
};
