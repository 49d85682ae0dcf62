import type { GroupMemberRow } from "../model/exchange-rows.ts";
import type { RecipientKey } from "../model/ids.ts";
import { GROUP_TYPES, isDynamicGroupType } from "../model/recipient.ts";
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
 * A dynamic distribution group has no member list, whatever the evidence has of it; a group that the service did not
 * find while the recipients list it is a contradiction: both are "not read". A group that is nowhere has no members.
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
  if (section.status !== "read" || isDynamic(facts, group)) return unread;
  const parent = section.parents.get(group);
  if (parent?.status === "notFound" && facts.recipients !== null && !facts.recipients.has(group)) {
    return { status: "read", value: { mailboxes: mailboxSet([]), nestedGroups: [] } };
  }
  return parent?.status === "read"
    ? { status: "read", value: sortOut(facts, parent.rows) }
    : unread;
}

const isDynamic = ({ recipients }: TenantFacts, group: RecipientKey): boolean =>
  isDynamicGroupType(recipients?.get(group)?.recipientTypeDetails ?? "");

function sortOut(facts: TenantFacts, rows: readonly GroupMemberRow[]): DirectMembers {
  const indexes: number[] = [];
  const nestedGroups: RecipientKey[] = [];
  for (const row of rows) {
    const index = facts.index.indexOf(row.member);
    if (index !== undefined) indexes.push(index);
    if (isGroupLike(facts, row, index)) nestedGroups.push(row.member);
  }
  return { mailboxes: mailboxSet(indexes), nestedGroups: nestedGroups.toSorted() };
}

/** Groups that Exchange cannot list members of (an Entra security group) are groups all the same. */
function isGroupLike(
  facts: TenantFacts,
  row: GroupMemberRow,
  mailbox: number | undefined,
): boolean {
  const type = row.recipientTypeDetails ?? facts.recipients?.get(row.member)?.recipientTypeDetails;
  return type === undefined ? mailbox === undefined : namesGroup(type);
}

/** There are a dozen types, and millions of members. */
const NAMES_GROUP = new Map<string, boolean>();

function namesGroup(type: string): boolean {
  const known = NAMES_GROUP.get(type);
  if (known !== undefined) return known;
  const lower = type.toLowerCase();
  const answer = GROUP_TYPES.has(lower) || lower.includes("group");
  NAMES_GROUP.set(type, answer);
  return answer;
}
