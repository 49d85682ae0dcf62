import type { Impersonation, ImpersonationHolder } from "../access/resolve-impersonation.ts";
import { assignmentId, firstFilled } from "../access/resolved-assignment.ts";
import type { ImpersonationItem } from "../model/plan-document.ts";
import type { SetReference } from "../model/plan-permission.ts";
import type { Snapshot } from "../model/snapshot.ts";
import type { SetRegistry } from "../sets/set-registry.ts";

/**
 * Describes who holds impersonation, null where that was not read: inventory on-premises, a remnant in Exchange Online, where the role is announced
 * as removed (U13).
 *
 * @see https://techcommunity.microsoft.com/blog/exchange/retirement-of-rbac-application-impersonation-in-exchange-online/4062671
 *   (2024-02-20, edited)
 */
export function describeImpersonation(
  { status, holders }: Impersonation,
  snapshot: Snapshot,
  registry: SetRegistry,
): readonly ImpersonationItem[] | null {
  if (status === "notRead") return null;
  return holders
    .map((holder) => describeHolder(holder, snapshot, registry))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

function describeHolder(
  { row, effectiveUser, scope, members }: ImpersonationHolder,
  { environment }: Snapshot,
  registry: SetRegistry,
): ImpersonationItem {
  const onPremises = environment === "exchangeOnPremises";
  return {
    id: [assignmentId(row), ...(effectiveUser === null ? [] : [effectiveUser])].join("/"),
    status: onPremises ? "inventoryOnly" : "remnant",
    role: row.role,
    assignment: row.name,
    assignee: firstFilled(row.roleAssigneeName, row.roleAssignee, row.user) ?? row.name,
    assigneeType: firstFilled(row.roleAssigneeType),
    assignmentMethod: firstFilled(row.assignmentMethod),
    effectiveUser,
    enabled: row.enabled ?? null,
    scope,
    reach: registry.reference(members.yes),
    unknown: registry.reference(members.maybe),
    reasons: [
      onPremises ? ON_PREMISES : REMNANT,
      ...unread(effectiveUser),
      ...open(registry.reference(members.maybe)),
    ],
  };
}

const ON_PREMISES =
  "on-premises: RBAC for Applications exists in Exchange Online only; inventory until the mailboxes are there";
const REMNANT =
  "a remnant: Microsoft announced the role's removal from Exchange Online from February 2025; verify that nothing uses it";

/** What nobody could tell is never "no one". */
const open = ({ count }: SetReference): readonly string[] =>
  count === 0
    ? []
    : [
        count === null
          ? "whom its scope reaches cannot be told: recipients were not read"
          : `of ${String(count)} mailboxes nobody can tell whether its scope reaches them`,
      ];

const unread = (effectiveUser: string | null): readonly string[] =>
  effectiveUser === null ? ["its effective users were not told"] : [];
