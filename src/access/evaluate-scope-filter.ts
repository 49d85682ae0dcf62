import type { Recipient } from "../model/recipient.ts";
import { compileFilter } from "../opath/evaluate-filter.ts";
import type { UnmixedFilter } from "../opath/filter-ast.ts";
import type { FilterableRecipient, PropertyRead } from "../opath/filterable-recipient.ts";
import { parseFilter } from "../opath/parse-filter.ts";
import {
  findMixedChain,
  resolvePrecedence,
  type PrecedenceReading,
} from "../opath/resolve-precedence.ts";
import { listed, mailboxSet } from "../sets/mailbox-set.ts";
import { answerFor, certain, perhapsEverybody, type Membership } from "../sets/membership.ts";
import { directMembers } from "./direct-members.ts";
import { agreed, selectByGroups, type Selection } from "./select-by-groups.ts";
import type { TenantFacts } from "./tenant-facts.ts";

/**
 * The mailboxes that a recipient filter selects: for certain, perhaps, and (all the others) not.
 *
 * A filter that cannot be parsed selects perhaps everyone. Membership of a group counts direct members only, and
 * only of groups that Exchange recognises, by their distinguished name.
 *
 * @see https://learn.microsoft.com/exchange/recipientfilter-properties "MemberOfGroup" (docs as of 2026-06-19)
 */
export function evaluateScopeFilter(facts: TenantFacts, text: string): Membership {
  const evaluated = EVALUATED.get(facts) ?? new Map<string, Membership>();
  EVALUATED.set(facts, evaluated);
  const members = evaluated.get(text) ?? evaluate(facts, text);
  evaluated.set(text, members);
  return members;
}

/** Once for each filter of a tenant: many assignments share a scope. */
const EVALUATED = new WeakMap<TenantFacts, Map<string, Membership>>();

function evaluate(facts: TenantFacts, text: string): Membership {
  const parsed = parseFilter(text);
  if (!parsed.ok) return perhapsEverybody;
  const selection: Selection = {
    membersOf: (dn) => membersByDn(facts, dn),
    walk: (filter) => walk(facts, filter),
  };
  const select = (reading: PrecedenceReading): Membership =>
    selectByGroups(resolvePrecedence(parsed.filter, reading), selection);
  const one = select("andBindsTighter");
  const members =
    findMixedChain(parsed.filter) === undefined ? one : agreed(one, select("leftToRight"));
  const size = facts.index.keys.length;
  return { yes: listed(members.yes, size), maybe: listed(members.maybe, size) };
}

/** Asks every mailbox. */
function walk(facts: TenantFacts, filter: UnmixedFilter): Membership {
  const select = compileFilter(filter);
  const yes: number[] = [];
  const maybe: number[] = [];
  for (const [index, mailbox] of facts.mailboxes.entries()) {
    const { value } = select(
      asFilterable(facts, mailbox, (dn) => ANSWERS[answerFor(membersByDn(facts, dn), index)]),
    );
    if (value === "true") yes.push(index);
    else if (value === "unknown") maybe.push(index);
  }
  return { yes: mailboxSet(yes), maybe: mailboxSet(maybe) };
}

type Answer = "true" | "false" | "unknown";

const ANSWERS: Readonly<Record<"allowed" | "denied" | "unknown", Answer>> = {
  allowed: "true",
  denied: "false",
  unknown: "unknown",
};

function membersByDn(facts: TenantFacts, foldedDn: string): Membership {
  const group = facts.groupsByDn.get(foldedDn);
  if (group === undefined)
    return groupsAreComplete(facts) ? certain(mailboxSet([])) : perhapsEverybody;
  const members = directMembers(facts, group.key);
  return members.status === "read" ? certain(members.value.mailboxes) : perhapsEverybody;
}

/** A name that no group has matches nobody, but only where every group's name was read. */
function groupsAreComplete(facts: TenantFacts): boolean {
  return facts.recipients !== null && facts.groupsByDn.size === facts.groups.length;
}

const CORE: Readonly<Record<string, keyof Recipient>> = {
  externaldirectoryobjectid: "externalDirectoryObjectId",
  guid: "guid",
  name: "name",
  displayname: "displayName",
  alias: "alias",
  primarysmtpaddress: "primarySmtpAddress",
  recipienttypedetails: "recipientTypeDetails",
  distinguishedname: "distinguishedName",
};

function asFilterable(
  facts: TenantFacts,
  mailbox: Recipient,
  memberOf: (foldedDn: string) => Answer,
): FilterableRecipient {
  return {
    memberOf,
    property: (name): PropertyRead => {
      const lower = name.toLowerCase();
      if (Object.hasOwn(mailbox.properties, lower)) {
        return { status: "read", value: mailbox.properties[lower] };
      }
      if (lower === "userprincipalname") return readPrincipalName(facts, mailbox);
      const key = CORE[lower];
      const value = key === undefined ? undefined : mailbox[key];
      return value === undefined ? { status: "notRead" } : { status: "read", value };
    },
  };
}

/** Rows of Get-Recipient carry no UserPrincipalName (U16): Graph's users do. */
function readPrincipalName(facts: TenantFacts, mailbox: Recipient): PropertyRead {
  const value = facts.userPrincipalNames?.get(mailbox.key);
  return value === undefined ? { status: "notRead" } : { status: "read", value };
}
