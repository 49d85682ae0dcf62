import type { RoleAssignmentRow } from "../model/exchange-rows.ts";
import { byText } from "../model/by-text.ts";
import type { SectionName } from "../model/sections.ts";
import type { Coverage } from "../model/snapshot.ts";
import { collectGroupDns } from "../opath/filter-properties.ts";
import { foldDn } from "../opath/fold-dn.ts";
import { parseFilter } from "../opath/parse-filter.ts";
import { GROUP_TYPES, type Recipient } from "../model/recipient.ts";
import { directMembers } from "./direct-members.ts";
import { policyScopeId } from "./policy-scope.ts";
import { findGroup } from "./rbac-group.ts";
import { rolesToExpand } from "./resolve-impersonation.ts";
import { firstFilled } from "./resolved-assignment.ts";
import type { TenantFacts } from "./tenant-facts.ts";

/**
 * How each section was read, with the parents that answers rest on and that nobody asked for: a section that was read
 * does not say of itself that a group is missing in it.
 *
 * Speaks of groups, administrative units and impersonation roles. The service's own checks are witnesses: where one is
 * missing, "not witnessed" is told.
 */
export function resolveCoverage(facts: TenantFacts): readonly Coverage[] {
  const unlisted = new Map<SectionName, readonly string[]>([
    ["exchange/groupMembers", groupsInUse(facts)],
    ["exchange/impersonationEffectiveUsers", rolesToExpand(facts)],
    ["graph/administrativeUnitMembers", unitsOf(facts)],
  ]);
  return facts.snapshot.coverage.map((coverage) => ({
    ...coverage,
    parentsNotRead: [
      ...coverage.parentsNotRead,
      ...notListed(facts, coverage.section, unlisted.get(coverage.section) ?? []),
    ].toSorted((a, b) => byText(a.key, b.key)),
  }));
}

function notListed(
  { snapshot }: TenantFacts,
  name: SectionName,
  keys: readonly string[],
): readonly { readonly key: string; readonly status: "notAsked" }[] {
  const section = snapshot.sections[name];
  if (section.status !== "read" || !("parents" in section)) return [];
  return [...new Set(keys)]
    .filter((key) => !section.parents.has(key))
    .map((key) => ({ key, status: "notAsked" as const }));
}

/** The groups that a policy, a scope's filter or an assignment names, and those nested in them, as far as known. */
function groupsInUse(facts: TenantFacts): readonly string[] {
  const found = new Set<string>();
  const open = [...policyGroups(facts), ...filterGroups(facts), ...assignmentGroups(facts)];
  for (let group = open.pop(); group !== undefined; group = open.pop()) {
    if (found.has(group.key) || !isListable(group)) continue;
    found.add(group.key);
    const members = directMembers(facts, group.key);
    if (members.status === "notRead") continue;
    open.push(...members.value.nestedGroups.flatMap((key) => facts.recipients?.get(key) ?? []));
  }
  return [...found];
}

/** A dynamic group has no list of members, and what is no group of Exchange's cannot be asked there. */
function isListable({ recipientTypeDetails }: Recipient): boolean {
  const kind = GROUP_TYPES.get(recipientTypeDetails.toLowerCase());
  return kind !== undefined && kind !== "dynamic";
}

function policyGroups({ snapshot, recipients }: TenantFacts): readonly Recipient[] {
  const policies = snapshot.sections["exchange/applicationAccessPolicies"];
  return (policies.status === "read" ? policies.rows : []).flatMap((row) => {
    const id = policyScopeId(row);
    return id === null ? [] : (recipients?.get(id) ?? []);
  });
}

function filterGroups({ snapshot, groupsByDn }: TenantFacts): readonly Recipient[] {
  const scopes = snapshot.sections["exchange/managementScopes"];
  return (scopes.status === "read" ? scopes.rows : []).flatMap(({ recipientFilter }) => {
    const parsed = parseFilter(recipientFilter ?? "");
    const names = parsed.ok ? [...collectGroupDns(parsed.filter)] : [];
    return names.flatMap((dn) => groupsByDn.get(foldDn(dn) ?? "") ?? []);
  });
}

function assignmentGroups({ snapshot, groups }: TenantFacts): readonly Recipient[] {
  const assignments = snapshot.sections["exchange/roleAssignments"];
  return (assignments.status === "read" ? assignments.rows : [])
    .filter(isForGroup)
    .flatMap((row) => {
      const name = firstFilled(
        row.customResourceScope,
        row.customRecipientWriteScope,
        row.recipientGroupScope,
      );
      return name === null ? [] : (findGroup(groups, name) ?? []);
    });
}

const isForGroup = ({ recipientWriteScope }: RoleAssignmentRow): boolean =>
  recipientWriteScope?.trim().toLowerCase() === "group";

function unitsOf({ snapshot }: TenantFacts): readonly string[] {
  const units = snapshot.sections["graph/administrativeUnits"];
  return units.status === "read" ? units.rows.map(({ id }) => id.toLowerCase()) : [];
}
