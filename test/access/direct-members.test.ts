import { describe, expect, it } from "vitest";
import { directMembers } from "../../src/access/direct-members.ts";
import { indexTenant } from "../../src/access/tenant-facts.ts";
import { recipientKey } from "../../src/model/ids.ts";
import type { SnapshotSections } from "../../src/model/snapshot.ts";
import { groupKey, mailboxKey } from "../generator/ids.ts";
import { mailbox, member, securityGroup } from "../arbitraries/rows.ts";
import { parents, rows, snapshotOf } from "../arbitraries/snapshot.ts";

const GROUP = recipientKey(groupKey(1));
const members = (...lines: readonly ReturnType<typeof member>[]) =>
  directMembers(
    indexTenant(
      snapshotOf({
        "exchange/recipients": rows(
          securityGroup(1),
          securityGroup(2),
          mailbox(1),
          mailbox(3, { recipientTypeDetails: "MailUser" }),
        ),
        "exchange/groupMembers": parents({ [GROUP]: lines }),
      }),
    ),
    GROUP,
  );

/** Which members are mailboxes, and which are groups of their own. */
function told(...lines: readonly ReturnType<typeof member>[]) {
  const read = members(...lines);
  if (read.status === "notRead") throw new Error(read.section);
  return { mailboxes: [...read.value.mailboxes.bits], groups: read.value.nestedGroups };
}

describe("directMembers", () => {
  it.each<[string, ReturnType<typeof member>, boolean]>([
    ["a security group", member(groupKey(2), "MailUniversalSecurityGroup"), true],
    ["a Microsoft 365 group", member(groupKey(2), "GroupMailbox"), true],
    ["a dynamic group", member(groupKey(2), "DynamicDistributionGroup"), true],
    [
      "a group of Entra, which Exchange lists no members of",
      member(groupKey(8), "UniversalSecurityGroup"),
      true,
    ],
    ["a group whose row does not say what it is", member(groupKey(2)), true],
    ["nobody knows what", member(groupKey(9)), true],
    ["a user", member(mailboxKey(1), "UserMailbox"), false],
    ["a user whose row does not say what it is", member(mailboxKey(1)), false],
    ["a mail user", member(mailboxKey(3), "MailUser"), false],
    ["a mail user whose row does not say what it is", member(mailboxKey(3)), false],
  ])("takes %s for what it is", (_name, line, isGroup) => {
    expect(told(line).groups).toEqual(isGroup ? [line.member] : []);
  });

  it("counts mailboxes of the population alone", () => {
    const lines = [member(mailboxKey(1)), member(mailboxKey(3)), member(groupKey(2))];
    expect(told(...lines).mailboxes).toEqual([0]);
  });

  it("an empty group is read, a group that is nowhere has nobody", () => {
    expect(told()).toEqual({ mailboxes: [], groups: [] });
    const nowhere = snapshotOf({ "exchange/groupMembers": parents({ [GROUP]: "notFound" }) });
    expect(directMembers(indexTenant(nowhere), GROUP).status).toBe("read");
  });

  it.each<[string, Partial<SnapshotSections>]>([
    ["the section was refused", { "exchange/groupMembers": { status: "denied" as const } }],
    ["the group was not asked for", {}],
    ["the group was refused", { "exchange/groupMembers": parents({ [GROUP]: "denied" as const }) }],
    [
      "the group was not found, and recipients were not read",
      {
        "exchange/groupMembers": parents({ [GROUP]: "notFound" as const }),
        "exchange/recipients": { status: "denied" as const },
      },
    ],
  ])("is not read where %s", (_name, sections) => {
    expect(directMembers(indexTenant(snapshotOf(sections)), GROUP)).toEqual({
      status: "notRead",
      section: "exchange/groupMembers",
    });
  });
});
