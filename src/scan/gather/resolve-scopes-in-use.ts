import { type RawRow, readText } from "../raw-row.ts";

/** Where an assignment names its scope; which one it is depends on the assignee. */
const SCOPE_PROPERTIES = [
  "CustomResourceScope",
  "CustomRecipientWriteScope",
  "ExclusiveRecipientWriteScope",
] as const;
const SCOPE_IDENTITIES = ["Name", "Identity", "Guid", "DistinguishedName"] as const;

/** Tells an assignment to an application: by its assignee, or by the role, which only applications can use. */
export function isApplicationAssignment(assignment: RawRow): boolean {
  return (
    readText(assignment, "RoleAssigneeType").toLowerCase() === "serviceprincipal" ||
    readText(assignment, "App") !== ""
  );
}

/**
 * Resolves the management scopes that an assignment of an application, or of an impersonation role, names.
 *
 * @param impersonationRoles names of the impersonation roles
 */
export function resolveScopesInUse(
  assignments: readonly RawRow[],
  managementScopes: readonly RawRow[],
  impersonationRoles: readonly string[],
): readonly RawRow[] {
  const roles = new Set(impersonationRoles.map((role) => role.toLowerCase()));
  const named = new Set(
    assignments
      .filter((row) => isApplicationAssignment(row) || roles.has(lower(row, "Role")))
      .flatMap((row) => SCOPE_PROPERTIES.map((property) => lower(row, property)))
      .filter((name) => name !== ""),
  );
  return managementScopes.filter((scope) =>
    SCOPE_IDENTITIES.some((property) => named.has(lower(scope, property))),
  );
}

const lower = (row: RawRow, property: string): string => readText(row, property).toLowerCase();
