import { directMembers } from "../access/direct-members.ts";
import { matchUnits, resolveUnitMembers } from "../access/rbac-administrative-unit.ts";
import { matchGroups } from "../access/rbac-group.ts";
import type { TenantFacts } from "../access/tenant-facts.ts";
import { firstFilled } from "../access/resolved-assignment.ts";
import { isCopyName } from "../model/copy-names.ts";
import type { Snapshot } from "../model/snapshot.ts";
import type { RoleAssignmentRow } from "../model/exchange-rows.ts";
import type { ScopeObjectKind } from "../model/plan-step.ts";
import type { Recipient } from "../model/recipient.ts";
import { isEmptySet, isSubset, sameMailboxes, type MailboxSet } from "../sets/mailbox-set.ts";
import type { AppState } from "./app-state.ts";
import { groupPairs } from "../model/group-pairs.ts";
import { onceFor } from "../model/once-for.ts";

/**
 * What the tenant has under the name of a group or unit that is to hold a copy of members.
 *
 * `foreign` = something else, one with other members, or one that is in use before it is full; `unread` = its members
 * were not read.
 */
export type FoundCopy = "none" | "full" | "part" | "unread" | "foreign";

/** Looks a copy up by its name, which tells what it is to hold. */
export function findCopy(
  state: AppState,
  { kind, name }: { readonly kind: ScopeObjectKind; readonly name: string },
  wanted: MailboxSet,
): FoundCopy {
  const made = state.made?.find((one) => one.kind === kind && one.name === name);
  const size = state.facts.index.keys.length;
  if (made !== undefined) {
    const { yes, maybe } = made.members;
    return isEmptySet(maybe, size) ? compare(yes, wanted, size) : "foreign";
  }
  return kind === "group" ? findGroupCopy(state, name, wanted) : findUnitCopy(state, name, wanted);
}

/** What is in it and is not wanted, makes it another's. */
function compare(members: MailboxSet, wanted: MailboxSet, size: number): FoundCopy {
  if (sameMailboxes(members, wanted, size)) return "full";
  return isSubset(members, wanted, size) ? "part" : "foreign";
}

function findGroupCopy(state: AppState, name: string, wanted: MailboxSet): FoundCopy {
  const { facts } = state;
  const named = recipientsByOwnName(facts).get(name.toLowerCase()) ?? [];
  const [group] = named;
  if (group === undefined) return "none";
  if (named.length > 1 || !isSecurityGroup(group, name)) return "foreign";
  const members = directMembers(facts, group.key);
  if (members.status === "notRead") return "unread";
  if (members.value.nestedGroups.length > 0) return "foreign";
  const found = compare(members.value.mailboxes, wanted, facts.index.keys.length);
  return found === "part" && isUsed(state, "group", group.key) ? "foreign" : found;
}

/** A group is found by its Name: one that only looks like it is another. */
const isSecurityGroup = (
  { recipientTypeDetails: type, name }: Recipient,
  wanted: string,
): boolean =>
  type.toLowerCase() === "mailuniversalsecuritygroup" &&
  name?.toLowerCase() === wanted.toLowerCase();

/** Recipients whose Name or display name has the form of a copy's; one walk for a tenant: many apps ask. */
const recipientsByOwnName = onceFor((facts: TenantFacts) => groupPairs(namedAsCopies(facts)));

function* namedAsCopies({ recipients }: TenantFacts): Generator<readonly [string, Recipient]> {
  for (const recipient of recipients?.values() ?? []) {
    const names = [recipient.name, recipient.displayName].flatMap((text) =>
      text !== undefined && isCopyName(text) ? [text.toLowerCase()] : [],
    );
    for (const name of new Set(names)) yield [name, recipient];
  }
}

function findUnitCopy(state: AppState, name: string, wanted: MailboxSet): FoundCopy {
  const { facts } = state;
  const units = facts.snapshot.sections["graph/administrativeUnits"];
  if (units.status !== "read") return "foreign";
  const named = units.rows.filter(
    ({ displayName }) => displayName?.toLowerCase() === name.toLowerCase(),
  );
  const [unit] = named;
  if (unit === undefined) return "none";
  if (named.length > 1 || unit.membershipType?.toLowerCase() === "dynamic") return "foreign";
  const id = unit.id.toLowerCase();
  const members = resolveUnitMembers(facts, id);
  if (members === null) return "unread";
  const found = compare(members, wanted, facts.index.keys.length);
  return found === "part" && isUsed(state, "administrativeUnit", id) ? "foreign" : found;
}

/**
 * Tells whether some assignment of the tenant is scoped by an object. What is in use is not filled any further: whom
 * that would give access, nobody planned.
 */
function isUsed({ facts }: AppState, kind: ScopeObjectKind, id: string): boolean {
  const rows = facts.snapshot.sections["exchange/roleAssignments"];
  return (rows.status === "read" ? rows.rows : []).some((row) => {
    const named = firstFilled(row.customResourceScope, row.customRecipientWriteScope);
    if (named === null || !isOfKind(row, kind)) return false;
    return kind === "group"
      ? matchGroups(facts.groups, named).some(({ key }) => key === id)
      : mayBeUnit(facts.snapshot, named, id);
  });
}

/** Exchange may not list a new unit yet: until it does, a name that fits no other may be this one's. */
function mayBeUnit(snapshot: Snapshot, reference: string, id: string): boolean {
  const matching = matchUnits(snapshot, reference);
  const exchange = snapshot.sections["exchange/administrativeUnits"];
  const isListed =
    exchange.status === "read" &&
    exchange.rows.some((unit) => unit.externalDirectoryObjectId?.toLowerCase() === id);
  return matching.includes(id) || (matching.length === 0 && !isListed);
}

const isOfKind = ({ recipientWriteScope }: RoleAssignmentRow, kind: ScopeObjectKind): boolean =>
  recipientWriteScope?.trim().toLowerCase() === kind.toLowerCase();
