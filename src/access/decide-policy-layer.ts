import { except, intersect, union } from "../sets/mailbox-set.ts";
import { override, undecide } from "../sets/membership.ts";
import { contribution, type Contribution } from "./contribution.ts";
import { decideByAccessPolicies, type PolicyDecision } from "./decide-by-access-policies.ts";
import { policyCheckConflicts, type PolicyChecks } from "./policy-check.ts";
import type { ResolvedPolicy } from "./resolved-policy.ts";

/**
 * The policy layer of an app with the service's answers beside ours: where ours is open, theirs decides; where the
 * two contradict each other the answer is open.
 */
export function decidePolicyLayer(
  app: string,
  policies: readonly ResolvedPolicy[],
  checks: PolicyChecks,
): PolicyDecision {
  const ours = decideByAccessPolicies(app, policies);
  if (policies.length === 0) return ours;
  const conflicts = policyCheckConflicts(ours.admitted, checks);
  const asked = union(checks.granted, checks.denied);
  const decided = intersect(asked, ours.admitted.maybe);
  const theirs = { yes: checks.granted, maybe: except(asked, asked) };
  const spoken: Contribution[] = [
    contribution("policy-check", app, "allow", { mailboxes: except(checks.granted, conflicts) }),
    contribution("policy-check", app, "deny", { mailboxes: except(checks.denied, conflicts) }),
    contribution("policy-check", app, "unknown", { mailboxes: conflicts }),
  ];
  return {
    admitted: undecide(override(ours.admitted, decided, theirs), conflicts),
    contributions: [...ours.contributions, ...nestedGroups(policies), ...spoken],
  };
}

/** Members of nested groups whose standing nobody told. */
function nestedGroups(policies: readonly ResolvedPolicy[]): Contribution[] {
  return policies.flatMap(({ id, scope, members }) =>
    scope.nested.length === 0
      ? []
      : [contribution("nested-group-under-policy", id, "unknown", { mailboxes: members.maybe })],
  );
}
