import { decideScopeMembers } from "../access/rbac-management-scope.ts";
import type { ManagementScopeRow } from "../model/exchange-rows.ts";
import { isEmptySet } from "../sets/mailbox-set.ts";
import { possible } from "../sets/membership.ts";
import { found, open, type Detector, type Seen } from "./detector.ts";
import { missingGroups } from "./filter-names-missing-group.ts";
import { comparisonsWithoutDn } from "./filter-without-dn.ts";
import type { FindingContext } from "./finding-context.ts";
import { readableScopesInUse, SCOPES_WIDENED_BY, scopesInUse } from "./scopes-in-use.ts";
import { SOURCES } from "./sources.ts";
import { scopeEvidence, scopeSubject } from "./subjects.ts";

/**
 * Exchange accepts filters that select nobody without a word: names where a DN is asked for, values with a typing error.
 *
 * A scope whose filter names what is no DN, or no group, is another finding, which says the same and why.
 */
export const filterMatchesNothing: Detector<"filterMatchesNothing"> = {
  kind: "filterMatchesNothing",
  words: {
    severity: "medium",
    title: "scope in use that selects no mailbox",
    why: "who holds a role in it reaches nobody: an app is refused everywhere once its consent is gone, and until then the consent hides it",
    whatToDo:
      "compare the filter with the mailboxes that were meant, and preview it with Get-Recipient -Filter",
    source: SOURCES.filterProperties,
  },
  restsOn: ["exchange/managementScopes", "exchange/roleAssignments", "exchange/recipients"],
  widenedBy: SCOPES_WIDENED_BY,
  detect: (context) => {
    const explained = explainedScopes(context);
    return scopesInUse(context).flatMap(({ scope, app, usedBy }): readonly Seen[] => {
      if (explained.has(scope.name)) return [];
      const subject = scopeSubject(scope);
      const answer = selects(context, scope);
      if (answer === "someone") return [];
      if (answer === "open") {
        const why = `whom ${scope.name} selects is not decided by what was read`;
        return [open({ subject, section: "exchange/recipients", status: "open", why })];
      }
      return [
        found({
          subject,
          app,
          text: `${scope.name} selects none of the mailboxes of the tenant: ${scope.recipientFilter ?? ""}`,
          evidence: [scopeEvidence(scope), ...usedBy],
        }),
      ];
    });
  },
};

const explainedScopes = (context: FindingContext): ReadonlySet<string> =>
  new Set(
    readableScopesInUse(context)
      .filter(
        ({ filter }) =>
          comparisonsWithoutDn(filter).length > 0 || missingGroups(context, filter).length > 0,
      )
      .map(({ scope }) => scope.name),
  );

function selects(
  { access: { facts } }: FindingContext,
  scope: ManagementScopeRow,
): "someone" | "nobody" | "open" {
  const size = facts.index.keys.length;
  const { members } = decideScopeMembers(facts, scope, scope.name);
  if (isEmptySet(possible(members), size)) return "nobody";
  return isEmptySet(members.yes, size) ? "open" : "someone";
}
