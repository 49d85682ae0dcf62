import { resolveUnitMembers } from "../../access/rbac-administrative-unit.ts";
import { knownRows } from "../../access/known.ts";
import { sameMailboxes } from "../../sets/mailbox-set.ts";
import type { CandidateScope, CandidateSource } from "./candidate-scope.ts";
import { copyNameOf, UNIT_LICENCE } from "./copied-members.ts";
import { membersAsScope } from "../members-as-scope.ts";

/**
 * Administrative units whose users are exactly the mailboxes that the policies admit today.
 *
 * @see https://learn.microsoft.com/exchange/permissions-exo/application-rbac "Administrative units"
 *   (docs as of 2025-11-25)
 */
export function existingUnitCandidates(source: CandidateSource): readonly CandidateScope[] {
  const { state, wanted } = source;
  const { facts } = state;
  const units = knownRows(
    facts.snapshot.sections["graph/administrativeUnits"],
    "graph/administrativeUnits",
  );
  if (units.status === "notRead" || units.value.length === 0 || wanted.everyoneBut) return [];
  // A unit that this plan made is the new one, not another.
  const own = copyNameOf(source).toLowerCase();
  return units.value
    .filter(({ displayName }) => displayName?.toLowerCase() !== own)
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .flatMap((unit) => {
      const members = resolveUnitMembers(facts, unit.id.toLowerCase());
      if (members === null || !sameMailboxes(members, wanted, facts.index.keys.length)) return [];
      const name = unit.displayName ?? unit.id;
      return [
        {
          kind: "existingAdministrativeUnit" as const,
          key: unit.id.toLowerCase(),
          title: `the administrative unit ${name}`,
          filter: null,
          scope: {
            planned: {
              kind: "administrativeUnit" as const,
              name,
              filter: "",
              exists: true,
              groups: [],
              mailboxes: [],
            },
            members: membersAsScope(facts, "administrativeUnit", members),
            objects: [{ kind: "administrativeUnit" as const, name, id: unit.id.toLowerCase() }],
            nameTaken: false,
          },
          follows: "unit" as const,
          openToAnybody: false,
          unlessOtherwise: ["U5"],
          drift: [
            `${name}: administrators of the unit change its members; a group in it does not bring its members`,
          ],
          prerequisites: [UNIT_LICENCE],
          creates: [],
        },
      ];
    });
}
