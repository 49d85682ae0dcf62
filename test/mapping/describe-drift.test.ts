import { describe, expect, it } from "vitest";
import { describeDrift } from "../../src/mapping/describe-drift.ts";
import { recipientKey } from "../../src/model/ids.ts";
import type { PlannedScope, ScopeGroup } from "../../src/model/plan-app.ts";
import { groupKey } from "../generator/ids.ts";

const group = (number: number, part: ScopeGroup["part"]): ScopeGroup => ({
  id: recipientKey(groupKey(number)),
  part,
  nested: false,
  nestedGroups: [],
  displayName: `Group ${String(number)}`,
  distinguishedName: `CN=Group ${String(number)}`,
  recipientTypeDetails: "MailUniversalSecurityGroup",
  drift: [],
});

const scopeOf = (...groups: readonly ScopeGroup[]): PlannedScope => ({
  name: "SW App 12345678",
  filter: "",
  exists: false,
  groups,
  mailboxes: [],
});

describe("describeDrift", () => {
  it("says that mailboxes to come are reached where a scope does nothing but leave out", () => {
    const drift = describeDrift(scopeOf(group(1, "excluded")));
    expect(drift[0]).toMatch(
      /^what the scope leaves out .*: mailboxes that are created later, and/,
    );
  });

  it("says it of none of them where the scope takes in groups: they are in no group yet", () => {
    const drift = describeDrift(scopeOf(group(1, "included"), group(2, "excluded")));
    expect(drift.join()).not.toContain("created later");
    expect(drift[0]).toMatch(/as long as one of the others holds the mailbox$/);
  });

  it("says nothing of leaving out where nothing is left out", () => {
    expect(describeDrift(scopeOf(group(1, "included")))).toEqual([
      "Group 1: a group nested in it later is not reached",
    ]);
  });
});
