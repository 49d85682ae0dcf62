import { contribution, type Contribution } from "./contribution.ts";
import { isDeny, type ResolvedPolicy } from "./resolved-policy.ts";

/**
 * Rule 5: without a RestrictAccess policy, whoever no DenyAccess policy refuses is let in.
 *
 * @see https://learn.microsoft.com/powershell/module/exchangepowershell/new-applicationaccesspolicy
 *   "Description", rule 5 (docs as of 2026-08-21)
 */
export function policyNone(app: string, policies: readonly ResolvedPolicy[]): Contribution[] {
  return policies.every(isDeny) ? [contribution("policy-none", app, "allow")] : [];
}
