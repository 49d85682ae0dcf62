import type { ManagementScopeRow } from "../model/exchange-rows.ts";
import { perhapsEverybody, possible, uncertain, type Membership } from "../sets/membership.ts";
import { contribution, type Contribution } from "./contribution.ts";
import { evaluateScopeFilter } from "./evaluate-scope-filter.ts";
import { rbacUnclear } from "./rbac-unclear.ts";
import type { ResourceScope } from "./resolved-assignment.ts";
import { witnessScopeMembers, type WitnessedMembers } from "./scope-members.ts";
import type { TenantFacts } from "./tenant-facts.ts";

/**
 * A management scope reaches the mailboxes that its recipient filter selects.
 *
 * Exclusive scopes do not restrict apps, and a scope under a recipient root other than the organisation selects at
 * most what its filter does: which of those is open, since containers are not in the evidence.
 *
 * @see https://learn.microsoft.com/exchange/permissions-exo/application-rbac "Management scopes"
 *   (docs as of 2025-11-25)
 */
export function rbacManagementScope(
  facts: TenantFacts,
  assignment: string,
  name: string,
): ResourceScope {
  const section = facts.snapshot.sections["exchange/managementScopes"];
  const scope = section.status === "read" ? findScope(section.rows, name) : undefined;
  const { members, contributions, witnessed } = decideScopeMembers(facts, scope, name);
  if (scope === undefined && !witnessed) {
    const unread = section.status === "read" ? undefined : "exchange/managementScopes";
    return rbacUnclear(assignment, name, unread);
  }
  return {
    kind: "managementScope",
    name: scope?.name ?? name,
    members,
    contributions: [...explain(facts, assignment, members), ...contributions],
  };
}

/** Whom a scope selects by its filter and by the service's own list; undefined = no list has a scope of that name. */
export function decideScopeMembers(
  facts: TenantFacts,
  scope: ManagementScopeRow | undefined,
  name: string,
): WitnessedMembers {
  const ours = scope === undefined ? perhapsEverybody : membersOfScope(facts, scope);
  return hasForeignRoot(facts, scope)
    ? { members: uncertain(possible(ours)), contributions: [], witnessed: false }
    : witnessScopeMembers(facts, scope?.name ?? name, ours);
}

/** By Name, Identity, distinguished name or Guid. */
export function findScope(
  scopes: readonly ManagementScopeRow[],
  reference: string,
): ManagementScopeRow | undefined {
  const wanted = reference.toLowerCase();
  return scopes.find((scope) =>
    [scope.name, scope.identity, scope.distinguishedName, scope.guid].some(
      (value) => value?.toLowerCase() === wanted,
    ),
  );
}

/** The mailboxes that the scope's filter selects, before the service was asked. */
export function membersOfScope(facts: TenantFacts, scope: ManagementScopeRow): Membership {
  if (!facts.index.known) return perhapsEverybody;
  const filter = scope.recipientFilter;
  return filter === undefined || filter === null || filter.trim() === ""
    ? perhapsEverybody
    : evaluateScopeFilter(facts, filter);
}

/** A recipient root that is the organisation itself narrows nothing. */
export function hasForeignRoot(facts: TenantFacts, scope: ManagementScopeRow | undefined): boolean {
  const root = scope?.recipientRoot?.trim().toLowerCase() ?? "";
  return root !== "" && root !== facts.snapshot.tenant.initialDomain.toLowerCase();
}

function explain(facts: TenantFacts, assignment: string, members: Membership): Contribution[] {
  const section = sectionAtFault(facts);
  const about = section === undefined ? {} : { section };
  return [
    contribution("rbac-management-scope", assignment, "allow", { mailboxes: members.yes }),
    contribution("rbac-management-scope", assignment, "unknown", {
      mailboxes: members.maybe,
      ...about,
    }),
  ];
}

function sectionAtFault(facts: TenantFacts): string | undefined {
  if (facts.recipients === null) return "exchange/recipients";
  const members = facts.snapshot.sections["exchange/groupMembers"];
  return members.status === "read" ? undefined : "exchange/groupMembers";
}
