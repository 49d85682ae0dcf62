import { evaluateScopeFilter } from "../access/evaluate-scope-filter.ts";
import { findScope, hasForeignRoot } from "../access/rbac-management-scope.ts";
import type { ImpersonationHolder } from "../access/resolve-impersonation.ts";
import type { TenantFacts } from "../access/tenant-facts.ts";
import type { Known } from "../access/known.ts";
import type { ManagementScopeRow } from "../model/exchange-rows.ts";
import { parseFilter } from "../opath/parse-filter.ts";
import { isEmptySet } from "../sets/mailbox-set.ts";
import type { DerivedScope } from "./derive-scope.ts";
import { rejected, unknown, type Refusal } from "./refusal.ts";

/**
 * Takes the management scope of an impersonation assignment for a role assignment of an app: the same object, named by
 * `-CustomResourceScope`.
 *
 * Only a plain management scope can be taken over. The whole organisation is never carried over blindly; exclusive
 * scopes do not restrict apps; an organisational unit cannot be read back as a filter.
 *
 * @see https://learn.microsoft.com/powershell/module/exchangepowershell/new-managementroleassignment
 *   "-CustomResourceScope" (docs as of 2026-08-21)
 */
export function carryScopeOver(
  facts: TenantFacts,
  scopes: Known<readonly ManagementScopeRow[]>,
  holder: ImpersonationHolder,
): DerivedScope | Refusal {
  const { kind, name } = holder.scope;
  if (kind !== "managementScope") return rejected(NOT_CARRIED[kind]);
  if (scopes.status !== "read") return unknown("the management scopes were not read");
  const row = name === null ? undefined : findScope(scopes.value, name);
  if (row === undefined) {
    return rejected(`the management scope \`${name ?? ""}\` cannot be found: write a filter`);
  }
  return checkRow(facts, holder, row) ?? toDerived(facts, row);
}

const WRITE_A_FILTER = "write a filter of the mailboxes that the app is to reach";

const NOT_CARRIED: Readonly<
  Record<Exclude<ImpersonationHolder["scope"]["kind"], "managementScope">, string>
> = {
  organization: `the assignment reaches the whole organization, which is not carried over unseen: ${WRITE_A_FILTER}`,
  exclusiveScope: `exclusive scopes do not restrict apps: ${WRITE_A_FILTER}`,
  organizationalUnit: `an organizational unit cannot be carried over, for a scope under a root does not read back as a filter: ${WRITE_A_FILTER}`,
  administrativeUnit: `an administrative unit is not carried over: ${WRITE_A_FILTER}`,
  group: `a group is not carried over: ${WRITE_A_FILTER}, such as MemberOfGroup -eq '<distinguished name>'`,
  other: `whom the assignment reaches is not told: ${WRITE_A_FILTER}`,
};

function checkRow(
  facts: TenantFacts,
  { members }: ImpersonationHolder,
  row: ManagementScopeRow,
): Refusal | null {
  if (row.exclusive === true) return rejected(NOT_CARRIED.exclusiveScope);
  if (hasForeignRoot(facts, row)) {
    return rejected(
      `the management scope \`${row.name}\` lies under the root ${row.recipientRoot ?? ""}, and which mailboxes are there is not in the evidence: ${WRITE_A_FILTER}`,
    );
  }
  if (!parseFilter(row.recipientFilter ?? "").ok) {
    return rejected(
      `the filter of the management scope \`${row.name}\` cannot be read: ${WRITE_A_FILTER}`,
    );
  }
  return isEmptySet(members.maybe, facts.index.keys.length)
    ? null
    : unknown(`whom the management scope \`${row.name}\` reaches cannot be told`);
}

function toDerived(facts: TenantFacts, row: ManagementScopeRow): DerivedScope {
  const filter = row.recipientFilter ?? "";
  return {
    planned: { name: row.name, filter, exists: true, groups: [], mailboxes: [] },
    members: evaluateScopeFilter(facts, filter),
    nameTaken: false,
  };
}
