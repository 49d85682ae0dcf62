import { createNestingLookup } from "../access/policy-check.ts";
import type { ResolvedPolicy } from "../access/resolved-policy.ts";
import { isDeny } from "../access/resolved-policy.ts";
import type { RecipientKey } from "../model/ids.ts";
import { isGroupType, type Recipient } from "../model/recipient.ts";
import {
  anyOf,
  butNot,
  externalDirectoryObjectId,
  memberOfGroup,
  noneOf,
} from "../opath/build-filter.ts";
import type { Filter } from "../opath/filter-ast.ts";
import { except, intersect, isEmptySet, unionAll } from "../sets/mailbox-set.ts";
import type { AppState } from "./app-state.ts";
import { dynamicSelection, isDynamicGroup } from "./dynamic-group.ts";

/** One recipient that a combined filter names, and on which side. */
export interface NamedRecipient {
  readonly recipient: Recipient;
  /** `excluded` = its members are taken out. */
  readonly part: "included" | "excluded";
  /** Named because it is nested in a policy's group, not by a policy itself. */
  readonly nested: boolean;
}

/** What an app's policies come to, written as one recipient filter. */
export type CombinedPolicies =
  | {
      readonly kind: "filter";
      readonly filter: Filter;
      readonly named: readonly NamedRecipient[];
    }
  /** Every RestrictAccess policy names a scope that is gone: nobody is admitted. */
  | { readonly kind: "nobody" }
  /** DenyAccess policies alone, and their scopes are gone: nobody is refused. */
  | { readonly kind: "everybody" }
  /** A scope object has no distinguished name or object id to filter by. */
  | { readonly kind: "unnameable" };

/**
 * Combines an app's policies into the filter that selects the mailboxes which they admit: members of any
 * RestrictAccess scope, without the members of any DenyAccess scope.
 *
 * Scopes count direct members alone, so a nested group that the service counts under its policy is named beside its
 * parent. Where nobody could tell whether it counts and it decides over no mailbox today, the narrower reading is
 * taken: left out of what is included, kept in what is excluded.
 *
 * @see https://learn.microsoft.com/powershell/module/exchangepowershell/new-applicationaccesspolicy "Description",
 *   rules 1 to 5 (docs as of 2026-08-21)
 * @see https://learn.microsoft.com/exchange/permissions-exo/application-rbac "Nested group members are considered out
 *   of scope" (docs as of 2025-11-25)
 */
export function combinePolicies(
  state: AppState,
  policies: readonly ResolvedPolicy[],
): CombinedPolicies {
  const live = policies.filter(({ scope }) => scope.kind !== "deleted");
  const restricting = policies.some((policy) => !isDeny(policy));
  const included = nameAll(state, live, "included");
  const excluded = nameAll(state, live, "excluded");
  if (included === null || excluded === null) return { kind: "unnameable" };
  const filter = join(included, excluded, restricting);
  if (filter === null) return { kind: restricting ? "nobody" : "everybody" };
  return { kind: "filter", filter, named: [...included, ...excluded].map(({ named }) => named) };
}

interface Term {
  readonly named: NamedRecipient;
  readonly filter: Filter;
}

function join(
  included: readonly Term[],
  excluded: readonly Term[],
  restricting: boolean,
): Filter | null {
  const [firstIn, ...restIn] = included.map(({ filter }) => filter);
  const [firstOut, ...restOut] = excluded.map(({ filter }) => filter);
  if (restricting) {
    if (firstIn === undefined) return null;
    const members = anyOf([firstIn, ...restIn]);
    return firstOut === undefined ? members : butNot(members, [firstOut, ...restOut]);
  }
  return firstOut === undefined ? null : noneOf([firstOut, ...restOut]);
}

/** The recipients of one side with their filters, in order of id; null when one cannot be filtered by. */
function nameAll(
  state: AppState,
  policies: readonly ResolvedPolicy[],
  part: NamedRecipient["part"],
): readonly Term[] | null {
  const own = policies.filter((policy) => isDeny(policy) === (part === "excluded"));
  const named = new Map<RecipientKey, NamedRecipient | null>();
  for (const { scope } of own) {
    if (scope.recipient !== null) {
      named.set(scope.recipient.key, { recipient: scope.recipient, part, nested: false });
    }
  }
  for (const key of nestedThatCount(state, own, part)) {
    const recipient = state.facts.recipients?.get(key);
    if (named.has(key)) continue;
    named.set(key, recipient === undefined ? null : { recipient, part, nested: true });
  }
  const terms = [...named]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, one]) => (one === null ? null : termOf(state, one)));
  return terms.every((term) => term !== null) ? terms : null;
}

/**
 * Nested groups of the policies of one side that the filter names: those of which a check spoke, and those of which
 * only the answers for all their mailboxes together can, since each mailbox is in several of them.
 */
function nestedThatCount(
  { app, facts }: AppState,
  own: readonly ResolvedPolicy[],
  part: NamedRecipient["part"],
): readonly RecipientKey[] {
  const all = app.policies.status === "read" ? app.policies.value : [];
  const nestingOf = createNestingLookup(all, app.policyChecks);
  const size = facts.index.keys.length;
  const admitted = app.policyDecision.admitted.yes;
  const nested = own.flatMap((policy) =>
    policy.scope.nested.map(({ key, members }) => ({
      key,
      members: members.yes,
      nesting: nestingOf(policy, key),
    })),
  );
  const missing = except(
    admitted,
    unionAll([
      ...own.map(({ scope }) => scope.direct.yes),
      ...nested.flatMap(({ nesting, members }) => (nesting === "honoured" ? [members] : [])),
    ]),
  );
  return nested
    .filter(({ members, nesting }) => {
      if (nesting !== "unknown") return nesting === "honoured";
      if (part === "excluded") return isEmptySet(intersect(members, admitted), size);
      const fills = !isEmptySet(intersect(members, missing), size);
      return fills && isEmptySet(except(members, admitted), size);
    })
    .map(({ key }) => key);
}

/** A dynamic group is named by its own filter: whether a scope counts its members is not documented (U6). */
function termOf({ facts }: AppState, named: NamedRecipient): Term | null {
  const { recipient } = named;
  if (isDynamicGroup(recipient)) {
    const selection = dynamicSelection(facts, recipient.key);
    return "missing" in selection ? null : { named, filter: selection.filter };
  }
  if (isGroupType(recipient.recipientTypeDetails)) {
    const dn = recipient.distinguishedName;
    return dn === undefined ? null : { named, filter: memberOfGroup(dn) };
  }
  const id = recipient.externalDirectoryObjectId;
  return id === undefined || id === "" ? null : { named, filter: externalDirectoryObjectId(id) };
}
