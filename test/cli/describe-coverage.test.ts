import { describe, expect, it } from "vitest";

import { describeUnread } from "../../src/cli/describe-coverage.ts";
import { isIncomplete } from "../../src/cli/incomplete.ts";
import type { SectionName, SectionStatus } from "../../src/model/sections.ts";
import type { Coverage } from "../../src/model/snapshot.ts";

const entry = (section: SectionName, status: SectionStatus, message?: string): Coverage => ({
  section,
  status,
  rows: status === "read" ? 0 : null,
  parentsNotRead: [],
  ...(message === undefined ? {} : { message }),
});

describe("what evidence lacks", () => {
  it("is named with its reason, one line for each, whoever left it out", () => {
    const coverage = [
      entry("exchange/roles", "notAsked", "left out by --only"),
      entry("exchange/recipients", "notAsked", "left out by --only"),
      entry("exchange/managementScopes", "notAsked"),
      entry("graph/groups", "failed", "lost"),
    ];
    expect(describeUnread(coverage)).toEqual([
      "graph/groups: failed: lost",
      "exchange/roles, exchange/recipients: left out by --only",
      "exchange/managementScopes: the scan did not ask",
    ]);
  });

  it("never reaches the terminal as it is", () => {
    const [line] = describeUnread([entry("exchange/roles", "notAsked", "\u001b[2J")]);
    expect(line).toBe("exchange/roles: \\u001b[2J");
  });

  it.each<[SectionName, SectionStatus, boolean]>([
    ["exchange/roles", "notAsked", true],
    ["exchange/roles", "denied", true],
    ["exchange/roles", "absent", false],
    ["exchange/roles", "read", false],
    ["graph/users", "notAsked", false],
    ["exchange/mailboxPermissions", "notAsked", false],
    ["exchange/mailboxPermissions", "failed", true],
  ])("makes the result incomplete or not: %s %s", (section, status, expected) => {
    expect(isIncomplete([entry(section, status)])).toBe(expected);
    expect(describeUnread([entry(section, status)]).length > 0).toBe(expected);
  });
});
