import type { RoleAssignmentRow } from "../model/exchange-rows.ts";
import { APPLICATION_ROLES } from "../model/permission-table.ts";
import { possible, uncertain } from "../sets/membership.ts";
import { contribution } from "./contribution.ts";
import { findApp, type AppDirectory, type FoundApp } from "./find-app.ts";
import { knownRows, type Known } from "./known.ts";
import { rbacAdministrativeUnit } from "./rbac-administrative-unit.ts";
import { rbacGroup } from "./rbac-group.ts";
import { rbacManagementScope } from "./rbac-management-scope.ts";
import { rbacOrganization } from "./rbac-organization.ts";
import {
  assignmentId,
  firstFilled,
  type ResolvedAssignment,
  type ResourceScope,
} from "./resolved-assignment.ts";
import type { TenantFacts } from "./tenant-facts.ts";

/** An assignment of an application role with the app that it names; undefined = nobody can tell which. */
export interface LinkedAssignment {
  readonly app: FoundApp | undefined;
  readonly row: RoleAssignmentRow;
}

/**
 * Every assignment of an application role that is access: delegating and disabled rows are not.
 *
 * A row that does not say whether it is enabled or delegating may be access: whom it reaches is open.
 *
 * @see https://learn.microsoft.com/exchange/permissions-exo/application-rbac (docs as of 2025-11-25)
 */
export function linkAssignments(
  facts: TenantFacts,
  directory: AppDirectory,
): Known<readonly LinkedAssignment[]> {
  const rows = knownRows(
    facts.snapshot.sections["exchange/roleAssignments"],
    "exchange/roleAssignments",
  );
  if (rows.status === "notRead") return rows;
  const value = rows.value
    .filter((row) => isApplicationRole(row) && mayBeAccess(row))
    .map((row) => ({ app: findApp(directory, row), row }));
  return { status: "read", value };
}

/** `Application*` without the blank would also catch ApplicationImpersonation (R1.3). */
export const isApplicationRole = ({ role, app, roleAssigneeType }: RoleAssignmentRow): boolean =>
  role.toLowerCase().startsWith("application ") ||
  firstFilled(app) !== null ||
  roleAssigneeType?.toLowerCase() === "serviceprincipal";

function mayBeAccess(row: RoleAssignmentRow): boolean {
  const delegation = row.roleAssignmentDelegationType?.toLowerCase() ?? "";
  return row.enabled !== false && !delegation.startsWith("delegating") && !isPerson(row);
}

/** Application roles can only be assigned to service principals; other assignees hold delegating rows. */
function isPerson({ roleAssigneeType, app }: RoleAssignmentRow): boolean {
  const type = roleAssigneeType?.toLowerCase() ?? "";
  return firstFilled(app) === null && type !== "" && type !== "serviceprincipal";
}

/** Resolves the role of an assignment and whom its scope reaches: a walk over all mailboxes for a filter. */
export function resolveAssignment(facts: TenantFacts, row: RoleAssignmentRow): ResolvedAssignment {
  const role = APPLICATION_ROLES.find(
    (known) => known.role.toLowerCase() === row.role.toLowerCase(),
  );
  const scope = resolveResourceScope(facts, row);
  return {
    id: assignmentId(row),
    row,
    roleName: role?.role ?? row.role,
    role: role ?? null,
    scope: saysThatItIsAccess(row) ? scope : undecided(scope, row),
  };
}

/** Tells a row that says of itself that it is enabled, and that it is regular. */
export function saysThatItIsAccess(row: RoleAssignmentRow): boolean {
  return row.enabled === true && firstFilled(row.roleAssignmentDelegationType) !== null;
}

function undecided(scope: ResourceScope, row: RoleAssignmentRow): ResourceScope {
  const members = uncertain(possible(scope.members));
  const mailboxes = members.maybe;
  const said = contribution("rbac-unclear", assignmentId(row), "unknown", { mailboxes });
  return { ...scope, members, contributions: [said] };
}

/**
 * The scope of an assignment by its read-back form.
 *
 * The target is in CustomResourceScope for all three kinds; CustomRecipientWriteScope is the older place.
 */
export function resolveResourceScope(facts: TenantFacts, row: RoleAssignmentRow): ResourceScope {
  const id = assignmentId(row);
  const named = firstFilled(row.customResourceScope, row.customRecipientWriteScope);
  switch (row.recipientWriteScope?.trim().toLowerCase()) {
    case "customrecipientscope":
      return named === null ? rbacOrganization(id) : rbacManagementScope(facts, id, named);
    case "administrativeunit": {
      const unit = firstFilled(named, row.recipientAdministrativeUnitScope);
      return unit === null ? rbacOrganization(id) : rbacAdministrativeUnit(facts, id, unit);
    }
    case "group": {
      const group = firstFilled(named, row.recipientGroupScope);
      return group === null ? rbacOrganization(id) : rbacGroup(facts, id, group);
    }
    default:
      return rbacOrganization(id);
  }
}
