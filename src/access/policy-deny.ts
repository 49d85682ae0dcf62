import { contribution, type Contribution } from "./contribution.ts";
import { isDeny, type ResolvedPolicy } from "./resolved-policy.ts";

/**
 * Rules 1 and 2: a DenyAccess policy refuses its members, whatever a RestrictAccess policy says.
 *
 * @see https://learn.microsoft.com/powershell/module/exchangepowershell/new-applicationaccesspolicy
 *   "Description", rules 1 and 2 (docs as of 2026-08-21)
 */
export function policyDeny(policies: readonly ResolvedPolicy[]): Contribution[] {
  return policies
    .filter(isDeny)
    .flatMap(({ id, members }) => [
      contribution("policy-deny", id, "deny", { mailboxes: members.yes }),
      contribution("policy-deny", id, "unknown", { mailboxes: members.maybe }),
    ]);
}
