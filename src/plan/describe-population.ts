import type { Population } from "../model/plan-document.ts";
import { SPECIAL_MAILBOX_TYPES } from "../model/recipient.ts";
import type { Snapshot } from "../model/snapshot.ts";
import type { MailboxIndex } from "../sets/mailbox-index.ts";

/** Counts the mailboxes, and apart from them those without documented behaviour (U9). */
export function describePopulation(snapshot: Snapshot, index: MailboxIndex): Population {
  const section = snapshot.sections["exchange/recipients"];
  if (section.status !== "read") return { mailboxes: null, apart: null };
  const apart = new Map<string, number>();
  for (const { recipientTypeDetails: type } of section.rows) {
    if (SPECIAL_MAILBOX_TYPES.has(type.toLowerCase())) apart.set(type, (apart.get(type) ?? 0) + 1);
  }
  const sorted = [...apart].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return {
    mailboxes: index.known ? index.keys.length : null,
    apart: Object.fromEntries(sorted),
  };
}
