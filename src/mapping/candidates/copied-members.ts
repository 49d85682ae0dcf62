import { certain } from "../../sets/membership.ts";
import { countMailboxes, mailboxIndexes } from "../../sets/mailbox-set.ts";
import { hashText, slug } from "../object-names.ts";
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
  const { state, app, wanted } = source;
  const { index } = state.facts;
  const size = index.keys.length;
  const count = countMailboxes(wanted, size);
  if (wanted.everyoneBut || count === 0 || count > LONGEST_COPY) return [];
  const keys = [...mailboxIndexes(wanted, size)].map((mailbox) => index.keys[mailbox] ?? "");
  const digest = hashText(`${app.appId}\n${keys.join("\n")}`).slice(0, 8);
  const name = `SW ${slug(app.displayName).slice(0, 40)} ${digest}`;
  const shared = { key: digest, filter: null, members: certain(wanted) };
  return [
    {
      ...shared,
      kind: "flattenedGroup",
      title: `a new group with ${number(count, "mailbox", "mailboxes")}`,
      unlessOtherwise: [],
      drift: [COPIED, "its owners and Exchange recipient administrators change its members"],
      prerequisites: [],
      creates: [`mail-enabled security group ${name}`, number(count, "membership", "memberships")],
    },
    {
      ...shared,
      kind: "newAdministrativeUnit",
      title: `a new administrative unit with ${number(count, "user", "users")}`,
      unlessOtherwise: ["U5"],
      drift: [COPIED, "administrators of the unit and of the directory change its members"],
      prerequisites: ["creating a unit takes Privileged Role Administrator", UNIT_LICENCE],
      creates: [`administrative unit ${name}`, number(count, "membership", "memberships")],
    },
  ];
}

const number = (count: number, one: string, many: string): string =>
  `${String(count)} ${count === 1 ? one : many}`;

const COPIED =
  "a copy: whoever joins or leaves the policies' groups later is not followed, so somebody must keep the list";

/** Sources disagree on licences for assigned units: no number is promised. */
export const UNIT_LICENCE =
  "licence: a dynamic unit takes Entra ID P1 for every member; for an assigned one confirm with your licensing contact";
