import type { MailboxIndex } from "../sets/mailbox-index.ts";
import { complement, mailboxIndexes, type MailboxSet } from "../sets/mailbox-set.ts";

const PROBES = 2;

/**
 * Chooses mailboxes for the tests: the first inside the planned scope, and the first outside it.
 *
 * Only the outside ones prove a scope. Taken from the population, so never a system mailbox: the discovery mailbox
 * was seen to answer wrongly.
 */
export function chooseProbes(
  index: MailboxIndex,
  inside: MailboxSet,
): { readonly positive: readonly string[]; readonly negative: readonly string[] } {
  return {
    positive: firstKeys(index, inside),
    negative: firstKeys(index, complement(inside)),
  };
}

function firstKeys(index: MailboxIndex, set: MailboxSet): readonly string[] {
  const keys: string[] = [];
  for (const mailbox of mailboxIndexes(set, index.keys.length)) {
    const key = index.keys[mailbox];
    if (key !== undefined) keys.push(key);
    if (keys.length === PROBES) break;
  }
  return keys;
}
