import { describe, expect, it } from "vitest";
import { describeUnread } from "../../src/cli/describe-coverage.ts";
import { isIncomplete } from "../../src/cli/incomplete.ts";
import { SECTIONS, type SectionName, type SectionStatus } from "../../src/model/sections.ts";
import type { SnapshotSections } from "../../src/model/snapshot.ts";
import { auditOf } from "../arbitraries/plans.ts";
import { parents, snapshotOf } from "../arbitraries/snapshot.ts";

const linesOf = (sections: Partial<SnapshotSections>): readonly string[] =>
  describeUnread(auditOf(snapshotOf(sections)).plan.coverage);

const { needs } = SECTIONS["exchange/recipients"];
const members = SECTIONS["exchange/groupMembers"].needs;

describe("what was not read, on the console", () => {
  it("says nothing where everything was read", () => {
    expect(linesOf({})).toEqual([]);
  });

  it("names a refused section, what was said, the least permission once, and what to do", () => {
    const message = `forbidden; needs ${needs}`;
    expect(linesOf({ "exchange/recipients": { status: "denied", message } })).toEqual([
      "not read: exchange/recipients: denied: forbidden",
      `  needed: ${needs}`,
      "  to do: give the signed-in identity that permission; then scan --resume reads again what is missing",
    ]);
  });

  it("tells how a failed section is read again", () => {
    const [said, , todo] = linesOf({
      "exchange/recipients": { status: "failed", message: "page 2\u001B[31m" },
    });
    expect(said).toBe("not read: exchange/recipients: failed: page 2\\u001b[31m");
    expect(todo).toContain("scan --resume reads again what is missing");
  });

  it("names the parents of a section that was read in part, and the permission once", () => {
    const lines = linesOf({
      "exchange/groupMembers": parents({ "g-1": "denied", "g-2": "failed", "g-3": "notFound" }),
    });
    expect(lines.slice(0, 2)).toEqual([
      "not read: exchange/groupMembers g-1: denied",
      "not read: exchange/groupMembers g-2: failed",
    ]);
    expect(lines.filter((line) => line.includes(members))).toHaveLength(1);
    expect(lines).toHaveLength(4);
  });

  it("takes `absent` as an answer only of sections of which the service says so", () => {
    expect(linesOf({ "exchange/applicationAccessPolicies": { status: "absent" } })).toEqual([]);
    expect(linesOf({ "graph/servicePrincipals": { status: "absent" } })[0]).toBe(
      "not read: graph/servicePrincipals: absent",
    );
  });

  it("names what was left out, one line for each reason, and no terminal obeys the reason", () => {
    const leftOut = { status: "notAsked", message: "left out by --only\u001b[2J" } as const;
    const lines = linesOf({
      "exchange/roles": leftOut,
      "exchange/recipients": leftOut,
      "exchange/managementScopes": { status: "notAsked" },
    });
    expect(lines.slice(-4)).toEqual([
      "not read: exchange/managementScopes: notAsked",
      expect.stringContaining("needed: "),
      expect.stringMatching(/to do: .*scan again$/),
      "not asked: exchange/recipients, exchange/roles: left out by --only\\u001b[2J",
    ]);
  });

  it.each<[SectionName, SectionStatus, boolean]>([
    ["exchange/roles", "notAsked", true],
    ["exchange/roles", "denied", true],
    ["exchange/applicationAccessPolicies", "absent", false],
    ["exchange/roles", "absent", true],
    ["exchange/roles", "read", false],
    ["graph/users", "notAsked", false],
    ["exchange/mailboxPermissions", "notAsked", false],
    ["exchange/mailboxPermissions", "failed", true],
  ])("makes the result incomplete or not: %s %s", (section, status, expected) => {
    expect(isIncomplete([{ section, status, parentsNotRead: [] }])).toBe(expected);
  });
});
