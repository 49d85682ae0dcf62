import { byText } from "../../model/by-text.ts";
import type { RecipientKey } from "../../model/ids.ts";
import type { Filter } from "../../opath/filter-ast.ts";
import { collectGroupDns, collectProperties } from "../../opath/filter-properties.ts";
import { isEmptySet, sameMailboxes } from "../../sets/mailbox-set.ts";
import { perhapsEverybody } from "../../sets/membership.ts";
import type { NamedRecipient } from "../combine-policies.ts";
import { deriveScope } from "../derive-scope.ts";
import { describeDrift } from "../describe-drift.ts";
import {
  dynamicSelection,
  isDynamicGroup,
  withoutAppended,
  type DynamicSelection,
} from "../dynamic-group.ts";
import type { CandidateScope, CandidateSource } from "./candidate-scope.ts";

/** A dynamic group whose filter a scope takes over. */
interface TakenOver extends DynamicSelection {
  readonly name: string;
}

/**
 * Policies on a dynamic distribution group, which has no list of members: one management scope that says what the
 * policies say together, with the group's own filter in the place of the group (R3.2: not its name, U6).
 *
 * Says nothing where a filter was not read. Where its container may make it narrower, whom it reaches is open.
 *
 * @see https://learn.microsoft.com/exchange/permissions-exo/application-rbac "Supported scope types" (docs as of
 *   2025-11-25)
 */
export function policyDynamicGroupCandidate(source: CandidateSource): readonly CandidateScope[] {
  const { state, combined } = source;
  if (combined.kind !== "filter") return [];
  const groups = combined.named.flatMap(({ recipient }): readonly TakenOver[] => {
    if (!isDynamicGroup(recipient)) return [];
    const selection = dynamicSelection(state.facts, recipient.key);
    const name = recipient.displayName ?? recipient.key;
    return "missing" in selection ? [] : [{ ...selection, name }];
  });
  if (groups.length === 0) return [];
  const named = combined.named.filter(({ recipient }) => !isDynamicGroup(recipient));
  const excludes = combined.named.some(({ part }) => part === "excluded");
  return [takeOver(source, groups, { filter: combined.filter, named, excludes })];
}

/**
 * Dynamic distribution groups that the policies do not name, and whose filter selects exactly the mailboxes that they
 * admit: who belongs is then decided where the group's owners look for it already.
 */
export function dynamicGroupCandidates(source: CandidateSource): readonly CandidateScope[] {
  const { state, wanted, policies } = source;
  const section = state.facts.snapshot.sections["exchange/dynamicGroups"];
  if (section.status !== "read" || wanted.everyoneBut) return [];
  const ofPolicies = new Set(policies.flatMap(({ scope }) => scope.recipient?.key ?? []));
  const found = new Map<string, CandidateScope>();
  for (const { group, displayName } of section.rows.toSorted((a, b) => byText(a.group, b.group))) {
    if (ofPolicies.has(group)) continue;
    const candidate = sameMembers(source, group, displayName ?? group);
    if (candidate !== null && !found.has(candidate.key)) found.set(candidate.key, candidate);
  }
  return [...found.values()];
}

/** Null where the group selects others, or may. */
function sameMembers(
  source: CandidateSource,
  group: RecipientKey,
  name: string,
): CandidateScope | null {
  const { state, wanted } = source;
  const size = state.facts.index.keys.length;
  const selection = dynamicSelection(state.facts, group);
  if ("missing" in selection || selection.doubt !== null) return null;
  const candidate = takeOver(source, [{ ...selection, name }], {
    filter: selection.filter,
    named: [],
    excludes: false,
  });
  const { yes, maybe } = candidate.scope.members;
  return isEmptySet(maybe, size) && sameMailboxes(yes, wanted, size) ? candidate : null;
}

interface Combined {
  readonly filter: Filter;
  /** What it names beside the dynamic groups. */
  readonly named: readonly NamedRecipient[];
  readonly excludes: boolean;
}

function takeOver(
  { state, app }: CandidateSource,
  groups: readonly TakenOver[],
  { filter, named, excludes }: Combined,
): CandidateScope {
  const derived = deriveScope(state, app, { filter, named });
  const doubts = groups.flatMap(({ name, doubt }) => (doubt === null ? [] : [`${name}: ${doubt}`]));
  const scope = doubts.length === 0 ? derived : { ...derived, members: perhapsEverybody };
  const { planned } = scope;
  const names = groups.map(({ name }) => name).join(", ");
  const byGroup = groups.some((one) => collectGroupDns(one.filter).size > 0);
  return {
    kind: "dynamicGroupFilter",
    key: planned.filter,
    title: `the filter${groups.length === 1 ? "" : "s"} of ${names}`,
    filter: planned.filter,
    scope,
    follows: "attribute",
    openToAnybody: false,
    // A group's own filter may ask for membership of groups in any way.
    unlessOtherwise: excludes || byGroup ? ["U6"] : [],
    drift: [...groups.flatMap(driftOf), ...doubts, ...describeDrift(planned)],
    prerequisites: [
      `somebody who knows says that the filter of ${names} means what the policies meant`,
    ],
    creates: planned.exists ? [] : [`management scope ${planned.name}`],
  };
}

function driftOf({ name, filter }: TakenOver): readonly string[] {
  const properties = [...collectProperties(withoutAppended(filter))].toSorted(byText).join(", ");
  return [
    `${name}: whoever may edit ${properties} of a mailbox decides whether the scope reaches it`,
    `${name}: the scope keeps the filter of today, so a change of the group's filter is not followed`,
  ];
}
