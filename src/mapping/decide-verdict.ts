import type { Verdict } from "../model/plan-permission.ts";
import { except, intersect, isEmptySet, type MailboxSet } from "../sets/mailbox-set.ts";
import type { Membership } from "../sets/membership.ts";

/** What a target keeps, adds and takes, against what is reached today. */
export interface Difference {
  readonly verdict: Verdict;
  readonly kept: MailboxSet;
  readonly gained: MailboxSet;
  readonly lost: MailboxSet;
}

/**
 * Compares what an app reaches today with what it would reach, mailbox by mailbox.
 *
 * INVARIANT: whatever is undecided on either side makes the verdict `unproven`, never `equivalent`.
 */
export function decideVerdict(before: Membership, target: Membership, size: number): Difference {
  const kept = intersect(before.yes, target.yes);
  const gained = except(target.yes, before.yes);
  const lost = except(before.yes, target.yes);
  const open = !isEmptySet(before.maybe, size) || !isEmptySet(target.maybe, size);
  const verdict = open
    ? "unproven"
    : nameDifference(isEmptySet(gained, size), isEmptySet(lost, size));
  return { verdict, kept, gained, lost };
}

function nameDifference(gainsNothing: boolean, losesNothing: boolean): Verdict {
  if (gainsNothing) return losesNothing ? "equivalent" : "narrower";
  return losesNothing ? "wider" : "mixed";
}

/** The verdict on several permissions together: open beats all; a gain here and a loss there is mixed. */
export function worstVerdict(verdicts: readonly Verdict[]): Verdict {
  const told = new Set(verdicts);
  if (told.has("unproven")) return "unproven";
  if (told.has("mixed") || (told.has("wider") && told.has("narrower"))) return "mixed";
  if (told.has("wider")) return "wider";
  return told.has("narrower") ? "narrower" : "equivalent";
}
