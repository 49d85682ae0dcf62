import { certain, perhapsEverybody } from "../sets/membership.ts";
import { contribution } from "./contribution.ts";
import { directMembers } from "./direct-members.ts";
import { rbacUnclear } from "./rbac-unclear.ts";
import type { ResourceScope } from "./resolved-assignment.ts";
import type { Recipient } from "../model/recipient.ts";
import type { TenantFacts } from "./tenant-facts.ts";

/**
 * A group scope reaches the group's direct members; members of nested groups are out of scope.
 *
 * The read-back names the group by its Name (a Microsoft 365 group: `<alias>_<guid>`). Dynamic distribution groups
 * are not in the list of supported groups (U6): whom they reach is open.
 *
 * @see https://learn.microsoft.com/exchange/permissions-exo/application-rbac "Limitations": "Nested group members
 *   are considered out of scope" (docs as of 2025-11-25)
 */
export function rbacGroup(facts: TenantFacts, assignment: string, name: string): ResourceScope {
  if (facts.recipients === null) return rbacUnclear(assignment, name, "exchange/recipients");
  const group = findGroup(facts.groups, name);
  if (group === undefined) return rbacUnclear(assignment, name);
  const members = directMembers(facts, group.key);
  if (members.status === "notRead") {
    return {
      kind: "group",
      name,
      members: perhapsEverybody,
      contributions: [
        contribution("rbac-group", assignment, "unknown", { section: members.section }),
      ],
    };
  }
  return {
    kind: "group",
    name,
    members: certain(members.value.mailboxes),
    contributions: [
      contribution("rbac-group", assignment, "allow", { mailboxes: members.value.mailboxes }),
    ],
  };
}

/** The group that a reference names; undefined where that is none, or nobody can tell which. */
export function findGroup(groups: readonly Recipient[], reference: string): Recipient | undefined {
  const matching = matchGroups(groups, reference);
  return matching.length === 1 ? matching[0] : undefined;
}

/** By Name, distinguished name, Guid or Entra object id; by display name only where that names nothing. */
export function matchGroups(groups: readonly Recipient[], reference: string): readonly Recipient[] {
  const wanted = reference.toLowerCase();
  const exact = groups.filter((group) =>
    [group.name, group.distinguishedName, group.guid, group.key].some(
      (value) => value?.toLowerCase() === wanted,
    ),
  );
  return exact.length > 0
    ? exact
    : groups.filter(({ displayName }) => displayName?.toLowerCase() === wanted);
}
