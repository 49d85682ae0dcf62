import { exchangeGuid, sidOf } from "../ids.ts";
import { hasPointer } from "../sight.ts";
import type { TenantDescription } from "../tenant-description.ts";
import { EXCHANGE_DATES } from "./dates.ts";
import { recipientDn } from "./distinguished-name.ts";
import type { RawRow } from "./raw-row.ts";

/** Exchange's `Get-ServicePrincipal`: pointers to the apps that it knows. */
export function exchangeServicePrincipalRows(tenant: TenantDescription): readonly RawRow[] {
  return tenant.apps.flatMap(({ appId, servicePrincipalId, displayName, deletedAt }) => {
    if (servicePrincipalId === null || deletedAt !== undefined || !hasPointer(tenant, appId)) {
      return [];
    }
    return [
      {
        DisplayName: displayName,
        AppId: appId,
        ObjectId: servicePrincipalId,
        Identity: servicePrincipalId,
        Id: servicePrincipalId,
        Name: servicePrincipalId,
        Guid: exchangeGuid(servicePrincipalId),
        Sid: sidOf(servicePrincipalId),
        DistinguishedName: recipientDn(tenant, servicePrincipalId),
        OverrideEnforceExoAppRbacPermissions: false,
        IsValid: true,
        ...EXCHANGE_DATES,
      },
    ];
  });
}
