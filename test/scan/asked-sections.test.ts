import { describe, expect, it } from "vitest";

import { SECTION_NAMES, SECTIONS, type SectionName } from "../../src/model/sections.ts";
import {
  type AskedSections,
  EVERY_SECTION,
  resolveSections,
} from "../../src/scan/asked-sections.ts";

const resolve = (asked: Partial<AskedSections>) => resolveSections({ ...EVERY_SECTION, ...asked });
const leftOutBy = (asked: Partial<AskedSections>): readonly SectionName[] => [
  ...resolve(asked).leftOut.keys(),
];
const readByEveryScan = SECTION_NAMES.filter((name) => SECTIONS[name].optional === false);

describe("resolveSections", () => {
  it("leaves nothing out, and includes nothing, when nobody says so", () => {
    const { included, leftOut } = resolveSections(EVERY_SECTION);
    expect([...included, ...leftOut.keys()]).toEqual([]);
  });

  it("leaves out what builds on a section that is skipped, at any depth, and says on which", () => {
    const { leftOut } = resolve({ skip: ["exchange/recipients"] });
    expect(Object.fromEntries(leftOut)).toEqual({
      "exchange/recipients": "left out by --skip",
      "exchange/dynamicGroups":
        "nobody was asked: it builds on `exchange/recipients`, which was left out",
      "exchange/groupMembers":
        "nobody was asked: it builds on `exchange/recipients`, which was left out",
      "exchange/policyChecks":
        "nobody was asked: it builds on `exchange/recipients`, which was left out",
      "graph/groups": "nobody was asked: it builds on `exchange/recipients`, which was left out",
    });
  });

  it("leaves group members out only where none of the lists is read that name groups", () => {
    const lists: SectionName[] = [
      "exchange/applicationAccessPolicies",
      "exchange/managementScopes",
      "exchange/roleAssignments",
    ];
    expect(leftOutBy({ skip: lists.slice(1) })).not.toContain("exchange/groupMembers");
    expect(resolve({ skip: lists }).leftOut.get("exchange/groupMembers")).toBe(
      "nobody was asked: it builds on `exchange/applicationAccessPolicies`, `exchange/managementScopes`, `exchange/roleAssignments`, which were left out",
    );
  });

  it("reads with --only what the sections build on, and whose tenant it is", () => {
    const left = new Set(leftOutBy({ only: ["exchange/policyChecks"] }));
    expect(readByEveryScan.filter((name) => !left.has(name))).toEqual([
      "exchange/applicationAccessPolicies",
      "exchange/policyChecks",
      "exchange/roleAssignments",
      "exchange/managementScopes",
      "exchange/recipients",
      "exchange/groupMembers",
      "graph/organization",
    ]);
    expect(left).toContain("graph/users");
  });

  it("reads on demand what --include or --only names, and speaks of no other such section", () => {
    const { included, leftOut } = resolve({
      include: ["graph/users"],
      only: ["exchange/mailboxPermissions"],
    });
    expect([...included].toSorted()).toEqual(["exchange/mailboxPermissions", "graph/users"]);
    expect(leftOut.has("exchange/recipients")).toBe(false);
    expect(leftOut.has("graph/signInActivities")).toBe(false);
    expect(resolve({ only: ["graph/signInActivities"] }).leftOut.has("exchange/recipients")).toBe(
      true,
    );
  });

  it.each<[string, Partial<AskedSections>, string]>([
    [
      "a section that is asked for and skipped",
      { only: ["exchange/roles"], skip: ["exchange/roles"] },
      "`exchange/roles` is both asked for and left out by --skip",
    ],
    [
      "a section whose source is skipped",
      { only: ["graph/groups"], skip: ["exchange/recipients"] },
      "`graph/groups` cannot be read: nobody was asked: it builds on `exchange/recipients`, which was left out",
    ],
    [
      "one on demand whose source is skipped",
      { include: ["exchange/mailboxPermissions"], skip: ["exchange/recipients"] },
      "`exchange/mailboxPermissions` cannot be read: nobody was asked: it builds on `exchange/recipients`, which was left out",
    ],
    [
      "all policy checks where none are asked for",
      { only: ["exchange/roles"], policyChecks: "all" },
      "--policy-checks all asks for `exchange/policyChecks`, which is left out",
    ],
    [
      "nothing at all",
      { skip: [...readByEveryScan, "graph/users"] },
      "every section is left out: there is nothing to read",
    ],
  ])("refuses %s", (_, asked, message) => {
    expect(() => resolve(asked)).toThrow(expect.objectContaining({ code: "usage", message }));
  });
});
