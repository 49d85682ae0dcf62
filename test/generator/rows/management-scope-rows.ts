import { printFilter } from "../filter-tree.ts";
import { objectGuid } from "../ids.ts";
import type { TenantDescription } from "../tenant-description.ts";
import { EXCHANGE_DATES } from "./dates.ts";
import { configurationDn, groupDn } from "./distinguished-name.ts";
import type { RawRow } from "./raw-row.ts";

/** `Get-ManagementScope`. */
export function managementScopeRows(tenant: TenantDescription): readonly RawRow[] {
  return tenant.scopes.map(({ name, filter, exclusive = false }, index) => ({
    Name: name,
    Identity: name,
    Id: name,
    Guid: objectGuid(200 + index),
    DistinguishedName: configurationDn(tenant, name, "Scopes"),
    RecipientRoot: "",
    RecipientFilter: printFilter(filter, (key) => groupDn(tenant, key)),
    ServerFilter: "",
    DatabaseFilter: "",
    TenantOrganizationFilter: "",
    ScopeRestrictionType: "RecipientScope",
    Exclusive: exclusive,
    IsValid: true,
    ...EXCHANGE_DATES,
  }));
}
