import type { AccessRule, Because } from "../model/because.ts";
import { everyMailbox, hasMailbox, isEmptySet, type MailboxSet } from "../sets/mailbox-set.ts";

/** What one rule says, and of which mailboxes. */
export interface Contribution extends Because {
  readonly mailboxes: MailboxSet;
}

/** A contribution about every mailbox, unless told otherwise. */
export function contribution(
  rule: AccessRule,
  subject: string,
  effect: Because["effect"],
  about: { readonly mailboxes?: MailboxSet; readonly section?: string } = {},
): Contribution {
  const mailboxes = about.mailboxes ?? everyMailbox;
  const base = { rule, subject, effect, mailboxes };
  return about.section === undefined ? base : { ...base, section: about.section };
}

/**
 * The reasons behind an answer, sorted, each once; with `mailbox`, only those that speak of it.
 *
 * A rule that speaks of nobody is no reason. With no mailbox known (`size` 0), "everybody" still speaks.
 */
export function explainContributions(
  contributions: readonly Contribution[],
  about: { readonly mailbox?: number; readonly size: number },
): Because[] {
  const speaking = contributions.filter(({ mailboxes }) =>
    about.mailbox === undefined
      ? speaksOfSomebody(mailboxes, about.size)
      : hasMailbox(mailboxes, about.mailbox),
  );
  const byText = new Map(speaking.map((one) => [sortKey(one), withoutMailboxes(one)]));
  return [...byText].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, because]) => because);
}

const speaksOfSomebody = (mailboxes: MailboxSet, size: number): boolean =>
  size === 0 ? mailboxes.everyoneBut : !isEmptySet(mailboxes, size);

function sortKey({ rule, subject, effect, section }: Because): string {
  return [rule, subject, effect, section ?? ""].join("\u0000");
}

function withoutMailboxes({ rule, subject, effect, section }: Because): Because {
  return section === undefined ? { rule, subject, effect } : { rule, subject, effect, section };
}
