import type { RecipientKey } from "../model/ids.ts";

/**
 * The population: every mailbox that counts, each with a number.
 *
 * INVARIANT: `keys` is sorted, so the same tenant numbers its mailboxes alike however it was read.
 */
export interface MailboxIndex {
  readonly keys: readonly RecipientKey[];
  /** False when recipients were not read: nothing can be counted then. */
  readonly known: boolean;
  /** Number of the mailbox, or undefined when the key is no mailbox of the population. */
  indexOf(key: RecipientKey): number | undefined;
}

/** Numbers the mailboxes; `null` = recipients were not read. */
export function createMailboxIndex(keys: Iterable<RecipientKey> | null): MailboxIndex {
  const sorted = [...new Set(keys ?? [])].toSorted();
  const byKey = new Map(sorted.map((key, index) => [key, index]));
  return { keys: sorted, known: keys !== null, indexOf: (key) => byKey.get(key) };
}
