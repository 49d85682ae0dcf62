import { countMailboxes, mailboxIndexes } from "../../sets/mailbox-set.ts";
import { setName } from "../../sets/set-registry.ts";
import { isDeny } from "../../access/resolved-policy.ts";
import { byText } from "../../model/by-text.ts";
import { countOf } from "../../model/count-of.ts";
import type { ScopeObjectKind } from "../../model/plan-step.ts";
import type { DerivedScope, MemberCopy } from "../derive-scope.ts";
import type { AppState } from "../app-state.ts";
import { findCopy } from "../find-copy.ts";
import { membersAsScope } from "../members-as-scope.ts";
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
  const name = copyNameOf(source);
  const content = { set: setName(index, wanted), count, mailboxes: wanted };
  const inUnit = [...mailboxIndexes(wanted, size)].every(
    (mailbox) => (state.facts.mailboxes[mailbox]?.externalDirectoryObjectId ?? "") !== "",
  );
  return [copiedGroup(state, name, content), ...(inUnit ? [copiedUnit(state, name, content)] : [])];
}

type Content = Omit<MemberCopy, "found">;
const COPY = { filter: null, follows: "nothing" as const, openToAnybody: false };

function copiedGroup(state: AppState, name: string, content: Content): CandidateScope {
  const scope = copiedScope(state, { kind: "group", name }, content);
  const members = countOf(content.count, "mailbox", "mailboxes");
  return {
    ...COPY,
    kind: "flattenedGroup",
    key: name,
    scope,
    title: `a new group with ${members}`,
    unlessOtherwise: [],
    drift: [COPIED, "its owners and Exchange recipient administrators change its members"],
    prerequisites: [],
    creates: creates(scope, `mail-enabled security group ${name}`),
  };
}

/** A mailbox without an object in Entra cannot be in a unit. */
function copiedUnit(state: AppState, name: string, content: Content): CandidateScope {
  const scope = copiedScope(state, { kind: "administrativeUnit", name }, content);
  return {
    ...COPY,
    kind: "newAdministrativeUnit",
    key: name,
    scope,
    title: `a new administrative unit with ${countOf(content.count, "user", "users")}`,
    unlessOtherwise: ["U5"],
    drift: [COPIED, "administrators of the unit and of the directory change its members"],
    prerequisites: ["creating a unit takes Privileged Role Administrator", UNIT_LICENCE],
    creates: creates(scope, `administrative unit ${name}`),
  };
}

function creates({ copy }: DerivedScope, object: string): readonly string[] {
  if (copy === undefined || copy.found === "full") return [];
  const members = countOf(copy.count, "membership", "memberships");
  // Only an object that was seen, half filled, is not to be made.
  return copy.found === "part" ? [members] : [object, members];
}

/**
 * The name of a copy derives from what the policies name and from whom it holds: two apps that would copy the same
 * find the same object, and other members never hide behind a name that was approved.
 */
export function copyNameOf(source: CandidateSource): string {
  const set = setName(source.state.facts.index, source.wanted);
  return copyName(sourceName(source), [...sourceIds(source), set].join("\n"));
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

function copiedScope(
  state: AppState,
  object: { readonly kind: ScopeObjectKind; readonly name: string },
  content: Content,
): DerivedScope {
  const { kind, name } = object;
  const found = findCopy(state, object, content.mailboxes);
  return {
    planned: { kind, name, filter: "", exists: found !== "none", groups: [], mailboxes: [] },
    members: membersAsScope(state.facts, kind, content.mailboxes),
    objects: [{ kind, name }],
    copy: { ...content, found },
    nameTaken: found === "foreign",
  };
}

const COPIED =
  "a copy: what changes in the policies or their groups later is not followed, so somebody must keep the list";

/** Sources disagree on licences for assigned units: no number is promised. */
export const UNIT_LICENCE =
  "licence: a dynamic unit takes Entra ID P1 for every member; for an assigned one confirm with your licensing contact";
