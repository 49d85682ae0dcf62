import { isEmptySet, mailboxIndexes } from "../sets/mailbox-set.ts";
import { found, type Detector, type Seen } from "./detector.ts";
import type { FindingContext } from "./finding-context.ts";
import { scopesInUse } from "./scopes-in-use.ts";
import { SOURCES } from "./sources.ts";
import { scopeEvidence, scopeSubject } from "./subjects.ts";

export const scopeMembersDisagree: Detector<"scopeMembersDisagree"> = {
  kind: "scopeMembersDisagree",
  words: {
    severity: "high",
    title: "Exchange finds other members in a scope",
    why: "its filter means something else to the service than here, or somebody changed members in between: whom the app reaches is unknown",
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
  widenedBy: [],
  detect: (context) =>
    scopesInUse(context).flatMap((scope): readonly Seen[] => {
      const mailboxes = contradicted(context, scope.name);
      if (mailboxes.length === 0) return [];
      return [
        found({
          subject: scopeSubject(scope),
          app: null,
          text: `mailboxes on which Get-Recipient and the filter of ${scope.name} differ (${String(mailboxes.length)}): ${mailboxes.slice(0, SHOWN).join(", ")}${mailboxes.length > SHOWN ? ", …" : ""}`,
          evidence: [
            scopeEvidence(scope),
            {
              section: "exchange/scopeMembers",
              row: scope.name.toLowerCase(),
              value: `mailboxes that differ: ${String(mailboxes.length)}`,
            },
          ],
        }),
      ];
    }),
};

const SHOWN = 5;

/** The mailboxes that only one of the two has. */
function contradicted({ access, assignments }: FindingContext, scope: string): readonly string[] {
  const { keys } = access.facts.index;
  const said = assignments
    .filter(({ assignment }) => assignment.scope.name === scope)
    .flatMap(({ assignment }) => assignment.scope.contributions)
    .find(
      ({ rule, effect, mailboxes }) =>
        rule === "scope-members" && effect === "unknown" && !isEmptySet(mailboxes, keys.length),
    );
  if (said === undefined) return [];
  return [...mailboxIndexes(said.mailboxes, keys.length)].flatMap((index) => keys[index] ?? []);
}
