import {
  complement,
  everyMailbox,
  except,
  hasMailbox,
  intersect,
  noMailbox,
  union,
  type MailboxSet,
} from "./mailbox-set.ts";

/**
 * Who is in, who may be in, and (all the others) who is not: membership with three values.
 *
 * INVARIANT: `yes` and `maybe` have no mailbox in common.
 */
export interface Membership {
  readonly yes: MailboxSet;
  readonly maybe: MailboxSet;
}

export const nobody: Membership = { yes: noMailbox, maybe: noMailbox };
export const everybody: Membership = { yes: everyMailbox, maybe: noMailbox };
export const perhapsEverybody: Membership = { yes: noMailbox, maybe: everyMailbox };

/** Members for certain. */
export const certain = (yes: MailboxSet): Membership => ({ yes, maybe: noMailbox });
/** Mailboxes of which nobody can say whether they are members. */
export const uncertain = (maybe: MailboxSet): Membership => ({ yes: noMailbox, maybe });

/** In either: certain where one is certain, open where one is open and none is certain. */
export function either(a: Membership, b: Membership): Membership {
  const yes = union(a.yes, b.yes);
  return { yes, maybe: except(union(a.maybe, b.maybe), yes) };
}

/** In both: out for certain where one is out for certain. */
export function both(a: Membership, b: Membership): Membership {
  const yes = intersect(a.yes, b.yes);
  return { yes, maybe: except(intersect(possible(a), possible(b)), yes) };
}

/** Not in. */
export function neither(a: Membership): Membership {
  return { yes: complement(possible(a)), maybe: a.maybe };
}

/** Everyone who is or may be in. */
export function possible(a: Membership): MailboxSet {
  return union(a.yes, a.maybe);
}

/** In any of them. */
export function anyOf(memberships: Iterable<Membership>): Membership {
  let all = nobody;
  for (const membership of memberships) all = either(all, membership);
  return all;
}

/** Takes the given mailboxes as undecided, whatever was said of them. */
export function undecide(a: Membership, mailboxes: MailboxSet): Membership {
  return { yes: except(a.yes, mailboxes), maybe: union(a.maybe, mailboxes) };
}

/** Replaces what is said of the mailboxes in `where` by what `by` says of them. */
export function override(a: Membership, where: MailboxSet, by: Membership): Membership {
  return {
    yes: union(except(a.yes, where), intersect(by.yes, where)),
    maybe: union(except(a.maybe, where), intersect(by.maybe, where)),
  };
}

export function answerFor(a: Membership, index: number): "allowed" | "denied" | "unknown" {
  if (hasMailbox(a.yes, index)) return "allowed";
  return hasMailbox(a.maybe, index) ? "unknown" : "denied";
}
