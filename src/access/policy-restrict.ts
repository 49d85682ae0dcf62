import { anyOf, neither } from "../sets/membership.ts";
import { contribution, type Contribution } from "./contribution.ts";
import { isDeny, type ResolvedPolicy } from "./resolved-policy.ts";

/**
 * Rules 3 and 4: a member of any RestrictAccess scope is let in; once the app has one such policy, a mailbox in none
 * of them is refused. A policy whose scope is empty or deleted counts for rule 4 all the same.
 *
 * @see https://learn.microsoft.com/powershell/module/exchangepowershell/new-applicationaccesspolicy
 *   "Description", rules 3 and 4 (docs as of 2026-08-21)
 */
export function policyRestrict(policies: readonly ResolvedPolicy[]): Contribution[] {
  const restricting = policies.filter((policy) => !isDeny(policy));
  const outside = neither(anyOf(restricting.map(({ members }) => members))).yes;
  return restricting.flatMap(({ id, members }) => [
    contribution("policy-restrict", id, "allow", { mailboxes: members.yes }),
    contribution("policy-restrict", id, "unknown", { mailboxes: members.maybe }),
    contribution("policy-restrict", id, "deny", { mailboxes: outside }),
  ]);
}
