import type { TenantFacts } from "../access/tenant-facts.ts";
import type { ScopeObjectKind } from "../model/plan-step.ts";
import type { SectionName } from "../model/sections.ts";
import type { MailboxSet } from "../sets/mailbox-set.ts";
import { certain, uncertain, type Membership } from "../sets/membership.ts";

/** What must be readable once the object is a scope: who is in it, and under which names Exchange knows it. */
const READ_BACK = {
  group: ["exchange/groupMembers"],
  administrativeUnit: ["exchange/administrativeUnits", "graph/administrativeUnitMembers"],
} as const satisfies Record<ScopeObjectKind, readonly SectionName[]>;

/**
 * Members of a group or unit that is to be a scope: uncertain where the section is unread that would show them, or its
 * assignments, once it is made. A plan that nobody could see half done could not go on.
 */
export const membersAsScope = (
  facts: TenantFacts,
  kind: ScopeObjectKind,
  members: MailboxSet,
): Membership => (unreadOfScope(facts, kind) === undefined ? certain(members) : uncertain(members));

/** The first section that keeps an object of the kind from being recognised as a scope. */
export const unreadOfScope = (
  { snapshot }: TenantFacts,
  kind: ScopeObjectKind,
): (typeof READ_BACK)[ScopeObjectKind][number] | undefined =>
  READ_BACK[kind].find((section) => snapshot.sections[section].status !== "read");
