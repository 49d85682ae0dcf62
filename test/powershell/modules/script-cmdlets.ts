import { CMDLET_PARAMETERS } from "../../../src/emulator/cmdlet-parameters.ts";
import type { ParameterSet } from "../../../src/emulator/parameter-set.ts";
import { GRAPH_CMDLETS } from "./graph-cmdlets.ts";

/** One cmdlet of a tenant's service that the scripts may call. */
export interface ServiceCmdlet {
  readonly name: string;
  readonly module: string;
  readonly sets: readonly ParameterSet[];
}

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

const only = (required: string, optional: string): readonly ParameterSet[] => [
  { name: "Default", required: words(required).filter(Boolean), optional: words(optional) },
];

const ASSIGNED = `Name Confirm Delegating Force RecipientAdministrativeUnitScope RecipientGroupScope WhatIf`;
const WRITTEN = `${ASSIGNED} CustomConfigWriteScope CustomRecipientWriteScope DomainController
  ExclusiveConfigWriteScope ExclusiveRecipientWriteScope RecipientOrganizationalUnitScope
  RecipientRelativeWriteScope UnScopedTopLevel`;
const SCOPE = "Confirm DomainController Exclusive Force WhatIf";

/**
 * What the scripts call in Exchange beyond the cmdlets that the emulator's table has; the emulator's wins.
 *
 * The page of New-ServicePrincipal marks `ServiceId` as required and says that it is being deprecated in favour of
 * `ObjectId`; every example leaves it out.
 *
 * @see https://learn.microsoft.com/powershell/module/exchangepowershell/ one page for each cmdlet
 *   (docs as of 2026-08-21)
 */
const MORE_EXCHANGE: Readonly<Record<string, readonly ParameterSet[]>> = {
  "Add-DistributionGroupMember": only(
    "Identity",
    "BypassSecurityGroupManagerCheck Confirm DomainController Member WhatIf",
  ),
  "Get-ConnectionInformation": [
    { name: "Default", required: [], optional: [] },
    { name: "ConnectionId", required: ["ConnectionId"], optional: [] },
    { name: "ModulePrefix", required: ["ModulePrefix"], optional: [] },
  ],
  "New-ApplicationAccessPolicy": only(
    "AccessRight AppId PolicyScopeGroupId",
    "Confirm Description WhatIf",
  ),
  "New-DistributionGroup": only(
    "Name",
    `Alias ArbitrationMailbox BccBlocked BypassNestedModerationEnabled Confirm CopyOwnerToMember Description
      DisplayName DomainController HiddenGroupMembershipEnabled IgnoreNamingPolicy ManagedBy
      MemberDepartRestriction MemberJoinRestriction Members ModeratedBy ModerationEnabled Notes OrganizationalUnit
      OverrideRecipientQuotas PrimarySmtpAddress RequireSenderAuthenticationEnabled RoomList SamAccountName
      SendModerationNotifications Type WhatIf`,
  ),
  "New-ManagementRoleAssignment": [
    { name: "App", required: ["Role", "App"], optional: words(`${ASSIGNED} CustomResourceScope`) },
    { name: "Computer", required: ["Role", "Computer"], optional: words(WRITTEN) },
    { name: "Policy", required: ["Role", "Policy"], optional: words(WRITTEN) },
    { name: "SecurityGroup", required: ["Role", "SecurityGroup"], optional: words(WRITTEN) },
    { name: "User", required: ["Role", "User"], optional: words(WRITTEN) },
  ],
  "New-ManagementScope": [
    {
      name: "RecipientFilter",
      required: ["Name", "RecipientRestrictionFilter"],
      optional: words(`${SCOPE} RecipientRoot`),
    },
    ...["DatabaseList", "DatabaseRestrictionFilter", "ServerList", "ServerRestrictionFilter"].map(
      (name) => ({ name, required: ["Name", name], optional: words(SCOPE) }),
    ),
  ],
  "New-ServicePrincipal": only(
    "AppId ObjectId",
    "Confirm DisplayName Organization ServiceId WhatIf",
  ),
  "Remove-ApplicationAccessPolicy": only("Identity", "Confirm WhatIf"),
  "Remove-DistributionGroup": only(
    "Identity",
    "BypassSecurityGroupManagerCheck Confirm DomainController IgnoreDefaultScope WhatIf",
  ),
  "Remove-ManagementRoleAssignment": only("Identity", "Confirm DomainController Force WhatIf"),
  "Remove-ManagementScope": only("Identity", "Confirm DomainController Force WhatIf"),
  "Remove-ServicePrincipal": only("Identity", "Confirm WhatIf"),
};

/** Every cmdlet of both services, by name. */
export const SERVICE_CMDLETS: ReadonlyMap<string, ServiceCmdlet> = new Map(
  [
    ...Object.entries({ ...MORE_EXCHANGE, ...CMDLET_PARAMETERS }).map(([name, sets]) => ({
      name,
      module: "ExchangeOnlineManagement",
      sets,
    })),
    ...GRAPH_CMDLETS,
  ].map((cmdlet) => [cmdlet.name, cmdlet] as const),
);
