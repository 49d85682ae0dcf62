import { directMembers } from "../../access/direct-members.ts";
import { nameOfGroup } from "../../access/name-recipient.ts";
import { isDeny } from "../../access/resolved-policy.ts";
import type { Recipient } from "../../model/recipient.ts";
import { anyOf, certain, uncertain } from "../../sets/membership.ts";
import { everyMailbox } from "../../sets/mailbox-set.ts";
import type { ScopeObject } from "../../model/plan-step.ts";
import { describeGroup } from "../derive-scope.ts";
import { isOpenGroup } from "./open-group.ts";
import type { CandidateScope, CandidateSource } from "./candidate-scope.ts";

/**
 * The policies' own groups, each as the group scope of one assignment a role: direct members, nested ones not.
 *
 * Says nothing where something is denied or a single user is a scope: a group scope cannot express either.
 *
 * @see https://learn.microsoft.com/powershell/module/exchangepowershell/new-managementroleassignment
 *   "-RecipientGroupScope" (docs as of 2026-08-21)
 */
export function policyGroupCandidate({
  state: { facts },
  policies,
}: CandidateSource): readonly CandidateScope[] {
  const live = policies.filter(({ scope }) => scope.kind !== "deleted");
  if (live.length === 0 || live.some((policy) => isDeny(policy) || policy.scope.kind !== "group")) {
    return [];
  }
  const groups = distinct(live.flatMap(({ scope }) => scope.recipient ?? []));
  const members = groups.map(({ key }) => {
    const read = directMembers(facts, key);
    return read.status === "read" ? certain(read.value.mailboxes) : uncertain(everyMailbox);
  });
  const objects = groups.map(({ key, name }): ScopeObject => ({
    kind: "group",
    name: name ?? key,
    id: key,
  }));
  const described = groups.map((recipient) =>
    describeGroup(facts, { recipient, part: "included", nested: false }),
  );
  const names = groups.map((group) => nameOfGroup(facts, group));
  return [
    {
      kind: "policyGroup",
      key: groups.map(({ key }) => key).join(","),
      title: `the group${groups.length === 1 ? "" : "s"} ${names.join(", ")} as group scope`,
      filter: null,
      scope: {
        planned: {
          kind: "group",
          name: names.join(", "),
          filter: "",
          exists: true,
          groups: described,
          mailboxes: [],
        },
        members: anyOf(members),
        objects,
        nameTaken: false,
      },
      follows: "policies",
      openToAnybody: groups.some(({ key }) => isOpenGroup(facts, key)),
      unlessOtherwise: [],
      drift: described.flatMap(({ displayName, drift }) => [
        `${displayName}: members of groups nested in it are not reached`,
        ...drift.map((sentence) => `${displayName}: ${sentence}`),
      ]),
      prerequisites: [],
      creates: [],
    },
  ];
}

function distinct(groups: readonly Recipient[]): readonly Recipient[] {
  const byKey = new Map(groups.map((group) => [group.key, group] as const));
  return [...byKey].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group);
}
