import { findScope } from "../access/rbac-management-scope.ts";
import { firstFilled } from "../access/resolved-assignment.ts";
import type { ManagementScopeRow } from "../model/exchange-rows.ts";
import type { Filter } from "../opath/filter-ast.ts";
import { parseFilter } from "../opath/parse-filter.ts";
import { rowsOf, type FindingContext, type HeldAssignment } from "./finding-context.ts";

/** The management scopes that an application's role assignment names; sorted by name. */
export function scopesInUse(context: FindingContext): readonly ManagementScopeRow[] {
  const scopes = rowsOf(context, "exchange/managementScopes");
  const used = new Map<string, ManagementScopeRow>();
  for (const held of context.assignments) {
    const name = scopeNameOf(held);
    const scope = name === null ? undefined : findScope(scopes, name);
    if (scope !== undefined) used.set(scope.name, scope);
  }
  return [...used.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

/** The same with their filters, as far as these can be read. */
export function readableScopesInUse(
  context: FindingContext,
): readonly { readonly scope: ManagementScopeRow; readonly filter: Filter }[] {
  return scopesInUse(context).flatMap((scope) => {
    const parsed = parseFilter(scope.recipientFilter ?? "");
    return parsed.ok ? [{ scope, filter: parsed.filter }] : [];
  });
}

function scopeNameOf({ assignment: { row } }: HeldAssignment): string | null {
  const isCustom = row.recipientWriteScope?.trim().toLowerCase() === "customrecipientscope";
  return isCustom ? firstFilled(row.customResourceScope, row.customRecipientWriteScope) : null;
}
