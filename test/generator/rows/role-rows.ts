import { isKnownRole, ROLE_PERMISSIONS } from "../application-roles.ts";
import { objectGuid } from "../ids.ts";
import type { TenantDescription } from "../tenant-description.ts";
import { configurationDn } from "./distinguished-name.ts";
import type { RawRow } from "./raw-row.ts";

const IMPERSONATION = "ApplicationImpersonation";

/** `Get-ManagementRole`: the application roles, and the impersonation role with its children where it exists. */
export function roleRows(tenant: TenantDescription): readonly RawRow[] {
  const { present, childRoles } = tenant.impersonation;
  const names = [...Object.keys(ROLE_PERMISSIONS), ...unknownRoles(tenant)];
  const application = names.map((name, index) => roleRow(tenant, index, { name }));
  if (!present) return application;
  const children = childRoles.map((name, index) =>
    roleRow(tenant, names.length + 1 + index, { name, parent: IMPERSONATION }),
  );
  return [...application, roleRow(tenant, names.length, { name: IMPERSONATION }), ...children];
}

/** Application roles that are assigned here and that no table knows. */
const unknownRoles = ({ assignments }: TenantDescription): readonly string[] => [
  ...new Set(assignments.map(({ role }) => role).filter((role) => !isKnownRole(role))),
];

function roleRow(
  tenant: TenantDescription,
  index: number,
  { name, parent = "" }: { readonly name: string; readonly parent?: string },
): RawRow {
  const isApplication = name.startsWith("Application ");
  const type = parent === "" ? name : parent;
  return {
    Name: name,
    Identity: parent === "" ? name : `${parent}\\${name}`,
    Id: name,
    Guid: objectGuid(300 + index),
    RoleType: type.replaceAll(/[ .-]/g, ""),
    Parent: parent,
    IsRootRole: parent === "",
    IsEndUserRole: false,
    IsServicePrincipalRole: isApplication,
    Description: "",
    DistinguishedName: configurationDn(tenant, name, "Roles"),
    IsValid: true,
    WhenCreated: "2023-06-01T00:00:00.0000000+00:00",
    WhenChanged: "2023-06-01T00:00:00.0000000+00:00",
  };
}
