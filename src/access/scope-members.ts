import { except, intersect, mailboxSet, union, type MailboxSet } from "../sets/mailbox-set.ts";
import { override, possible, undecide, type Membership } from "../sets/membership.ts";
import { contribution, type Contribution } from "./contribution.ts";
import type { TenantFacts } from "./tenant-facts.ts";

/** What the service's own list of a scope's members makes of ours. */
export interface WitnessedMembers {
  readonly members: Membership;
  readonly contributions: readonly Contribution[];
  readonly witnessed: boolean;
}

/**
 * Compares the members that we find in a management scope with those that `Get-Recipient -Filter` found.
 *
 * Where ours is open, theirs decides. Where the two contradict each other nobody is right: open. A list that was
 * refused changes nothing: "not witnessed".
 *
 * @see https://learn.microsoft.com/powershell/module/exchangepowershell/get-recipient "-Filter"
 *   (docs as of 2026-08-21)
 */
export function witnessScopeMembers(
  facts: TenantFacts,
  scope: string,
  ours: Membership,
): WitnessedMembers {
  const theirs = readScopeMembers(facts, scope);
  if (theirs === null) return { members: ours, contributions: [], witnessed: false };
  const decided = ours.maybe;
  const conflicts = contradictions(ours, theirs);
  const settled = override(ours, decided, { yes: theirs, maybe: mailboxSet([]) });
  return {
    members: undecide(settled, conflicts),
    contributions: [
      contribution("scope-members", scope, "allow", { mailboxes: intersect(decided, theirs) }),
      contribution("scope-members", scope, "deny", { mailboxes: except(decided, theirs) }),
      contribution("scope-members", scope, "unknown", { mailboxes: conflicts }),
    ],
    witnessed: true,
  };
}

/** The mailboxes that only one of the two has for certain; null = the service was not asked, or did not answer. */
export function scopeMemberConflicts(
  facts: TenantFacts,
  scope: string,
  ours: Membership,
): MailboxSet | null {
  const theirs = readScopeMembers(facts, scope);
  return theirs === null ? null : contradictions(ours, theirs);
}

const contradictions = (ours: Membership, theirs: MailboxSet): MailboxSet =>
  union(except(ours.yes, theirs), except(theirs, possible(ours)));

function readScopeMembers(facts: TenantFacts, scope: string): MailboxSet | null {
  const section = facts.snapshot.sections["exchange/scopeMembers"];
  const parent = section.status === "read" ? section.parents.get(scope.toLowerCase()) : undefined;
  if (parent?.status !== "read" || !facts.index.known) return null;
  return mailboxSet(parent.rows.flatMap((row) => facts.index.indexOf(row.recipient) ?? []));
}
