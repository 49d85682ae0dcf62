import type { ManagementRoleRow, RoleAssignmentRow } from "../model/exchange-rows.ts";
import type { ImpersonationItem } from "../model/plan-impersonation.ts";
import { everybody, perhapsEverybody, type Membership } from "../sets/membership.ts";
import { findScope, membersOfScope } from "./rbac-management-scope.ts";
import { assignmentId, firstFilled } from "./resolved-assignment.ts";
import { witnessScopeMembers } from "./scope-members.ts";
import type { TenantFacts } from "./tenant-facts.ts";

export const IMPERSONATION_ROLE = "ApplicationImpersonation";

/** One effective user of one assignment of an impersonation role, with the mailboxes in its scope. */
export interface ImpersonationHolder {
  readonly row: RoleAssignmentRow;
  /** Null when the expansion of the assignment was not read. */
  readonly effectiveUser: string | null;
  readonly scope: ImpersonationItem["scope"];
  readonly members: Membership;
}

export interface Impersonation {
  /** `absent`: the service says that the roles are gone; `notRead`: nobody can say. */
  readonly status: "none" | "absent" | "found" | "notRead";
  readonly holders: readonly ImpersonationHolder[];
  /** False = there may be others: a list of assignments or roles, or who is in a role, was not read. */
  readonly complete: boolean;
}

/**
 * Lists who holds ApplicationImpersonation or a role derived from it, user by user, with the scope.
 *
 * Delegating rows and disabled assignments are not access. Groups are expanded by the service itself
 * (`-GetEffectiveUsers`); rows are told apart by assignment and user. "No rows", "role gone" and "not read" are three
 * answers.
 *
 * @see https://learn.microsoft.com/exchange/client-developer/exchange-web-services/how-to-configure-impersonation
 *   (docs as of 2024-02-20)
 */
export function resolveImpersonation(facts: TenantFacts): Impersonation {
  const assignments = facts.snapshot.sections["exchange/roleAssignments"];
  const effective = facts.snapshot.sections["exchange/impersonationEffectiveUsers"];
  const roles = impersonationRoles(facts);
  // Without the list of roles nobody knows the names of custom child roles.
  const rolesListed = facts.snapshot.sections["exchange/roles"].status === "read";
  const wereListed = assignments.status === "read" && rolesListed;
  const listed =
    assignments.status === "read" ? assignments.rows.filter((row) => holds(row, roles)) : [];
  const expanded = expandedRows(facts).filter(isRegular);
  const rows = mergeRows(
    listed.filter((row) => !isEmptyGroup(facts, row)),
    expanded,
  );
  if (rows.length > 0) {
    const complete = wereListed && wereExpanded(facts);
    return { status: "found", holders: rows.map((row) => toHolder(facts, row)), complete };
  }
  if (effective.status === "absent" && rolesListed) {
    return { status: "absent", holders: [], complete: wereListed };
  }
  return { status: wereListed ? "none" : "notRead", holders: [], complete: wereListed };
}

/** Id of an impersonation item: its assignment and the effective user, where that was told. */
export const holderId = ({ row, effectiveUser }: ImpersonationHolder): string =>
  [assignmentId(row), ...(effectiveUser === null ? [] : [effectiveUser])].join("/");

/** Whether the service was asked who is in each of the roles, and answered; a role that is gone has nobody. */
function wereExpanded(facts: TenantFacts): boolean {
  const section = facts.snapshot.sections["exchange/impersonationEffectiveUsers"];
  if (section.status !== "read") return false;
  const statuses = rolesToExpand(facts).map((role) => section.parents.get(role)?.status);
  return statuses.every((status) => status === "read" || status === "notFound");
}

/** The role and its children, lower case: a custom role does not name its origin in its assignments. */
export function impersonationRoles(facts: TenantFacts): ReadonlySet<string> {
  const section = facts.snapshot.sections["exchange/roles"];
  const rows = section.status === "read" ? section.rows : [];
  const names = new Set([IMPERSONATION_ROLE.toLowerCase()]);
  for (let before = -1; before !== names.size;) {
    before = names.size;
    for (const row of rows) if (derives(row, names)) names.add(row.name.toLowerCase());
  }
  return names;
}

/** The impersonation roles that are there, lower case: of these the service must have told who is in them. */
export function rolesToExpand(facts: TenantFacts): readonly string[] {
  const section = facts.snapshot.sections["exchange/roles"];
  const roles = [...impersonationRoles(facts)];
  if (section.status !== "read") return roles;
  const listed = new Set(section.rows.map(({ name }) => name.toLowerCase()));
  return roles.filter((role) => listed.has(role));
}

function derives({ parent, roleType }: ManagementRoleRow, names: ReadonlySet<string>): boolean {
  const parentName = parent?.split("\\").at(-1)?.toLowerCase();
  return (
    roleType?.toLowerCase() === IMPERSONATION_ROLE.toLowerCase() ||
    (parentName !== undefined && names.has(parentName))
  );
}

