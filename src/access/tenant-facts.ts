import { recipientKey, type RecipientKey } from "../model/ids.ts";
import { isGroupType, isMailboxType, type Recipient } from "../model/recipient.ts";
import type { Snapshot } from "../model/snapshot.ts";
import { foldDn } from "../opath/fold-dn.ts";
import { createMailboxIndex, type MailboxIndex } from "../sets/mailbox-index.ts";

/** The snapshot with its recipients numbered and its groups indexed. */
export interface TenantFacts {
  readonly snapshot: Snapshot;
  readonly index: MailboxIndex;
  /** By mailbox number. */
  readonly mailboxes: readonly Recipient[];
  /** Null when recipients were not read. */
  readonly recipients: ReadonlyMap<RecipientKey, Recipient> | null;
  readonly groups: readonly Recipient[];
  /** By folded distinguished name. */
  readonly groupsByDn: ReadonlyMap<string, Recipient>;
  /** User principal names by recipient key; null when users were not read. */
  readonly userPrincipalNames: ReadonlyMap<RecipientKey, string> | null;
}

/** Numbers the mailboxes and indexes the recipients of a snapshot. */
export function indexTenant(snapshot: Snapshot): TenantFacts {
  const section = snapshot.sections["exchange/recipients"];
  const rows = section.status === "read" ? section.rows : null;
  const recipients = rows === null ? null : new Map(rows.map((row) => [row.key, row]));
  const keys = rows?.filter((row) => isMailboxType(row.recipientTypeDetails)).map(({ key }) => key);
  const index = createMailboxIndex(keys ?? null);
  const groups = rows?.filter((row) => isGroupType(row.recipientTypeDetails)) ?? [];
  return {
    snapshot,
    index,
    mailboxes: index.keys.flatMap((key) => recipients?.get(key) ?? []),
    recipients,
    groups,
    groupsByDn: new Map(groups.flatMap((group) => [...foldedDn(group)].map((dn) => [dn, group]))),
    userPrincipalNames: readUserPrincipalNames(snapshot),
  };
}

function* foldedDn({ distinguishedName }: Recipient): Generator<string> {
  const folded = distinguishedName === undefined ? undefined : foldDn(distinguishedName);
  if (folded !== undefined) yield folded;
}

function readUserPrincipalNames(snapshot: Snapshot): ReadonlyMap<RecipientKey, string> | null {
  const users = snapshot.sections["graph/users"];
  if (users.status !== "read") return null;
  const named = users.rows.flatMap(({ id, userPrincipalName }) =>
    userPrincipalName === undefined ? [] : [[recipientKey(id), userPrincipalName] as const],
  );
  return new Map(named);
}
