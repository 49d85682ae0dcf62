import { isBuiltInAssignment } from "../access/built-in-assignment.ts";
import {
  holderId,
  type Impersonation,
  type ImpersonationHolder,
} from "../access/resolve-impersonation.ts";
import { assignmentId, firstFilled } from "../access/resolved-assignment.ts";
import type { TenantFacts } from "../access/tenant-facts.ts";
import type { DecidedItem } from "../mapping/decide-impersonation.ts";
import { impersonationStatus } from "../mapping/impersonation-status.ts";
import { DEADLINES } from "../model/deadlines.ts";
import type { ImpersonationDecision } from "../model/impersonation-decision.ts";
import type { AppPlan } from "../model/plan-app.ts";
import type {
  ImpersonatingAccount,
  ImpersonationItem,
  ImpersonationRetirement,
  ImpersonationStatus,
} from "../model/plan-impersonation.ts";
import type { SetReference } from "../model/plan-permission.ts";
import type { SetRegistry } from "../sets/set-registry.ts";
import { describePlannedImpersonation } from "./describe-planned-impersonation.ts";
import { examineAccounts } from "./examine-account.ts";
import { countOfMailboxes } from "../model/count-of.ts";

/** What a description of impersonation is made from. */
export interface ImpersonationContext {
  readonly facts: TenantFacts;
  readonly registry: SetRegistry;
  readonly decisions: Readonly<Record<string, ImpersonationDecision>>;
  readonly items: ReadonlyMap<ImpersonationHolder, DecidedItem>;
  readonly retirements: readonly ImpersonationRetirement[];
  readonly apps: readonly AppPlan[];
}

/**
 * Describes who holds impersonation, null where that was not read: inventory on-premises, a remnant in Exchange Online, where the role is announced
 * as removed (U13), until somebody decides which application stands behind it.
 *
 * @see https://techcommunity.microsoft.com/blog/exchange/retirement-of-rbac-application-impersonation-in-exchange-online/4062671
 *   (2024-02-20, edited)
 */
export function describeImpersonation(
  { status, holders }: Impersonation,
  context: ImpersonationContext,
): readonly ImpersonationItem[] | null {
  if (status === "notRead") return null;
  const accounts = examineAccounts(context.facts, holders);
  return holders
    .map((holder) => describeHolder(holder, holders, { ...context, accounts }))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

type Accounts = ReadonlyMap<ImpersonationHolder, ImpersonatingAccount>;

const NOT_EXAMINED: ImpersonatingAccount = {
  recipient: null,
  delegatedGrants: { examined: false, own: null, everyUser: null },
  mailboxPermissions: { examined: "not", fullAccess: null },
};

function describeHolder(
  holder: ImpersonationHolder,
  holders: readonly ImpersonationHolder[],
  context: ImpersonationContext & { readonly accounts: Accounts },
): ImpersonationItem {
  const { row, effectiveUser, scope, members } = holder;
  const { registry, decisions, accounts } = context;
  const id = holderId(holder);
  const status = statusOf(holder, holders, context);
  const unknown = registry.reference(members.maybe);
  return {
    id,
    status,
    role: row.role,
    assignment: row.name,
    assignee: firstFilled(row.roleAssigneeName, row.roleAssignee, row.user) ?? row.name,
    assigneeType: firstFilled(row.roleAssigneeType),
    assignmentMethod: firstFilled(row.assignmentMethod),
    effectiveUser,
    enabled: row.enabled ?? null,
    scope,
    reach: registry.reference(members.yes),
    unknown,
    reasons: [
      ...reasonsOf(status, holder, context),
      ...(effectiveUser === null ? ["its effective users were not told"] : []),
      ...open(unknown, scope),
    ],
    decision: decisions[id.toLowerCase()] ?? null,
    planned: describePlannedImpersonation(holder, context),
    account: accounts.get(holder) ?? NOT_EXAMINED,
  };
}

function statusOf(
  holder: ImpersonationHolder,
  holders: readonly ImpersonationHolder[],
  { facts, items }: ImpersonationContext,
): ImpersonationStatus {
  const id = assignmentId(holder.row);
  const others = holders.filter((one) => one !== holder && assignmentId(one.row) === id);
  return impersonationStatus({
    onPremises: facts.snapshot.environment === "exchangeOnPremises",
    builtIn: isBuiltInAssignment(holder.row),
    decision: DECISIONS[items.get(holder)?.kind ?? "undecided"],
    othersDecided: others.some((one) => (items.get(one)?.kind ?? "undecided") !== "undecided"),
  });
}

const DECISIONS = {
  undecided: "undecided",
  open: "open",
  unused: "carriedOut",
  replaced: "carriedOut",
} as const satisfies Record<DecidedItem["kind"], string>;

function reasonsOf(
  status: ImpersonationStatus,
  holder: ImpersonationHolder,
  { items }: ImpersonationContext,
): readonly string[] {
  const item = items.get(holder);
  const why = whyOpen(item);
  switch (status) {
    case "inventoryOnly":
      return [ON_PREMISES, ...why];
    case "remnant":
      return isBuiltInAssignment(holder.row) ? [REMNANT, BUILT_IN, ...why] : [REMNANT, ...why];
    case "needsDecision":
      return why.length > 0 ? why : [OTHERS_DECIDED];
    case "decided":
      return item?.kind === "unused" ? [UNUSED] : [REPLACED, ...bridge(item)];
  }
}

function whyOpen(item: DecidedItem | undefined): readonly string[] {
  const refusals = item?.kind === "open" ? item.refusals : [];
  return refusals.map(({ why }) => `the decision cannot be carried out: ${why}`);
}

/** EWS is allowed as a bridge with an end, and says so. */
function bridge(item: DecidedItem | undefined): readonly string[] {
  const usesEws =
    item?.kind === "replaced" && item.access.roles.includes("Application EWS.AccessAsApp");
  return usesEws
    ? [
        `EWS.AccessAsApp is a bridge until ${DEADLINES.ewsEnd.date}, when ${DEADLINES.ewsEnd.what}: Graph permissions last`,
      ]
    : [];
}

const ON_PREMISES =
  "on-premises: RBAC for Applications exists in Exchange Online only; inventory until the mailboxes are there";
const REMNANT =
  "a remnant: Microsoft announced the role's removal from Exchange Online from February 2025; verify that nothing uses it";
const BUILT_IN = "the assignment came with Exchange: it is never touched";
const OTHERS_DECIDED =
  "another user of this assignment was decided: the assignment goes only when this one is decided too";
const UNUSED = "decided: its impersonation is not used any more";
const REPLACED = "decided: an application does its work, with new access by decision";

/** What nobody could tell is never "no one". */
const open = (
  { count }: SetReference,
  { kind }: ImpersonationHolder["scope"],
): readonly string[] =>
  count === 0
    ? []
    : [
        count === null
          ? "whom its scope reaches cannot be told: recipients were not read"
          : `of ${countOfMailboxes(count)} nobody can tell whether its scope reaches ${count === 1 ? "it" : "them"}: ${whyOpenScope(kind)}`,
      ];

const whyOpenScope = (kind: ImpersonationHolder["scope"]["kind"]): string =>
  kind === "organizationalUnit"
    ? "which mailboxes are in an organizational unit is not in the evidence"
    : "what it selects by was not read, or cannot be evaluated";
