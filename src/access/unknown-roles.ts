import type { ManagementRoleRow } from "../model/exchange-rows.ts";
import { APPLICATION_ROLES } from "../model/permission-table.ts";
import { impersonationRoles } from "./resolve-impersonation.ts";
import type { TenantFacts } from "./tenant-facts.ts";

/**
 * Application roles that the tenant has and no table knows: while assignments are unread, any app may hold them.
 * Empty where roles were not read: nobody can name them then.
 *
 * @see https://learn.microsoft.com/exchange/permissions-exo/application-rbac "Supported Application Roles": the
 *   table grows (docs as of 2025-11-25)
 */
export function unknownApplicationRoles(facts: TenantFacts): readonly string[] {
  const section = facts.snapshot.sections["exchange/roles"];
  if (section.status !== "read") return [];
  const explained = new Set([
    ...APPLICATION_ROLES.map(({ role }) => role.toLowerCase()),
    ...impersonationRoles(facts),
  ]);
  return section.rows
    .filter(isApplicationRole)
    .map(({ name }) => name)
    .filter((name) => !explained.has(name.toLowerCase()));
}

const isApplicationRole = ({ name, roleType }: ManagementRoleRow): boolean =>
  [name, roleType].some((text) => text?.toLowerCase().startsWith("application") ?? false);
