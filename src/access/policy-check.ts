import type { PolicyCheckRow } from "../model/exchange-rows.ts";
import type { ParentRead } from "../model/snapshot.ts";
import type { AppId, RecipientKey } from "../model/ids.ts";
import {
  hasMailbox,
  intersect,
  mailboxSet,
  noMailbox,
  union,
  type MailboxSet,
} from "../sets/mailbox-set.ts";
import { answerFor, type Membership } from "../sets/membership.ts";
import { admittedByPolicies } from "./decide-by-access-policies.ts";
import { membersUnderPolicy, type Nesting } from "./nested-group-under-policy.ts";
import type { ResolvedPolicy } from "./resolved-policy.ts";
import type { TenantFacts } from "./tenant-facts.ts";
import { groupPairs } from "../model/group-pairs.ts";
import { onceFor } from "../model/once-for.ts";

/** What the service answered for one app, by mailbox number; indeterminate answers are left out. */
export interface PolicyChecks {
  readonly granted: MailboxSet;
  readonly denied: MailboxSet;
}

/**
 * The answers of `Test-ApplicationAccessPolicy` for an app: the policy layer alone.
 *
 * It says Granted for an app without a policy, and knows neither Entra's consent nor role assignments.
 *
 * @see https://learn.microsoft.com/powershell/module/exchangepowershell/test-applicationaccesspolicy
 *   (docs as of 2026-08-21)
 */
export function policyChecksOf(facts: TenantFacts, app: AppId | null): PolicyChecks {
  const section = facts.snapshot.sections["exchange/policyChecks"];
  const none: PolicyChecks = { granted: noMailbox, denied: noMailbox };
  if (section.status !== "read" || app === null) return none;
  const reads = policyCheckReads(section.parents).get(app) ?? [];
  const rows = reads.flatMap((read) => (read.status === "read" ? read.rows : []));
  const answered = (result: PolicyCheckRow["result"]): MailboxSet =>
    mailboxSet(rows.filter((row) => row.result === result).flatMap((row) => indexOf(facts, row)));
  return { granted: answered("granted"), denied: answered("denied") };
}

/** How each check was read, by app: a key names app and mailbox. Sorted out once, for every app of a tenant asks. */
export const policyCheckReads = onceFor((reads: ReadonlyMap<string, ParentRead<PolicyCheckRow>>) =>
  groupPairs([...reads].map(([key, read]) => [key.slice(0, key.indexOf("/")), read] as const)),
);

/**
 * Learns from the checks which nested groups count under which policy.
 *
 * One answer for a member of a nested group speaks for that policy and group, but the check answers for all policies
 * of the app together: it says something where it rules out one of the two readings, whatever becomes of the other
 * nested groups (a mailbox that is let in is denied by none of them). Answers that contradict each other leave the
 * group undecided.
 */
export function settleNesting(
  policies: readonly ResolvedPolicy[],
  checks: PolicyChecks,
): ReadonlyMap<string, Nesting> {
  const settled = new Map<string, Nesting>();
  for (const policy of policies) {
    for (const { key, members } of policy.scope.nested) {
      const asked = [...intersect(union(checks.granted, checks.denied), members.yes).bits];
      if (asked.length === 0) continue;
      const readings: Readings = {
        honoured: admittedIf(policies, { policy, key }, "honoured"),
        ignored: admittedIf(policies, { policy, key }, "ignored"),
      };
      const answers = new Set(
        asked
          .map((mailbox) => whatItSays(readings, mailbox, checks))
          .filter((nesting) => nesting !== "unknown"),
      );
      const [only] = answers;
      if (answers.size === 1 && only !== undefined) settled.set(nestingKey(policy, key), only);
    }
  }
  return settled;
}

/** Tells for each policy and nested group what the checks settled; "unknown" where they say nothing. */
export function createNestingLookup(
  policies: readonly ResolvedPolicy[],
  checks: PolicyChecks,
): (policy: Pick<ResolvedPolicy, "id">, group: RecipientKey) => Nesting {
  const settled = settleNesting(policies, checks);
  return (policy, group) => settled.get(nestingKey(policy, group)) ?? "unknown";
}

const nestingKey = (policy: Pick<ResolvedPolicy, "id">, group: RecipientKey): string =>
  `${policy.id}\u0000${group}`;

/** Where the service contradicts what the policies say for certain, or itself. */
export function policyCheckConflicts(admitted: Membership, checks: PolicyChecks): MailboxSet {
  const wrong = (answered: MailboxSet, expected: "allowed" | "denied"): number[] =>
    [...answered.bits].filter((mailbox) => {
      const ours = answerFor(admitted, mailbox);
      return ours !== "unknown" && ours !== expected;
    });
  const ours = mailboxSet([...wrong(checks.granted, "allowed"), ...wrong(checks.denied, "denied")]);
  return union(ours, intersect(checks.granted, checks.denied));
}

/** Whom the policies of an app let in, by either reading of one nested group under one policy. */
interface Readings {
  readonly honoured: Membership;
  readonly ignored: Membership;
}

function whatItSays(readings: Readings, mailbox: number, checks: PolicyChecks): Nesting {
  const granted = hasMailbox(checks.granted, mailbox);
  // Two answers for one mailbox that contradict each other say nothing.
  if (granted && hasMailbox(checks.denied, mailbox)) return "unknown";
  const answer = granted ? "allowed" : "denied";
  const isRuledOut = (reading: Membership): boolean => {
    const expected = answerFor(reading, mailbox);
    return expected !== "unknown" && expected !== answer;
  };
  const [honoured, ignored] = [isRuledOut(readings.honoured), isRuledOut(readings.ignored)];
  if (honoured === ignored) return "unknown";
  return honoured ? "ignored" : "honoured";
}

function admittedIf(
  policies: readonly ResolvedPolicy[],
  nested: { readonly policy: ResolvedPolicy; readonly key: RecipientKey },
  nesting: Nesting,
): Membership {
  const assumed = policies.map((one) => ({
    row: one.row,
    members: membersUnderPolicy(one.scope, (group) =>
      one.id === nested.policy.id && group === nested.key ? nesting : "unknown",
    ),
  }));
  return admittedByPolicies(assumed);
}

function indexOf(facts: TenantFacts, row: PolicyCheckRow): number[] {
  const index = facts.index.indexOf(row.mailbox);
  return index === undefined ? [] : [index];
}
