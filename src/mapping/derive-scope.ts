import { directMembers } from "../access/direct-members.ts";
import { nameOfGroup } from "../access/name-recipient.ts";
import { evaluateScopeFilter } from "../access/evaluate-scope-filter.ts";
import { findScope } from "../access/rbac-management-scope.ts";
import type { TenantFacts } from "../access/tenant-facts.ts";
import { ABSENCES } from "../model/absences.ts";
import type { GraphGroupRow } from "../model/graph-rows.ts";
import type { PlannedScope, ScopeGroup } from "../model/plan-app.ts";
import type { ScopeObject } from "../model/plan-step.ts";
import { isGroupType, type Recipient } from "../model/recipient.ts";
import { printFilter } from "../opath/print-filter.ts";
import type { MailboxSet } from "../sets/mailbox-set.ts";
import type { Membership } from "../sets/membership.ts";
import type { AppState } from "./app-state.ts";
import type { CombinedPolicies, NamedRecipient } from "./combine-policies.ts";
import type { FoundCopy } from "./find-copy.ts";
import { scopeName } from "./object-names.ts";
import { hasMeaning, ownScopeName } from "./own-scopes.ts";

/** Members that a new group or unit is filled with. */
export interface MemberCopy {
  /** Name of the set: SHA-256 of its lines. */
  readonly set: string;
  readonly count: number;
  readonly mailboxes: MailboxSet;
  /** What the tenant has under the object's name by now. */
  readonly found: FoundCopy;
}

/** The scope that replaces an app's policies, and whom it selects. */
export interface DerivedScope {
  readonly planned: PlannedScope;
  readonly members: Membership;
  /** The groups or the unit in the place of a management scope; absent = the management scope that is planned. */
  readonly objects?: readonly ScopeObject[];
  /** Set where the object is new and holds a copy of members. */
  readonly copy?: MemberCopy;
  /** Set when the tenant has something else under that name. */
  readonly nameTaken: boolean;
}

/**
 * Derives the default scope of an app: one management scope whose filter says what its policies say together.
 *
 * One kind of scope fits groups and single users alike, and its filter can be previewed before it exists.
 *
 * @see https://learn.microsoft.com/exchange/permissions-exo/application-rbac "Migrate from application access
 *   policies" (docs as of 2025-11-25)
 */
export function deriveScope(
  state: AppState,
  app: { readonly appId: string; readonly displayName: string },
  { filter: ast, named }: Pick<Extract<CombinedPolicies, { kind: "filter" }>, "filter" | "named">,
): DerivedScope {
  const filter = printFilter(ast);
  const byDefault = scopeName(app, filter);
  const name = ownScopeName(state, filter, byDefault) ?? byDefault;
  const scopes = state.scopes.status === "read" ? state.scopes.value : [];
  const existing = findScope(scopes, name);
  const same = existing !== undefined && hasMeaning(state.facts, existing, filter);
  return {
    planned: {
      name,
      filter,
      exists: same,
      groups: named
        .filter(({ recipient }) => isGroup(recipient))
        .map((group) => describeGroup(state.facts, group)),
      mailboxes: named
        .filter(({ recipient }) => !isGroup(recipient))
        .map(({ recipient: { key, displayName }, part }) => ({
          id: key,
          displayName: displayName ?? key,
          part,
        })),
    },
    members: evaluateScopeFilter(state.facts, filter),
    nameTaken: existing !== undefined && !same,
  };
}

const isGroup = ({ recipientTypeDetails }: Recipient): boolean => isGroupType(recipientTypeDetails);

/** A group that a scope names, with whoever can change who is in it. */
export function describeGroup(
  facts: TenantFacts,
  { recipient: group, part, nested }: NamedRecipient,
): ScopeGroup {
  const members = directMembers(facts, group.key);
  return {
    id: group.key,
    part,
    nested,
    nestedGroups: members.status === "read" ? members.value.nestedGroups : [],
    displayName: nameOfGroup(facts, group),
    distinguishedName: group.distinguishedName ?? "",
    recipientTypeDetails: group.recipientTypeDetails,
    drift: whoCanWiden(facts, group),
  };
}

/**
 * Says who can change who is in a group, and so whom the app reaches.
 *
 * @see https://learn.microsoft.com/graph/api/resources/group "onPremisesSyncEnabled", "membershipRule",
 *   "visibility" (docs as of 2026-08-20)
 */
function whoCanWiden(facts: TenantFacts, group: Recipient): readonly string[] {
  const section = facts.snapshot.sections["graph/groups"];
  if (section.status !== "read") return ["who may change its members was not read"];
  const row = section.rows.find(({ id }) => id === group.key);
  return row === undefined
    ? [`${ABSENCES.groupNotInEntra.text}: who may change its members is not known`]
    : [mastered(row), ...openness(row), ownership(row)];
}

function mastered({ onPremisesSyncEnabled: synced }: GraphGroupRow): string {
  if (synced === undefined) return "where it is mastered was not reported";
  return synced === true
    ? "mastered on-premises: whoever may edit it in Active Directory widens the scope"
    : "mastered in the cloud: its owners and Exchange recipient administrators change its members";
}

function openness({ membershipRule, visibility, isAssignableToRole }: GraphGroupRow): string[] {
  const rule =
    membershipRule === undefined || membershipRule === null || membershipRule === ""
      ? []
      : ["dynamic membership: whoever edits the attributes in its rule widens the scope"];
  const open =
    visibility?.toLowerCase() === "public" ? ["public: anybody in the tenant may join"] : [];
  const guarded =
    isAssignableToRole === true
      ? ["role-assignable: only privileged role administrators and owners change it"]
      : [];
  return [...rule, ...open, ...guarded];
}

function ownership({ owners }: GraphGroupRow): string {
  if (owners === undefined) return "its owners were not read";
  if (owners.length === 0) return ABSENCES.noGroupOwner.text;
  return `owned by ${owners.map(({ id, displayName }) => displayName ?? id).join(", ")}`;
}
