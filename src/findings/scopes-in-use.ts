import { findScope } from "../access/rbac-management-scope.ts";
import { holds, impersonationRoles } from "../access/resolve-impersonation.ts";
import { assignmentId, firstFilled } from "../access/resolved-assignment.ts";
import type { ManagementScopeRow, RoleAssignmentRow } from "../model/exchange-rows.ts";
import type { FindingApp, FindingEvidence } from "../model/finding.ts";
import type { SectionName } from "../model/sections.ts";
import type { Filter } from "../opath/filter-ast.ts";
import { parseFilter } from "../opath/parse-filter.ts";
import { namedApp, rowsOf, type FindingContext, type HeldAssignment } from "./finding-context.ts";
import { onlyApp } from "./only-app.ts";
import { assignmentEvidence, assignmentRowEvidence } from "./subjects.ts";
import { onceFor } from "../model/once-for.ts";

/** A management scope that decides whom an app, or an account that impersonates, reaches. */
export interface ScopeInUse {
  readonly scope: ManagementScopeRow;
  /** The app that alone uses it. */
  readonly app: FindingApp | null;
  /** The assignments that name it. */
  readonly usedBy: readonly FindingEvidence[];
}

/** Without it custom impersonation roles, and the scopes that only they use, are missed. */
export const SCOPES_WIDENED_BY: readonly SectionName[] = ["exchange/roles"];

interface Use {
  readonly name: string;
  readonly app: FindingApp | null;
  readonly by: FindingEvidence;
}

/**
 * The management scopes that an assignment of an application or an impersonation role names; sorted by name. Half a
 * dozen detectors ask.
 */
export const scopesInUse = onceFor(resolveScopesInUse);

function resolveScopesInUse(context: FindingContext): readonly ScopeInUse[] {
  const scopes = rowsOf(context, "exchange/managementScopes");
  const byName = new Map<string, ScopeInUse>();
  const uses = [...context.assignments.flatMap(useByApp), ...usesByImpersonation(context)];
  for (const { name, app, by } of uses) {
    const scope = findScope(scopes, name);
    if (scope === undefined) continue;
    const before = byName.get(scope.name);
    byName.set(scope.name, {
      scope,
      app: before === undefined ? app : onlyApp([before.app, app]),
      usedBy: [...(before?.usedBy ?? []), by],
    });
  }
  return [...byName].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
}

/** The same with their filters, as far as these can be read. */
export function readableScopesInUse(
  context: FindingContext,
): readonly (ScopeInUse & { readonly filter: Filter })[] {
  return scopesInUse(context).flatMap((used) => {
    const parsed = parseFilter(used.scope.recipientFilter ?? "");
    return parsed.ok ? [{ ...used, filter: parsed.filter }] : [];
  });
}

function useByApp({ app, assignment }: HeldAssignment): readonly Use[] {
  const { row } = assignment;
  const name = isCustom(row)
    ? firstFilled(row.customResourceScope, row.customRecipientWriteScope)
    : null;
  return name === null ? [] : [{ name, app: namedApp(app), by: assignmentEvidence(assignment) }];
}

/** Their scopes are carried over to the apps behind the accounts. */
function usesByImpersonation(context: FindingContext): readonly Use[] {
  const roles = impersonationRoles(context.access.facts);
  return rowsOf(context, "exchange/roleAssignments")
    .filter((row) => holds(row, roles))
    .flatMap((row) => {
      const name = firstFilled(row.exclusiveRecipientWriteScope, row.customRecipientWriteScope);
      return name === null
        ? []
        : [{ name, app: null, by: assignmentRowEvidence(assignmentId(row), row) }];
    });
}

const isCustom = ({ recipientWriteScope }: RoleAssignmentRow): boolean =>
  recipientWriteScope?.trim().toLowerCase() === "customrecipientscope";
