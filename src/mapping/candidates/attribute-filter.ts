import { comparison, group, textValue, type Filter } from "../../opath/filter-ast.ts";
import { deriveScope } from "../derive-scope.ts";
import { indexAttributes } from "./attribute-index.ts";
import type { CandidateScope, CandidateSource } from "./candidate-scope.ts";
import { findPredicate, type Predicate } from "./find-predicate.ts";

/**
 * A predicate over attributes that selects exactly the wanted mailboxes today. Who belongs is then decided where the
 * attribute is kept, not in a group.
 *
 * @see https://learn.microsoft.com/powershell/exchange/recipientfilter-properties (docs as of 2026-06-19)
 */
export function attributeFilterCandidate({
  state,
  app,
  wanted,
}: CandidateSource): readonly CandidateScope[] {
  const { facts } = state;
  const found = findPredicate(indexAttributes(facts), wanted, facts.index.keys.length);
  if (found === null) return [];
  // The evaluation of scopes decides, not the index: where the two differ, this is no candidate for equality.
  const scope = deriveScope(state, app, { filter: filterOf(found), named: [] });
  const { filter } = scope.planned;
  const attributes = [...new Set(found.terms.map(({ attribute }) => attribute))];
  return [
    {
      kind: "attributeFilter",
      key: filter,
      title: `mailboxes by ${attributes.join(" and ")}`,
      filter,
      scope,
      follows: "attribute",
      openToAnybody: false,
      unlessOtherwise: [],
      drift: [
        `whoever may edit ${attributes.join(" or ")} of a mailbox widens the scope`,
        "it selects these mailboxes today; what changes in the policies or their groups later is not followed",
      ],
      prerequisites: ["somebody who knows says that the attribute means what the policies meant"],
      creates: scope.planned.exists ? [] : [`management scope ${scope.planned.name}`],
    },
  ];
}

function filterOf({ join, terms }: Predicate): Filter {
  const filters = terms.map(({ attribute, value }) =>
    comparison(attribute, "eq", textValue(value)),
  );
  const [first] = filters;
  return join === null && first !== undefined ? first : group(join ?? "and", filters);
}
