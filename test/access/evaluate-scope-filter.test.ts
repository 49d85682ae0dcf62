import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { evaluateScopeFilter } from "../../src/access/evaluate-scope-filter.ts";
import { indexTenant } from "../../src/access/tenant-facts.ts";
import { compileFilter } from "../../src/opath/evaluate-filter.ts";
import { foldDn } from "../../src/opath/fold-dn.ts";
import { parseFilter } from "../../src/opath/parse-filter.ts";
import { groupDn } from "../arbitraries/rows.ts";
import { letters } from "../arbitraries/answers.ts";
import { people, snapshotOf } from "../arbitraries/snapshot.ts";
import { mailboxKey } from "../generator/ids.ts";

/** Group 1 holds mailboxes 1 and 2, group 2 mailbox 2; whom group 3 holds was not read, and there is no group 4. */
const FACTS = indexTenant(
  snapshotOf(people(4, { 1: [1, 2].map(mailboxKey), 2: [mailboxKey(2)], 3: "denied" })),
);
const SIZE = 4;
const MEMBERS: Readonly<Record<number, string>> = { 1: "aa--", 2: "-a--", 3: "????", 4: "----" };
const VALUES = { a: "true", "-": "false", "?": "unknown" } as const;

/** What each mailbox answers, asked one by one. */
function oneByOne(text: string): string {
  const parsed = parseFilter(text);
  if (!parsed.ok) return "????";
  const select = compileFilter(parsed.filter);
  const groups = new Map(
    Object.entries(MEMBERS).map(([number, members]) => [foldDn(groupDn(Number(number))), members]),
  );
  return FACTS.mailboxes
    .map(({ alias }, at) => {
      const { value } = select({
        property: (name) =>
          name === "Alias" ? { status: "read", value: alias } : { status: "notRead" },
        memberOf: (dn) => VALUES[(groups.get(dn)?.[at] ?? "-") as keyof typeof VALUES],
      });
      return { true: "a", false: "-", unknown: "?" }[value];
    })
    .join("");
}

const of = (text: string): string => letters(evaluateScopeFilter(FACTS, text), SIZE);
const member = (number: number): string => `MemberOfGroup -eq '${groupDn(number)}'`;

const anyLeaf = fc.constantFrom(
  ...[1, 2, 3, 4].map(member),
  `MemberOfGroup -ne '${groupDn(1)}'`,
  "MemberOfGroup -eq 'no name'",
  "MemberOfGroup -like 'CN=group1*'",
  "Alias -eq 'user1'",
  "Alias -ne 'user3'",
  "City -eq 'Basel'",
);
const { tree: anyText } = fc.letrec<{ tree: string }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 3 },
    anyLeaf,
    tie("tree").map((inner) => `-not(${inner})`),
    fc
      .tuple(tie("tree"), fc.constantFrom("-and", "-or"), tie("tree"))
      .map(([left, join, right]) => `(${left}) ${join} (${right})`),
    fc
      .tuple(anyLeaf, anyLeaf, anyLeaf)
      .map(([first, second, third]) => `${first} -and ${second} -or ${third}`),
  ),
}));

describe("evaluateScopeFilter", () => {
  it.each([
    [member(1), "aa--"],
    [`-not(${member(2)})`, "a-aa"],
    [member(3), "????"],
    [`(${member(1)}) -or (${member(3)})`, "aa??"],
    [`(${member(1)}) -and (Alias -eq 'user2')`, "-a--"],
    [member(4), "----"],
    ["not a filter", "????"],
  ])("%s", (text, expected) => {
    expect(of(text)).toBe(expected);
  });

  it("lists mailboxes: whoever is created later is in no evaluated scope", () => {
    expect(evaluateScopeFilter(FACTS, `-not(${member(2)})`).yes.everyoneBut).toBe(false);
  });

  it("sets_say_what_each_says: sets of members give what every mailbox answers alone", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(of(text), text).toBe(oneByOne(text));
      }),
      { numRuns: 500 },
    );
  });
});
