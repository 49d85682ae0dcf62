import type { Filter } from "../opath/filter-ast.ts";
import { normaliseFilter } from "../opath/normalise-filter.ts";
import { parseFilter } from "../opath/parse-filter.ts";
import { resolvePrecedence } from "../opath/resolve-precedence.ts";
import {
  assertParentNotRefused,
  assertSectionNotRefused,
  rowsIfRead,
  sectionOf,
} from "./read-section.ts";
import { textOf } from "./row-values.ts";
import type { TenantState } from "./tenant-state.ts";

/** Names of the management scopes whose filter means the same as this one, however it is spelt. */
export function findScopesWithFilter(state: TenantState, filter: Filter): readonly string[] {
  const wanted = meaningOf(filter);
  return (rowsIfRead(state, "exchange/managementScopes") ?? []).flatMap((row) => {
    const parsed = parseFilter(textOf(row, "RecipientFilter") ?? "");
    const name = textOf(row, "Name");
    return parsed.ok && name !== undefined && meaningOf(parsed.filter) === wanted ? [name] : [];
  });
}

/** Throws what the evidence recorded when the members of this scope were asked for in vain. */
export function assertScopeMembersNotRefused(state: TenantState, scope: string): void {
  const { status } = sectionOf(state, "exchange/scopeMembers");
  if (status === "denied" || status === "failed") {
    assertSectionNotRefused(state, "exchange/scopeMembers");
  }
  assertParentNotRefused(state, "exchange/scopeMembers", scope);
}

const meaningOf = (filter: Filter): string =>
  (["andBindsTighter", "leftToRight"] as const)
    .map((reading) => normaliseFilter(resolvePrecedence(filter, reading)).key)
    .join("\n");
