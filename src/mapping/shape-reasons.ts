import type { AppAccess } from "../access/app-access.ts";
import type { TenantFacts } from "../access/tenant-facts.ts";
import type { ResolvedGrant } from "../access/entra-grant.ts";
import { findScope } from "../access/rbac-management-scope.ts";
import { byText } from "../model/by-text.ts";
import type { Reason } from "../model/plan-app.ts";
import { isDynamicGroupType } from "../model/recipient.ts";
import { parseFilter } from "../opath/parse-filter.ts";
import { underline } from "../opath/underline.ts";
import { isEmptySet } from "../sets/mailbox-set.ts";
import type { AppState } from "./app-state.ts";
import type { DerivedScope } from "./derive-scope.ts";
import { unreadOfScope } from "./members-as-scope.ts";
import { findGroup } from "../access/rbac-group.ts";
import { collectGroupDns } from "../opath/filter-properties.ts";

/** A reason of a shape; `kind` is stable, `text` is for people. */
export const reason = (kind: string, text: string, subject?: string): Reason =>
  subject === undefined ? { kind, text } : { kind, text, subject };

export const HYBRID =
  "the dedicated app of an Exchange hybrid deployment: scoping it breaks free/busy for whoever is left out";

export const unknownGrant = ({ row, permission }: ResolvedGrant): Reason =>
  reason("unknownPermission", `what the grant ${permission} opens is not known`, row.id);

export const UNNAMEABLE =
  "a scope object of its policies has no distinguished name or object id to filter by";

/** One grant for each permission: Mail.ReadBasic has two. */
export function distinct(grants: readonly ResolvedGrant[]): readonly ResolvedGrant[] {
  return [
    ...new Map(grants.map((grant) => [`${grant.resource}/${grant.permission}`, grant])).values(),
  ];
}

const OTHERS = {
  managementScope: "a scope with another filter",
  group: "something else, or to a group with other members",
  administrativeUnit: "another administrative unit, or to one with other members",
} as const;

/** What keeps a derived scope from being planned: its name is taken, or nobody can say whom it selects. */
export function whatHinders(
  { facts }: AppState,
  { planned, members, nameTaken, copy }: DerivedScope,
): Reason[] {
  const taken = nameTaken
    ? [
        reason(
          "nameTaken",
          `the name ${planned.name} belongs to ${OTHERS[planned.kind ?? "managementScope"]}`,
          planned.name,
        ),
      ]
    : [];
  const open = isEmptySet(members.maybe, facts.index.keys.length)
    ? []
    : [reason("unproven", whyOpen(facts, planned), planned.name)];
  const unread =
    copy?.found === "unread" && open.length === 0
      ? [
          reason(
            "copyNotRead",
            `${planned.name} exists, and who is in it was not read: a new scan reads it`,
            planned.name,
          ),
        ]
      : [];
  return [...taken, ...unread, ...open];
}

/** Whom a copy is to hold is known, or it would be no candidate: whether it could be recognised is not. */
function whyOpen(facts: TenantFacts, { kind, filter }: DerivedScope["planned"]): string {
  const unasked = unaskedGroupsOf(facts, filter);
  const why =
    unasked.length === 0
      ? ""
      : `: the members of ${unasked.join(", ")} were not asked for; a scan that is given --decisions asks for the groups that decisions name`;
  const section = kind === undefined ? undefined : unreadOfScope(facts, kind);
  return section === undefined
    ? `whom the planned scope selects cannot be told${why}`
    : UNREAD[section];
}

/** Groups that only a decision names: a scan asks for their members once it is given the decisions. */
function unaskedGroupsOf({ snapshot, groups }: TenantFacts, filter: string): readonly string[] {
  const parsed = parseFilter(filter);
  const members = snapshot.sections["exchange/groupMembers"];
  if (!parsed.ok || members.status !== "read") return [];
  return [...collectGroupDns(parsed.filter)].flatMap((dn) => {
    const group = findGroup(groups, dn);
    const isUnasked =
      group !== undefined &&
      !members.parents.has(group.key) &&
      !isDynamicGroupType(group.recipientTypeDetails);
    return isUnasked ? [group.displayName ?? dn] : [];
  });
}

const UNREAD: Readonly<Record<NonNullable<ReturnType<typeof unreadOfScope>>, string>> = {
  "exchange/administrativeUnits":
    "under which names Exchange knows administrative units was not read: an assignment to one could not be recognised",
  "exchange/groupMembers":
    "who is in which group was not read: whom a new group holds could not be seen once it is made",
  "graph/administrativeUnitMembers":
    "who is in which administrative unit was not read: whom a new one holds could not be seen once it is made",
};

/** Filters of the management scopes of an app's own assignments that cannot be read, each with the place. */
export function unreadableFilters({ app: { assignments }, scopes }: AppState): Reason[] {
  const own = assignments.status === "read" ? assignments.value : [];
  const names = new Set(
    own.flatMap(({ scope: { kind, name } }) =>
      kind === "managementScope" && name !== null ? [name] : [],
    ),
  );
  return [...names].toSorted(byText).flatMap((name) => {
    const scope = findScope(scopes.status === "read" ? scopes.value : [], name);
    const text = scope?.recipientFilter ?? "";
    const parsed = parseFilter(text);
    if (scope === undefined || parsed.ok) return [];
    const place = underline(text, parsed.error);
    return [reason("filterUnreadable", `the filter of ${name} cannot be read: ${place}`, name)];
  });
}

/** Role assignments that reach every mailbox, whatever policies and planned scopes say. */
export function unscopedAssignments({ assignments }: AppAccess): Reason[] {
  const own = assignments.status === "read" ? assignments.value : [];
  return own
    .filter(({ scope }) => scope.kind === "organization")
    .map(({ id, roleName }) =>
      reason("unscopedAssignment", `${roleName} has no scope: it reaches every mailbox`, id),
    );
}

/** By decision of its owner: application roles cannot reach Autodiscover, so its consent cannot go (R4.2). */
export function autodiscoverNeeded(
  { decision }: AppState,
  grants: readonly ResolvedGrant[],
): readonly Reason[] {
  if (decision?.autodiscover !== "needed") return [];
  return grants
    .filter(({ permission }) => permission === "EWS.AccessAsApp")
    .map(({ row }) => reason("autodiscoverNeeded", AUTODISCOVER_NEEDED, row.id));
}

const AUTODISCOVER_NEEDED =
  "by decision it needs Autodiscover, which application roles cannot reach: consent and policy stay until it has the address of EWS in its settings";
