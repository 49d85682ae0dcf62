import type { AppId } from "../model/ids.ts";
import { knownRows, type Known } from "./known.ts";
import { membersUnderPolicy } from "./nested-group-under-policy.ts";
import { appsOfPolicy } from "./policy-for-all-apps.ts";
import { createNestingLookup, type PolicyChecks } from "./policy-check.ts";
import { resolvePolicyScope } from "./policy-scope.ts";
import type { ResolvedPolicy } from "./resolved-policy.ts";
import type { TenantFacts } from "./tenant-facts.ts";

/** Every policy of the tenant with its scope resolved, before any app's policy checks spoke; sorted by id. */
export function resolvePolicies(facts: TenantFacts): Known<readonly ResolvedPolicy[]> {
  const rows = knownRows(
    facts.snapshot.sections["exchange/applicationAccessPolicies"],
    "exchange/applicationAccessPolicies",
  );
  if (rows.status === "notRead") return rows;
  const value = rows.value.map((row): ResolvedPolicy => {
    const scope = resolvePolicyScope(facts, row);
    const members = membersUnderPolicy(scope, () => "unknown");
    return { id: row.identity, row, apps: appsOfPolicy(row), scope, members };
  });
  return { status: "read", value: value.toSorted((a, b) => (a.id < b.id ? -1 : 1)) };
}

/** The policies that address an app, nested groups counted as far as its policy checks say. */
export function policiesOfApp(
  policies: readonly ResolvedPolicy[],
  app: AppId | null,
  checks: PolicyChecks,
): readonly ResolvedPolicy[] {
  const own = policies.filter(({ apps }) => apps === "all" || (app !== null && apps.has(app)));
  const nestingOf = createNestingLookup(own, checks);
  return own.map((policy) => ({
    ...policy,
    members: membersUnderPolicy(policy.scope, (group) => nestingOf(policy, group)),
  }));
}
