import type { TenantDescription } from "../tenant-description.ts";
import { GRAPH_CREATED } from "./dates.ts";
import type { RawRow } from "./raw-row.ts";

/** `Get-OrganizationConfig -RetrieveEwsOperationAccessPolicy`. */
export function organizationConfigRows({
  domain,
  displayName,
  switches,
}: TenantDescription): readonly RawRow[] {
  return [
    {
      Name: `${domain}.onmicrosoft.com`,
      Identity: `${domain}.onmicrosoft.com`,
      DisplayName: displayName,
      IsDehydrated: switches.isDehydrated,
      EwsEnabled: switches.ewsEnabled,
      EwsAllowedAppIDs: switches.ewsAllowedAppIds?.join(",") ?? null,
      EwsApplicationAccessPolicy: null,
      EwsAllowList: null,
      EwsBlockList: null,
      EwsAllowOutlook: null,
      EwsAllowMacOutlook: null,
      EwsAllowEntourage: null,
      EnforceExoAppRbacPermissions: switches.enforceExoAppRbacPermissions,
      OAuth2ClientProfileEnabled: true,
    },
  ];
}

/** `/organization`. */
export function organizationRows({
  id,
  displayName,
  domain,
}: TenantDescription): readonly RawRow[] {
  return [
    {
      id,
      displayName,
      tenantType: "AAD",
      countryLetterCode: "CH",
      createdDateTime: GRAPH_CREATED,
      onPremisesSyncEnabled: null,
      verifiedDomains: [
        domainOf(`${domain}.onmicrosoft.com`, true),
        domainOf(`${domain}.com`, false),
      ],
    },
  ];
}

const domainOf = (name: string, isInitial: boolean): RawRow => ({
  name,
  type: "Managed",
  capabilities: "Email, OfficeCommunicationsOnline",
  isInitial,
  isDefault: !isInitial,
});
