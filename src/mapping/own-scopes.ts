import { assignmentId } from "../access/resolved-assignment.ts";
import { findScope, hasForeignRoot } from "../access/rbac-management-scope.ts";
import type { TenantFacts } from "../access/tenant-facts.ts";
import type { ManagementScopeRow, RoleAssignmentRow } from "../model/exchange-rows.ts";
import type { PlannedScope, Reason } from "../model/plan-app.ts";
import { sameMeaning } from "../opath/compare-filters.ts";
import type { AppState } from "./app-state.ts";
import { groupPairs } from "../model/group-pairs.ts";
import { onceFor } from "../model/once-for.ts";

/**
 * The scope that the app's own assignments use already, when its filter means the same and no other assignment of the
 * tenant uses it: a migration that somebody began is finished, not begun again.
 */
export function ownScopeName(
  { facts, scopes, app }: AppState,
  filter: string,
  byDefault: string,
): string | undefined {
  const names = ownScopes({ facts, scopes, app }, filter);
  // Its name by default comes first: a scope that was shared may have been left to the app alone since.
  const first = names.filter((name) => name.toLowerCase() === byDefault.toLowerCase());
  return [...first, ...names].find((name) => foreignUses({ facts, app }, name).length === 0);
}

/** Names of the management scopes of an app's own assignments whose filter means the same; sorted. */
function ownScopes(
  { facts, scopes, app }: Pick<AppState, "facts" | "scopes" | "app">,
  filter: string,
): readonly string[] {
  const own = app.assignments.status === "read" ? app.assignments.value : [];
  return own
    .flatMap(({ scope }) => (scope.kind === "managementScope" ? (scope.name ?? []) : []))
    .filter((name) => {
      const scope = findScope(scopes.status === "read" ? scopes.value : [], name);
      return scope !== undefined && hasMeaning(facts, scope, filter);
    })
    .toSorted((a, b) => (a < b ? -1 : 1));
}

/** Role assignments of others that use a management scope. */
function foreignUses(
  { facts, app }: Pick<AppState, "facts" | "app">,
  name: string,
): readonly RoleAssignmentRow[] {
  const own = app.assignments.status === "read" ? app.assignments.value : [];
  const section = facts.snapshot.sections["exchange/roleAssignments"];
  const uses = section.status === "read" ? usesByScope(section.rows).get(name.toLowerCase()) : [];
  return (uses ?? []).filter((row) => !own.some(({ id }) => id === assignmentId(row)));
}

/**
 * Role assignments by the name of a scope that they use, in small letters: apps ask about each scope of their own, and
 * a tenant has assignments by the thousand.
 */
const usesByScope = onceFor((rows: readonly RoleAssignmentRow[]) =>
  groupPairs(
    rows.flatMap((row) => {
      const names = [row.customResourceScope, row.customRecipientWriteScope];
      const used = new Set(names.flatMap((name) => name?.toLowerCase() ?? []));
      return [...used].map((name) => [name, row] as const);
    }),
  ),
);

/** The same filter under a recipient root selects less. */
export const hasMeaning = (
  facts: TenantFacts,
  scope: ManagementScopeRow,
  filter: string,
): boolean =>
  !hasForeignRoot(facts, scope) && sameMeaning(scope.recipientFilter ?? "", filter) === "same";

/** Says what becomes of scopes that select the same and exist: the planned one is used, one that others share is not. */
export function describeOwnScopes(state: AppState, planned: PlannedScope): readonly Reason[] {
  const { exists, name, kind } = planned;
  if (kind !== undefined) return [];
  const used = {
    kind: "scopeExists",
    text: `the scope ${name} with this filter exists: it is used, not made again`,
    subject: name,
  };
  return [...(exists ? [used] : []), ...describeSharedScopes(state, planned)];
}

/**
 * Scopes of the same meaning that the app uses already and that a plan leaves alone, for assignments of others use
 * them too: whoever changes one for them would move this app.
 */
function describeSharedScopes(state: AppState, { name, filter }: PlannedScope): Reason[] {
  const shared = ownScopes(state, filter).filter(
    (own) => own.toLowerCase() !== name.toLowerCase() && foreignUses(state, own).length > 0,
  );
  return [...new Set(shared)].map((own) => {
    const others = foreignUses(state, own).length;
    return {
      kind: "scopeIsShared",
      text: `the scope ${own} selects the same, and ${String(others)} role ${others === 1 ? "assignment" : "assignments"} of others ${others === 1 ? "uses" : "use"} it too: a scope of its own keeps the app apart from their changes, and its assignment in ${own} stays`,
      subject: own,
    };
  });
}
