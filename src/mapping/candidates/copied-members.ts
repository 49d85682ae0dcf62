import { certain } from "../../sets/membership.ts";
import { countMailboxes } from "../../sets/mailbox-set.ts";
import { setName } from "../../sets/set-registry.ts";
import { isDeny } from "../../access/resolved-policy.ts";
import { byText } from "../../model/by-text.ts";
import type { ScopeObjectKind } from "../../model/plan-step.ts";
import type { DerivedScope, MemberCopy } from "../derive-scope.ts";
import { copyName } from "../object-names.ts";
import type { CandidateScope, CandidateSource } from "./candidate-scope.ts";

/** A list of members that is copied has no length limit that is documented; a longer one nobody keeps by hand. */
const LONGEST_COPY = 1000;

/**
 * New objects that hold exactly the mailboxes which the policies admit today: a mail-enabled security group, or an
 * administrative unit with its users as direct members.
 *
 * Copied members follow nothing: somebody must keep the list.
 *
 * @see https://learn.microsoft.com/entra/identity/role-based-access-control/admin-units-members-add (docs as of
 *   2026-08-20)
 */
export function copiedMembersCandidates(source: CandidateSource): readonly CandidateScope[] {
  const { state, wanted } = source;
  const { index } = state.facts;
  const size = index.keys.length;
  const count = countMailboxes(wanted, size);
  if (wanted.everyoneBut || count === 0 || count > LONGEST_COPY) return [];
  const copy: MemberCopy = { set: setName(index, wanted), count, mailboxes: wanted };
  const name = copyName(sourceName(source), [...sourceIds(source), copy.set].join("\n"));
  const shared = { filter: null, follows: "nothing" as const, openToAnybody: false };
  return [
    {
      ...shared,
      kind: "flattenedGroup",
      key: name,
      scope: copiedScope("group", name, copy),
      title: `a new group with ${number(count, "mailbox", "mailboxes")}`,
      unlessOtherwise: [],
      drift: [COPIED, "its owners and Exchange recipient administrators change its members"],
      prerequisites: [],
      creates: [`mail-enabled security group ${name}`, number(count, "membership", "memberships")],
    },
    {
      ...shared,
      kind: "newAdministrativeUnit",
      key: name,
      scope: copiedScope("administrativeUnit", name, copy),
      title: `a new administrative unit with ${number(count, "user", "users")}`,
      unlessOtherwise: ["U5"],
      drift: [COPIED, "administrators of the unit and of the directory change its members"],
      prerequisites: ["creating a unit takes Privileged Role Administrator", UNIT_LICENCE],
      creates: [`administrative unit ${name}`, number(count, "membership", "memberships")],
    },
  ];
}

/** Ids of what the policies name, and on which side: what the copy is made from. */
const sourceIds = ({ policies }: CandidateSource): readonly string[] =>
  policies.map(({ row, scope }) => `${row.accessRight} ${scope.id ?? ""}`).toSorted(byText);

/** The name of the first scope by id that admits somebody. */
function sourceName({ policies }: CandidateSource): string {
  const [first] = policies
    .filter((policy) => !isDeny(policy))
    .toSorted((a, b) => byText(a.scope.id ?? "", b.scope.id ?? ""));
  return first?.scope.recipient?.displayName ?? first?.row.scopeName ?? "";
}

function copiedScope(kind: ScopeObjectKind, name: string, copy: MemberCopy): DerivedScope {
  return {
    planned: { kind, name, filter: "", exists: false, groups: [], mailboxes: [] },
    members: certain(copy.mailboxes),
    objects: [{ kind, name }],
    copy,
    nameTaken: false,
  };
}

const number = (count: number, one: string, many: string): string =>
  `${String(count)} ${count === 1 ? one : many}`;

const COPIED =
  "a copy: whoever joins or leaves the policies' groups later is not followed, so somebody must keep the list";

/** Sources disagree on licences for assigned units: no number is promised. */
export const UNIT_LICENCE =
  "licence: a dynamic unit takes Entra ID P1 for every member; for an assigned one confirm with your licensing contact";
