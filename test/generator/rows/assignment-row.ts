import type { TenantDescription } from "../tenant-description.ts";
import { EXCHANGE_DATES } from "./dates.ts";
import { configurationDn } from "./distinguished-name.ts";
import type { RawRow } from "./raw-row.ts";

/** A role assignment row: what is particular to it, over what every row has. */
export function assignmentRow(tenant: TenantDescription, particular: RawRow): RawRow {
  const name = String(particular["Name"]);
  return {
    Identity: name,
    Id: name,
    DataObject: name,
    User: null,
    App: null,
    AssignmentMethod: "Direct",
    AssignmentChain: "",
    EffectiveUserName: "",
    ConfigReadScope: "OrganizationConfig",
    ConfigWriteScope: "OrganizationConfig",
    CustomRecipientWriteScope: "",
    CustomConfigWriteScope: "",
    CustomResourceScope: "",
    ExclusiveRecipientWriteScope: "",
    RecipientAdministrativeUnitScope: "",
    RecipientGroupScope: "",
    RecipientOrganizationalUnitScope: "",
    RecipientRelativeWriteScope: "",
    Enabled: true,
    IsValid: true,
    DistinguishedName: configurationDn(tenant, name, "Role Assignments"),
    ...EXCHANGE_DATES,
    ...particular,
  };
}
