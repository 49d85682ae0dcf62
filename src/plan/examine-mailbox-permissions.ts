import { isMailboxType } from "../model/recipient.ts";
import type { Snapshot } from "../model/snapshot.ts";

/** How far mailbox permissions were read, in mailboxes. */
export type Examined =
  | { readonly extent: "none" }
  | { readonly extent: "whole" }
  /** `of` = null: nobody knows how many mailboxes there are. */
  | { readonly extent: "part"; readonly mailboxes: number; readonly of: number | null };

/**
 * Tells how far mailbox permissions were examined: whole only where every mailbox was read.
 *
 * A mailbox that is not listed, was refused or was not found by the service is one that nobody looked at.
 */
export function examineMailboxPermissions({ sections }: Snapshot): Examined {
  const permissions = sections["exchange/mailboxPermissions"];
  const recipients = sections["exchange/recipients"];
  if (permissions.status !== "read") return { extent: "none" };
  const isRead = (key: string): boolean => permissions.parents.get(key)?.status === "read";
  const mailboxes = [...permissions.parents.keys()].filter(isRead).length;
  if (recipients.status !== "read") {
    return mailboxes === 0 ? { extent: "none" } : { extent: "part", mailboxes, of: null };
  }
  const all = recipients.rows.filter((row) => isMailboxType(row.recipientTypeDetails));
  const read = all.filter(({ key }) => isRead(key)).length;
  if (read === all.length) return { extent: "whole" };
  return read === 0 ? { extent: "none" } : { extent: "part", mailboxes: read, of: all.length };
}
