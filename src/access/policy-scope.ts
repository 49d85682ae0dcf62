import type { AccessPolicyRow } from "../model/exchange-rows.ts";
import { recipientKey, type RecipientKey } from "../model/ids.ts";
import { isGroupType, isMailboxType, type Recipient } from "../model/recipient.ts";
import { certain, nobody, perhapsEverybody, possible, uncertain } from "../sets/membership.ts";
import { mailboxSet } from "../sets/mailbox-set.ts";
import { directMembers } from "./direct-members.ts";
import { nameOfGroup, nameOfMailbox } from "./name-recipient.ts";
import { resolveNestedGroups } from "./nested-group-under-policy.ts";
import type { ResolvedPolicyScope } from "./resolved-policy-scope.ts";
import type { TenantFacts } from "./tenant-facts.ts";

const SCOPE_ID = /;\s*([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\s*$/i;
const SECURITY_GROUP = "mailuniversalsecuritygroup";
const ACCOUNTS: ReadonlySet<string> = new Set(["usermailbox", "linkedmailbox"]);

/**
 * Resolves the scope of a policy by the Entra object id at the end of its Identity; names are not unique.
 *
 * A scope that is gone keeps its policy in force with nobody in it. Scopes that the documentation rules out (a
 * distribution list, a Microsoft 365 group, a shared mailbox of its own) may exist after a conversion: who is in
 * them is open.
 *
 * @see https://learn.microsoft.com/powershell/module/exchangepowershell/new-applicationaccesspolicy
 *   "-PolicyScopeGroupId" (docs as of 2026-08-21)
 */
export function resolvePolicyScope(
  facts: TenantFacts,
  policy: AccessPolicyRow,
): ResolvedPolicyScope {
  const id = policyScopeId(policy);
  const none = { id, name: policy.scopeName ?? null, recipient: null, nested: [] };
  if (id === null) return { ...none, kind: "unresolved", direct: perhapsEverybody };
  if (facts.recipients === null) return { ...none, kind: "notRead", direct: perhapsEverybody };
  const recipient = facts.recipients.get(id);
  if (recipient === undefined) return { ...none, kind: "deleted", direct: nobody };
  return isGroupType(recipient.recipientTypeDetails)
    ? resolveGroupScope(facts, recipient)
    : resolveSingleScope(facts, recipient);
}

/** The Entra object id of the scope, or null when the Identity cannot be read. */
export function policyScopeId(policy: AccessPolicyRow): RecipientKey | null {
  const match = SCOPE_ID.exec(policy.identity) ?? SCOPE_ID.exec(policy.scopeIdentityRaw ?? "");
  return match?.[1] === undefined ? null : recipientKey(match[1]);
}

function resolveGroupScope(facts: TenantFacts, recipient: Recipient): ResolvedPolicyScope {
  const members = directMembers(facts, recipient.key);
  const base = { id: recipient.key, name: nameOfGroup(facts, recipient), recipient };
  if (members.status === "notRead") {
    return { ...base, kind: "notRead", direct: perhapsEverybody, nested: [] };
  }
  const nested = resolveNestedGroups(facts, recipient.key, members.value);
  const direct = certain(members.value.mailboxes);
  if (recipient.recipientTypeDetails.toLowerCase() === SECURITY_GROUP) {
    return { ...base, kind: "group", direct, nested };
  }
  return { ...base, kind: "unsupported", direct: uncertain(possible(direct)), nested };
}

function resolveSingleScope(facts: TenantFacts, recipient: Recipient): ResolvedPolicyScope {
  const index = facts.index.indexOf(recipient.key);
  const members = mailboxSet(index === undefined ? [] : [index]);
  const base = { id: recipient.key, name: nameOfMailbox(recipient), recipient, nested: [] };
  const type = recipient.recipientTypeDetails.toLowerCase();
  if (!isMailboxType(type) || ACCOUNTS.has(type)) {
    return { ...base, kind: "mailbox", direct: certain(members) };
  }
  return { ...base, kind: "unsupported", direct: uncertain(members) };
}
