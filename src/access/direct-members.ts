import type { GroupMemberRow } from "../model/exchange-rows.ts";
import type { RecipientKey } from "../model/ids.ts";
import { GROUP_TYPES } from "../model/recipient.ts";
import { mailboxSet, type MailboxSet } from "../sets/mailbox-set.ts";
import { notRead, type Known } from "./known.ts";
import type { TenantFacts } from "./tenant-facts.ts";

/** The direct members of a group: its mailboxes, and the groups nested in it. */
export interface DirectMembers {
  readonly mailboxes: MailboxSet;
  readonly nestedGroups: readonly RecipientKey[];
}

/**
 * The direct members of a group, or "not read".
 *
 * A dynamic distribution group has no member list; a group that the service did not find while the recipients list
 * it is a contradiction: both are "not read". A group that is nowhere has no members.
 */
export function directMembers(facts: TenantFacts, group: RecipientKey): Known<DirectMembers> {
  const resolved = RESOLVED.get(facts) ?? new Map<RecipientKey, Known<DirectMembers>>();
  RESOLVED.set(facts, resolved);
  const members = resolved.get(group) ?? resolveDirectMembers(facts, group);
  resolved.set(group, members);
  return members;
}

/** Many policies, scopes and candidates ask for the same group, which may have hundreds of thousands of members. */
const RESOLVED = new WeakMap<TenantFacts, Map<RecipientKey, Known<DirectMembers>>>();

function resolveDirectMembers(facts: TenantFacts, group: RecipientKey): Known<DirectMembers> {
  const unread = notRead("exchange/groupMembers");
  const section = facts.snapshot.sections["exchange/groupMembers"];
  if (section.status !== "read") return unread;
  const parent = section.parents.get(group);
  if (parent?.status === "notFound" && facts.recipients !== null && !facts.recipients.has(group)) {
    return { status: "read", value: { mailboxes: mailboxSet([]), nestedGroups: [] } };
  }
  if (parent?.status !== "read") return unread;
  const indexes = parent.rows.flatMap(({ member }) => facts.index.indexOf(member) ?? []);
  const nestedGroups = parent.rows
    .filter((row) => isGroupLike(facts, row))
    .map(({ member }) => member)
    .toSorted();
  return { status: "read", value: { mailboxes: mailboxSet(indexes), nestedGroups } };
}

/** Groups that Exchange cannot list members of (an Entra security group) are groups all the same. */
function isGroupLike(facts: TenantFacts, row: GroupMemberRow): boolean {
  const type = row.recipientTypeDetails ?? facts.recipients?.get(row.member)?.recipientTypeDetails;
  if (type === undefined) return facts.index.indexOf(row.member) === undefined;
  const lower = type.toLowerCase();
  return GROUP_TYPES.has(lower) || lower.includes("group");
}
