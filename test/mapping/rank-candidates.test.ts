import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CandidateScope, Follows } from "../../src/mapping/candidates/candidate-scope.ts";
import { rankCandidates, type JudgedCandidate } from "../../src/mapping/rank-candidates.ts";
import type { CandidateKind } from "../../src/model/plan-candidate.ts";
import type { ScopeGroup } from "../../src/model/plan-app.ts";
import type { Verdict } from "../../src/model/plan-permission.ts";
import { nobody } from "../../src/sets/membership.ts";

type Told = Partial<CandidateScope> & { readonly verdict?: Verdict };

const GROUP: ScopeGroup = {
  id: "group",
  displayName: "Group",
  recipientTypeDetails: "MailUniversalSecurityGroup",
  distinguishedName: "CN=Group",
  part: "included",
  nested: false,
  nestedGroups: [],
  drift: [],
};

/** A candidate in which everything speaks for it, but for what is told. */
function candidate({ verdict = "equivalent", ...told }: Told = {}): JudgedCandidate {
  return {
    verdict,
    scope: {
      kind: "managementScope",
      key: "key",
      title: told.kind ?? "the best",
      filter: "Alias -eq 'a'",
      scope: {
        planned: { name: "", filter: "", exists: false, groups: [], mailboxes: [] },
        members: nobody,
        nameTaken: false,
      },
      follows: "policies",
      openToAnybody: false,
      unlessOtherwise: [],
      drift: [],
      prerequisites: [],
      creates: [],
      ...told,
    },
  };
}

const order = (...judged: readonly JudgedCandidate[]): readonly string[] =>
  rankCandidates(judged).map(({ candidate: { scope }, recommended }) =>
    recommended ? `* ${scope.kind}` : scope.kind,
  );

/** Everything of a later rule speaks for the second, the rule alone against it. */
const RULES: readonly (readonly [string, Told, Told, string])[] = [
  [
    "what changes access comes after what does not",
    { verdict: "equivalent", openToAnybody: true, follows: "nothing" },
    { verdict: "narrower" },
    "it changes access",
  ],
  [
    "what anybody may join comes after what nobody may",
    { follows: "nothing", unlessOtherwise: ["U5"], filter: null, creates: ["a", "b"] },
    { openToAnybody: true },
    "anybody in the tenant may join",
  ],
  [
    "what follows the policies comes before what others decide",
    { follows: "policies", unlessOtherwise: ["U6"], filter: null, creates: ["a", "b"] },
    { follows: "unit" },
    "those who keep the unit decide later who belongs to it",
  ],
  [
    "an attribute comes behind a unit",
    { follows: "unit", unlessOtherwise: ["U6"], filter: null, creates: ["a", "b"] },
    { follows: "attribute" },
    "whoever may edit the attribute decides later who belongs to it",
  ],
  [
    "a copy comes behind an attribute, for what tells the two apart",
    { follows: "attribute", unlessOtherwise: ["U6"], filter: null, creates: ["a", "b"] },
    { follows: "nothing" },
    "it follows nothing: whoever is to join or leave later must be put in or taken out by hand",
  ],
  [
    "what rests on no open point comes first",
    { filter: null, creates: ["a", "b"] },
    { unlessOtherwise: ["U5"] },
    "rests on a point",
  ],
  [
    "what can be previewed comes first",
    { creates: ["a", "b"] },
    { filter: null },
    "cannot be previewed",
  ],
  ["what makes less comes first", { creates: ["a"] }, { creates: ["a", "b"] }, "more new objects"],
];

describe("rankCandidates", () => {
  it.each(RULES)("%s", (_name, first, second, why) => {
    const better = candidate({ ...first, kind: "newAdministrativeUnit" });
    const worse = candidate({ ...second, kind: "managementScope" });
    for (const judged of [
      [better, worse],
      [worse, better],
    ]) {
      const ranked = rankCandidates(judged);
      expect(ranked.map(({ candidate: { scope } }) => scope.kind)).toEqual([
        "newAdministrativeUnit",
        "managementScope",
      ]);
      expect(ranked[1]?.why).toContain(`it stands behind newAdministrativeUnit: `);
      expect(ranked[1]?.why).toContain(why);
      expect(ranked[0]?.why).not.toContain("stands behind");
    }
  });

  it("takes the order of the kinds where no rule tells two apart", () => {
    expect(
      order(candidate({ kind: "flattenedGroup" }), candidate({ kind: "singleRecipient" })),
    ).toEqual(["* singleRecipient", "flattenedGroup"]);
  });

  it("recommends the first alone, and only where it is equal and closed", () => {
    expect(order(candidate(), candidate({ kind: "policyGroup" }))).toEqual([
      "* managementScope",
      "policyGroup",
    ]);
    expect(order(candidate({ verdict: "narrower" }))).toEqual(["managementScope"]);
    const [open] = rankCandidates([candidate({ openToAnybody: true })]);
    expect(open?.recommended).toBe(false);
    expect(open?.why).toContain("not recommended: anybody in the tenant may join");
  });

  it("order_of_input_does_not_matter: however they come, they stand alike", () => {
    const any = fc
      .uniqueArray(
        fc.record({
          kind: fc.constantFrom<CandidateKind>("managementScope", "policyGroup", "flattenedGroup"),
          key: fc.constantFrom("a", "b", "c"),
          verdict: fc.constantFrom<Verdict>("equivalent", "narrower", "wider", "mixed", "unproven"),
          follows: fc.constantFrom<Follows>("policies", "unit", "attribute", "nothing"),
          openToAnybody: fc.boolean(),
          unlessOtherwise: fc.constantFrom([], ["U5"]),
          creates: fc.constantFrom([], ["one"]),
        }),
        { maxLength: 5, selector: ({ kind, key }) => `${kind}/${key}` },
      )
      .chain((all) =>
        fc.tuple(
          fc.constant(all),
          fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length }),
        ),
      );
    fc.assert(
      fc.property(any, ([one, other]) => {
        const ids = (told: readonly Told[]) =>
          rankCandidates(told.map(candidate)).map(
            ({ candidate: { scope }, why }) => `${scope.kind}/${scope.key}: ${why}`,
          );
        expect(ids(one)).toEqual(ids(other));
      }),
      { seed: 3 },
    );
  });

  it.each([
    [false, [], "it names the same mailboxes as the policies, it can be previewed"],
    [false, [GROUP], "it follows the same groups as the policies, it can be previewed"],
    [true, [GROUP], "it follows the same groups as the policies, and it exists"],
  ])("says of a management scope what is so: exists %s", (exists, groups, said) => {
    const planned = { name: "", filter: "", exists, groups, mailboxes: [] };
    const scope = { planned, members: nobody, nameTaken: false };
    expect(rankCandidates([candidate({ scope })])[0]?.why).toContain(said);
  });
});
