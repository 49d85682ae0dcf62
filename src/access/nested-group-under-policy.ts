import type { RecipientKey } from "../model/ids.ts";
import {
  anyOf,
  certain,
  either,
  nobody,
  perhapsEverybody,
  possible,
  uncertain,
  type Membership,
} from "../sets/membership.ts";
import { directMembers, type DirectMembers } from "./direct-members.ts";
import type { NestedGroup, ResolvedPolicyScope } from "./resolved-policy-scope.ts";
import type { TenantFacts } from "./tenant-facts.ts";

/** Whether the service counts the members of one nested group under one policy. */
export type Nesting = "honoured" | "ignored" | "unknown";

/** Every group nested in a group, at any depth, each once; cycles end. Sorted. */
export function resolveNestedGroups(
  facts: TenantFacts,
  root: RecipientKey,
  rootMembers: DirectMembers,
): readonly NestedGroup[] {
  const found = new Map<RecipientKey, NestedGroup>();
  const open = [...rootMembers.nestedGroups];
  for (let key = open.pop(); key !== undefined; key = open.pop()) {
    if (found.has(key) || key === root) continue;
    const members = directMembers(facts, key);
    if (members.status === "notRead") {
      found.set(key, { key, members: perhapsEverybody });
      continue;
    }
    found.set(key, { key, members: certain(members.value.mailboxes) });
    open.push(...members.value.nestedGroups);
  }
  return [...found.values()].toSorted((a, b) => (a.key < b.key ? -1 : 1));
}

/**
 * The members of a policy's scope, nested groups counted as far as the service said so.
 *
 * The documentation counts nested groups, a user's report denies it, and both readings can hurt: until a policy
 * check speaks, members of a nested group alone are undecided.
 *
 * @see https://learn.microsoft.com/powershell/module/exchangepowershell/new-applicationaccesspolicy
 *   "-PolicyScopeGroupId": "including nested groups" (docs as of 2026-08-21)
 */
export function membersUnderPolicy(
  scope: ResolvedPolicyScope,
  nestingOf: (group: RecipientKey) => Nesting,
): Membership {
  const nested = scope.nested.map(({ key, members }) => countNested(members, nestingOf(key)));
  return either(scope.direct, anyOf(nested));
}

function countNested(members: Membership, nesting: Nesting): Membership {
  if (nesting === "ignored") return nobody;
  return nesting === "honoured" ? members : uncertain(possible(members));
}
