import { anyOf, both, everybody, neither, type Membership } from "../sets/membership.ts";
import { contribution, type Contribution } from "./contribution.ts";
import { policyDeny } from "./policy-deny.ts";
import { policyNone } from "./policy-none.ts";
import { policyRestrict } from "./policy-restrict.ts";
import { isDeny, type ResolvedPolicy } from "./resolved-policy.ts";

/** Whom the policies of an app let in, and which rule says so. */
export interface PolicyDecision {
  readonly admitted: Membership;
  readonly contributions: readonly Contribution[];
}

/**
 * Decides whom an app's Application Access Policies let in.
 *
 * Says nothing of whether the app holds a permission, nor of RBAC assignments: policies constrain Entra grants only.
 *
 * Closed form of the five documented rules: not denied, and (no RestrictAccess policy, or in the scope of one).
 * `policies` are all that address the app, those for all apps included; their order does not matter.
 *
 * @see https://learn.microsoft.com/powershell/module/exchangepowershell/new-applicationaccesspolicy
 *   "Description", rules 1 to 5 (docs as of 2026-08-21)
 */
export function decideByAccessPolicies(
  app: string,
  policies: readonly ResolvedPolicy[],
): PolicyDecision {
  return {
    admitted: admittedByPolicies(policies),
    contributions: [
      ...policyDeny(policies),
      ...policyRestrict(policies),
      ...policyNone(app, policies),
      ...policies.flatMap(explainScope),
    ],
  };
}

/** The closed form alone, without its reasons. */
export function admittedByPolicies(
  policies: readonly Pick<ResolvedPolicy, "row" | "members">[],
): Membership {
  const membersOf = (deny: boolean): Membership[] =>
    policies.filter((policy) => isDeny(policy) === deny).map(({ members }) => members);
  const restricted = membersOf(false);
  const admitted = restricted.length === 0 ? everybody : anyOf(restricted);
  return both(neither(anyOf(membersOf(true))), admitted);
}

/** What must be said of a scope beside who is in it. */
function explainScope({ id, apps, scope }: ResolvedPolicy): Contribution[] {
  const all = apps === "all" ? [contribution("policy-for-all-apps", id, "deny")] : [];
  switch (scope.kind) {
    case "notRead": {
      const section = scope.recipient === null ? "exchange/recipients" : "exchange/groupMembers";
      return [...all, contribution("policy-scope", id, "unknown", { section })];
    }
    case "unresolved":
    case "unsupported":
      return [...all, contribution("policy-scope", id, "unknown")];
    case "deleted":
      return [...all, contribution("policy-scope", id, "deny")];
    case "group":
    case "mailbox":
      return all;
  }
}