/** Tells an enabled, regular assignment of one of the roles (lower case). */
export function holds(row: RoleAssignmentRow, roles: ReadonlySet<string>): boolean {
  return roles.has(row.role.toLowerCase()) && isRegular(row);
}

function isRegular({ enabled, roleAssignmentDelegationType: type }: RoleAssignmentRow): boolean {
  return enabled !== false && !(type?.toLowerCase().startsWith("delegating") ?? false);
}

/** Rows that were asked for by an impersonation role belong to it, whatever the list of roles says. */
function expandedRows(facts: TenantFacts): readonly RoleAssignmentRow[] {
  const section = facts.snapshot.sections["exchange/impersonationEffectiveUsers"];
  if (section.status !== "read") return [];
  const reads = [...section.parents.values()];
  return reads.flatMap((read) =>
    read.status === "read" ? read.rows.map(({ assignment }) => assignment) : [],
  );
}

/** A group whose expansion was read and told no user has none; people stand for themselves. */
function isEmptyGroup(
  { snapshot }: TenantFacts,
  { role, roleAssigneeType }: RoleAssignmentRow,
): boolean {
  const section = snapshot.sections["exchange/impersonationEffectiveUsers"];
  const parent = section.status === "read" ? section.parents.get(role.toLowerCase()) : undefined;
  const isGroup = roleAssigneeType?.toLowerCase().includes("group") ?? false;
  return parent?.status === "read" && isGroup;
}

/** One row for each assignment and user; the parent row of a group stands only where no user was told. */
function mergeRows(
  listed: readonly RoleAssignmentRow[],
  expanded: readonly RoleAssignmentRow[],
): readonly RoleAssignmentRow[] {
  const byUser = new Map<string, RoleAssignmentRow>();
  for (const row of expanded.filter((one) => userOf(one) !== null)) {
    byUser.set(`${assignmentId(row)}\u0000${userOf(row) ?? ""}`.toLowerCase(), row);
  }
  const told = new Set([...byUser.values()].map((row) => assignmentId(row).toLowerCase()));
  const named = new Set([...byUser.values()].map((row) => row.name.toLowerCase()));
  for (const row of listed) {
    const id = assignmentId(row).toLowerCase();
    if (told.has(id) || named.has(row.name.toLowerCase())) continue;
    byUser.set(id, row);
    told.add(id);
  }
  return [...byUser].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
}

/** The effective user; the parent row of a group says "All Group Members". */
function userOf(row: RoleAssignmentRow): string | null {
  const user = firstFilled(row.effectiveUserName);
  return user?.toLowerCase() === "all group members" ? null : user;
}

function toHolder(facts: TenantFacts, row: RoleAssignmentRow): ImpersonationHolder {
  const { scope, members } = resolveWriteScope(facts, row);
  return { row, effectiveUser: userOf(row), scope, members };
}

type WriteScope = Pick<ImpersonationHolder, "scope" | "members">;

function resolveWriteScope(facts: TenantFacts, row: RoleAssignmentRow): WriteScope {
  const exclusive = firstFilled(row.exclusiveRecipientWriteScope);
  const named = exclusive ?? firstFilled(row.customRecipientWriteScope);
  switch (row.recipientWriteScope?.toLowerCase()) {
    case "customrecipientscope":
    case "exclusiverecipientscope":
      return namedScope(facts, named, exclusive === null ? "managementScope" : "exclusiveScope");
    case "organization":
      return {
        scope: { kind: "organization", name: null, filter: null },
        members: facts.index.known ? everybody : perhapsEverybody,
      };
    default:
      return directoryScope(row);
  }
}

/** Scopes whose members are not in the evidence, or that nobody knows. */
function directoryScope(row: RoleAssignmentRow): WriteScope {
  switch (row.recipientWriteScope?.toLowerCase()) {
    case "ou":
      return other("organizationalUnit", firstFilled(row.recipientOrganizationalUnitScope));
    case "administrativeunit":
      return other("administrativeUnit", firstFilled(row.recipientAdministrativeUnitScope));
    case "group":
      return other("group", firstFilled(row.recipientGroupScope));
    default:
      return other("other", firstFilled(row.recipientWriteScope));
  }
}

function namedScope(
  facts: TenantFacts,
  name: string | null,
  kind: "managementScope" | "exclusiveScope",
): WriteScope {
  const section = facts.snapshot.sections["exchange/managementScopes"];
  const row =
    section.status === "read" && name !== null ? findScope(section.rows, name) : undefined;
  const ours = row === undefined ? perhapsEverybody : membersOfScope(facts, row);
  const { members } = witnessScopeMembers(facts, row?.name ?? name ?? "", ours);
  return { scope: { kind, name, filter: row?.recipientFilter ?? null }, members };
}

const other = (
  kind: "organizationalUnit" | "administrativeUnit" | "group" | "other",
  name: string | null,
): WriteScope => ({
  scope: { kind, name, filter: null },
  members: perhapsEverybody,
});
