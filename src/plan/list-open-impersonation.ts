import { DEADLINES } from "../model/deadlines.ts";
import type {
  ImpersonationDecision,
  OpenImpersonationDecision,
} from "../model/impersonation-decision.ts";
import type { ImpersonationItem } from "../model/plan-impersonation.ts";

/**
 * Lists the accounts that may impersonate and of which nobody decided which application stands behind them, each with
 * the choices. What came with Exchange, and what is on-premises, waits for nobody.
 *
 * @param isBuiltIn ids of items that came with Exchange
 */
export function listOpenImpersonation(
  items: readonly ImpersonationItem[],
  isBuiltIn: ReadonlySet<string>,
): readonly OpenImpersonationDecision[] {
  return items
    .filter(({ status, id }) => {
      const open = status === "remnant" || status === "needsDecision";
      return open && !isBuiltIn.has(id);
    })
    .map((item) => ({
      item: item.id,
      displayName: `${item.effectiveUser ?? item.assignee}, through ${item.assignment}`,
      decision: "impersonation" as const,
      question: `Which application does the work of ${item.effectiveUser ?? item.assignee}, and which mailboxes is it to reach? Today its scope is ${scopeText(item)}.`,
      choices: choicesOf(item),
      howToFindTheApp: HOW_TO_FIND,
      example: exampleOf(item),
    }));
}

const SCOPE_KINDS: Readonly<Record<ImpersonationItem["scope"]["kind"], string>> = {
  organization: "the whole organization",
  managementScope: "the management scope",
  exclusiveScope: "the exclusive scope",
  organizationalUnit: "the organizational unit",
  administrativeUnit: "the administrative unit",
  group: "the group",
  other: "not told",
};

function scopeText({ scope: { kind, name, filter } }: ImpersonationItem): string {
  const what = name === null ? SCOPE_KINDS[kind] : `${SCOPE_KINDS[kind]} ${name}`;
  return filter === null ? what : `${what} (${filter})`;
}

function choicesOf(item: ImpersonationItem): readonly string[] {
  return [
    `application: the app id of the enterprise application that replaces the account; null if its impersonation is not used any more`,
    `permissions: names such as Mail.Read, Mail.Send, Calendars.ReadWrite; EWS.AccessAsApp only as a bridge, for EWS ends on ${DEADLINES.ewsEnd.date}`,
    canCarryOver(item)
      ? 'scope: "carryOver" uses the management scope of the assignment; {"filter": "…"} names other mailboxes'
      : `scope: {"filter": "…"} says whom the app is to reach: ${NOT_CARRIED_OVER[item.scope.kind]}`,
    "leave it out: the assignment stays, and the plan says so",
  ];
}

/** Why the scope of an assignment does not become an app's. */
const NOT_CARRIED_OVER: Readonly<Record<ImpersonationItem["scope"]["kind"], string>> = {
  organization: "the whole organization is not carried over unasked",
  managementScope: "the management scope of the assignment can be carried over",
  exclusiveScope: "an exclusive scope does not restrict apps",
  organizationalUnit: "who is in the organizational unit is not in the evidence",
  administrativeUnit: "who is in the administrative unit was not worked out",
  group: "who is in the group was not worked out",
  other: "the scope of the assignment was not told",
};

const canCarryOver = ({ scope }: ImpersonationItem): boolean => scope.kind === "managementScope";

/**
 * @see https://techcommunity.microsoft.com/blog/exchange/critical-update-applicationimpersonation-rbac-role-deprecation-in-exchange-onlin/4295762
 *   names Graph-FindImpersonation (2024-11-20)
 */
const HOW_TO_FIND: readonly string[] = [
  "the account's sign-in logs in Microsoft Entra, interactive and non-interactive: each names its application and the app id",
  "Microsoft's scripts Find-ImpersonationUsers and Graph-FindImpersonation (https://github.com/jmartinmsft/Exchange-App-Usage-Reporting): audit records of impersonation, with the app behind them",
  "the EWS usage report of the Microsoft 365 admin center: apps that call EWS, with their ids",
  "the owner of the account, or the vendor of the product: ask whether it has an application of its own by now",
];

function exampleOf(item: ImpersonationItem): ImpersonationDecision {
  return {
    application: "00000000-0000-0000-0000-000000000000",
    permissions: ["Mail.Read"],
    scope: canCarryOver(item)
      ? "carryOver"
      : { filter: "MemberOfGroup -eq '<distinguished name>'" },
  };
}
