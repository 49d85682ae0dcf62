import type { Membership } from "../sets/membership.ts";
import { isEmptySet } from "../sets/mailbox-set.ts";
import { possible } from "../sets/membership.ts";
import { found, open, type Detector, type Seen } from "./detector.ts";
import { namedApp, type FindingContext, type HeldAssignment } from "./finding-context.ts";
import { scopesInUse } from "./scopes-in-use.ts";
import { SOURCES } from "./sources.ts";
import { assignmentEvidence, scopeEvidence, scopeSubject } from "./subjects.ts";

/** Exchange accepts filters that select nobody without a word: names where a DN is asked for, values with a typing error. */
export const filterMatchesNothing: Detector<"filterMatchesNothing"> = {
  kind: "filterMatchesNothing",
  words: {
    severity: "medium",
    title: "scope in use that selects no mailbox",
    why: "the app is refused everywhere once its consent is gone; until then the consent hides it",
    whatToDo:
      "compare the filter with the mailboxes that were meant, and preview it with Get-Recipient -Filter",
    source: SOURCES.filterProperties,
  },
  restsOn: ["exchange/managementScopes", "exchange/roleAssignments", "exchange/recipients"],
  widenedBy: [],
  detect: (context) =>
    scopesInUse(context).flatMap((scope): readonly Seen[] => {
      const [held] = context.assignments.filter(
        ({ assignment }) => assignment.scope.name === scope.name,
      );
      if (held === undefined) return [];
      const { assignment } = held;
      const subject = scopeSubject(scope);
      const answer = selects(context, held);
      if (answer === "someone") return [];
      if (answer === "open") {
        const why = `whom ${scope.name} selects is not decided by what was read`;
        return [open({ subject, section: "exchange/recipients", status: "open", why })];
      }
      return [
        found({
          subject,
          app: namedApp(held.app),
          text: `${scope.name} selects none of the mailboxes of the tenant`,
          evidence: [scopeEvidence(scope), assignmentEvidence(assignment)],
        }),
      ];
    }),
};

function selects(
  { access }: FindingContext,
  { assignment }: HeldAssignment,
): "someone" | "nobody" | "open" {
  const size = access.facts.index.keys.length;
  const { members }: { readonly members: Membership } = assignment.scope;
  if (isEmptySet(possible(members), size)) return "nobody";
  return isEmptySet(members.yes, size) ? "open" : "someone";
}
