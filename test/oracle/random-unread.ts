import type { Random } from "../generator/random.ts";
import type { ParentedSection, SectionName } from "../generator/section-names.ts";
import { groupsAsked } from "../generator/sight.ts";
import type { TenantDescription, UnreadParent } from "../generator/tenant-description.ts";
import { appsAsked } from "../generator/witnesses/authorizations.ts";
import { policyQuestions, questionKey } from "../generator/witnesses/policy-checks.ts";
import { scopesAsked } from "../generator/witnesses/scope-members.ts";

/** Sections whose loss changes what can be said of access; without recipients nothing can be counted at all. */
const LOSABLE: readonly SectionName[] = [
  "exchange/applicationAccessPolicies",
  "exchange/policyChecks",
  "exchange/roleAssignments",
  "exchange/managementScopes",
  "exchange/scopeMembers",
  "exchange/servicePrincipals",
  "exchange/servicePrincipalAuthorizations",
  "exchange/groupMembers",
  "exchange/administrativeUnits",
  "graph/resourceServicePrincipals",
  "graph/appRoleAssignedTo",
  "graph/servicePrincipals",
  "graph/administrativeUnits",
  "graph/administrativeUnitMembers",
  "graph/users",
];

/** Without both, nobody can tell whose an assignment is. */
const BOTH_LISTS_OF_APPS = ["exchange/servicePrincipals", "graph/servicePrincipals"] as const;

/** Some sections that were refused, failed, or never asked for. */
export function randomUnread(random: Random): TenantDescription["unread"] {
  const names = random.once(6) ? BOTH_LISTS_OF_APPS : [];
  const lost = [...LOSABLE.filter(() => random.once(8)), ...names];
  return Object.fromEntries(
    lost.map((section) => [section, random.pick(["denied", "failed", "notAsked"] as const)]),
  );
}

/** Some parents that were refused, failed, or left out of the manifest. */
export function randomUnreadParents(
  random: Random,
  tenant: TenantDescription,
): TenantDescription["unreadParents"] {
  const keys: Partial<Record<ParentedSection, readonly string[]>> = {
    "exchange/policyChecks": policyQuestions(tenant)
      .filter(({ kind }) => kind === "asked")
      .map(questionKey),
    "exchange/scopeMembers": scopesAsked(tenant).map(({ name }) => name.toLowerCase()),
    "exchange/servicePrincipalAuthorizations": appsAsked(tenant),
    "exchange/groupMembers": groupsAsked(tenant),
    "graph/administrativeUnitMembers": tenant.units.map(({ id }) => id),
  };
  return Object.fromEntries(
    Object.entries(keys).map(([section, all]) => [section, pickLost(random, all)]),
  );
}

function pickLost(random: Random, keys: readonly string[]): Record<string, UnreadParent> {
  const lost = keys.filter(() => random.once(6));
  return Object.fromEntries(
    lost.map((key) => [key, random.pick(["denied", "failed", "notListed"] as const)]),
  );
}
