import { hasForeignRoot, membersOfScope } from "../access/rbac-management-scope.ts";
import { scopeMemberConflicts } from "../access/scope-members.ts";
import type { ManagementScopeRow } from "../model/exchange-rows.ts";
import { mailboxIndexes } from "../sets/mailbox-set.ts";
import { found, open, type Detector, type Seen } from "./detector.ts";
import { parentOf, type FindingContext } from "./finding-context.ts";
import { SCOPES_WIDENED_BY, scopesInUse, type ScopeInUse } from "./scopes-in-use.ts";
import { SOURCES } from "./sources.ts";
import { scopeEvidence, scopeSubject } from "./subjects.ts";

export const scopeMembersDisagree: Detector<"scopeMembersDisagree"> = {
  kind: "scopeMembersDisagree",
  words: {
    severity: "high",
    title: "Exchange finds other members in a scope",
    why: "its filter means something else to the service than here, or somebody changed members in between: whom the scope selects is unknown",
    whatToDo:
      "run Get-Recipient -Filter with the filter again, compare both lists, and scan anew; if it stays, report the filter",
    source: SOURCES.getRecipient,
  },
  restsOn: [
    "exchange/scopeMembers",
    "exchange/managementScopes",
    "exchange/roleAssignments",
    "exchange/recipients",
    "exchange/groupMembers",
  ],
  widenedBy: SCOPES_WIDENED_BY,
  detect: (context) => scopesInUse(context).flatMap((used) => judge(context, used)),
};

function judge(context: FindingContext, { scope, app, usedBy }: ScopeInUse): readonly Seen[] {
  const { facts } = context.access;
  const unasked = notCompared(context, scope);
  if (unasked !== null) return [unasked];
  const conflicts = scopeMemberConflicts(facts, scope.name, membersOfScope(facts, scope));
  const { keys } = facts.index;
  const mailboxes =
    conflicts === null
      ? []
      : [...mailboxIndexes(conflicts, keys.length)].flatMap((index) => keys[index] ?? []);
  if (mailboxes.length === 0) return [];
  return [
    found({
      subject: scopeSubject(scope),
      app,
      text: `mailboxes on which Get-Recipient and the filter of ${scope.name} differ (${String(mailboxes.length)}): ${mailboxes.slice(0, SHOWN).join(", ")}${mailboxes.length > SHOWN ? ", …" : ""}`,
      evidence: [
        scopeEvidence(scope),
        {
          section: "exchange/scopeMembers",
          row: scope.name.toLowerCase(),
          value: `mailboxes that differ: ${String(mailboxes.length)}`,
        },
        ...usedBy,
      ],
    }),
  ];
}

const SHOWN = 5;

function notCompared(context: FindingContext, scope: ManagementScopeRow): Seen | null {
  const { name, recipientRoot } = scope;
  const about = { subject: scopeSubject(scope), section: "exchange/scopeMembers" } as const;
  const status = parentOf(context, "exchange/scopeMembers", name)?.status ?? "notAsked";
  if (status !== "read") {
    return open({
      ...about,
      status,
      why: `whom Get-Recipient finds in ${name} was not read: not witnessed`,
    });
  }
  if (!hasForeignRoot(context.access.facts, scope)) return null;
  const why = `${name} selects within ${recipientRoot ?? ""} only, and the service was asked by filter alone: not compared`;
  return open({ ...about, status: "open", why });
}
