import { byText } from "../model/by-text.ts";
import type { AppId } from "../model/ids.ts";
import type { AssignmentScopeKind, ResolvedAssignment } from "./resolved-assignment.ts";
import type { TenantFacts } from "./tenant-facts.ts";

/** How the service's own list of an app's roles compares with ours; null = not witnessed. */
export interface AuthorizationComparison {
  /** Roles (lower case) that the service and we see differently: what rests on them is open. */
  readonly disputed: ReadonlySet<string>;
}

const SCOPE_TYPES: Readonly<Record<string, AssignmentScopeKind>> = {
  customrecipientscope: "managementScope",
  administrativeunit: "administrativeUnit",
  group: "group",
  organization: "organization",
};

/**
 * Compares the roles of an app and their kinds of scope with `Test-ServicePrincipalAuthorization`.
 *
 * The cmdlet sees Exchange alone, never Entra grants. Its ScopeType for a group is unconfirmed (U2): a text that is
 * not in the list is compared with nothing.
 *
 * @see https://learn.microsoft.com/powershell/module/exchangepowershell/test-serviceprincipalauthorization
 *   (docs as of 2026-08-21)
 */
export function compareAuthorizations(
  facts: TenantFacts,
  app: AppId | null,
  assignments: readonly ResolvedAssignment[],
): AuthorizationComparison | null {
  const section = facts.snapshot.sections["exchange/servicePrincipalAuthorizations"];
  const parent = section.status === "read" && app !== null ? section.parents.get(app) : undefined;
  if (parent?.status !== "read") return null;
  const theirs = kindsByRole(
    parent.rows.map((row) => [row.roleName, SCOPE_TYPES[row.scopeType?.toLowerCase() ?? ""]]),
  );
  const ours = kindsByRole(assignments.map(({ roleName, scope }) => [roleName, scope.kind]));
  const roles = new Set([...theirs.keys(), ...ours.keys()]);
  return {
    disputed: new Set([...roles].filter((role) => differ(ours.get(role), theirs.get(role)))),
  };
}

type Kinds = readonly (AssignmentScopeKind | undefined)[];

function kindsByRole(
  pairs: readonly (readonly [string, AssignmentScopeKind | undefined])[],
): ReadonlyMap<string, Kinds> {
  const roles = new Map<string, Kinds>();
  for (const [role, kind] of pairs) {
    const lower = role.toLowerCase();
    roles.set(lower, [...(roles.get(lower) ?? []), kind]);
  }
  return roles;
}

/** An unclear scope of ours and an unlisted type of theirs match anything. */
function differ(ours: Kinds = [], theirs: Kinds = []): boolean {
  if (ours.length !== theirs.length) return true;
  if (ours.includes("unclear") || theirs.includes(undefined)) return false;
  const inOrder = (kinds: Kinds): string => kinds.map(String).toSorted(byText).join();
  return inOrder(ours) !== inOrder(theirs);
}
