import { exchangeGuid } from "../ids.ts";
import type { TenantDescription } from "../tenant-description.ts";
import { EXCHANGE_DATES } from "./dates.ts";
import { recipientDn } from "./distinguished-name.ts";
import type { ParentedLine, RawRow } from "./raw-row.ts";

/** Exchange's `Get-AdministrativeUnit`: three GUIDs for one unit. */
export function exchangeUnitRows(tenant: TenantDescription): readonly RawRow[] {
  return tenant.units.map(({ id, exchangeName, displayName }) => ({
    Name: exchangeName,
    Identity: exchangeName,
    Id: exchangeName,
    DisplayName: displayName,
    ExternalDirectoryObjectId: id,
    Guid: exchangeGuid(id),
    DistinguishedName: recipientDn(tenant, exchangeName),
    IsValid: true,
    ...EXCHANGE_DATES,
  }));
}

/** `/directory/administrativeUnits`. */
export function graphUnitRows(tenant: TenantDescription): readonly RawRow[] {
  return tenant.units.map(({ id, displayName, dynamic = false }) => ({
    id,
    deletedDateTime: null,
    displayName,
    description: null,
    visibility: null,
    membershipType: dynamic ? "Dynamic" : "Assigned",
    membershipRule: dynamic ? 'user.department -eq "Field"' : null,
    membershipRuleProcessingState: dynamic ? "On" : null,
    isMemberManagementRestricted: false,
  }));
}

/** `/directory/administrativeUnits/{id}/members` of each unit. */
export function unitMemberLines(tenant: TenantDescription): readonly ParentedLine[] {
  const names = new Map(
    [...tenant.recipients, ...tenant.groups].map(({ key, displayName }) => [key, displayName]),
  );
  return tenant.units.flatMap(({ id, members }) =>
    members.map(({ kind, key }) => ({
      administrativeUnit: id,
      row: {
        "@odata.type": `#microsoft.graph.${kind}`,
        id: key,
        displayName: names.get(key) ?? `Device ${key.slice(-4)}`,
      },
    })),
  );
}
