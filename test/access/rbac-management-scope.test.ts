import { describe, expect, it } from "vitest";
import { recipientKey } from "../../src/model/ids.ts";
import type { ManagementScopeRow } from "../../src/model/exchange-rows.ts";
import type { Recipient } from "../../src/model/recipient.ts";
import type { ParentStatus } from "../../src/model/sections.ts";
import { groupKey, mailboxKey } from "../generator/ids.ts";
import { reach, reasons, rulesOf } from "../arbitraries/answers.ts";
import {
  groupDn,
  mailbox,
  managementScope,
  pointer,
  scoped,
  securityGroup,
  servicePrincipal,
} from "../arbitraries/rows.ts";
import { parents, people, rows, snapshotOf } from "../arbitraries/snapshot.ts";

interface Given {
  /** Mailboxes that the service found, by number; a status = the list was not read. */
  readonly witness?: readonly number[] | Exclude<ParentStatus, "read">;
  readonly more?: Partial<ManagementScopeRow>;
  readonly others?: readonly Recipient[];
}

/** Four mailboxes; group 1 holds the first and group 2, which holds the second. Group 3 was refused. */
function under(filter: string, { witness, more, others }: Given = {}) {
  const told =
    typeof witness === "object"
      ? witness.map((number) => ({ scope: "Scope", recipient: recipientKey(mailboxKey(number)) }))
      : witness;
  const groups = { 1: [mailboxKey(1), groupKey(2)], 2: [mailboxKey(2)], 3: "denied" } as const;
  return snapshotOf({
    ...people(4, groups, others),
    "graph/servicePrincipals": rows(servicePrincipal(1)),
    "exchange/servicePrincipals": rows(pointer(1)),
    "exchange/roleAssignments": rows(scoped(1, "Mail.Read", "Scope")),
    "exchange/managementScopes": rows(managementScope("Scope", filter, more)),
    "exchange/scopeMembers": parents(told === undefined ? {} : { Scope: told }),
  });
}

const memberOf = (group: number): string => `MemberOfGroup -eq '${groupDn(group)}'`;

describe("the filter of a management scope", () => {
  it.each([
    ["direct members of a group, nested ones left out", memberOf(1), "a---"],
    ["a group in another case", memberOf(1).toUpperCase().replace("-EQ", "-eq"), "a---"],
    ["a group that does not exist: nobody", memberOf(9), "----"],
    ["a group by its name, which matches nothing", "MemberOfGroup -eq 'group1'", "----"],
    ["a group that was not read: everyone perhaps", memberOf(3), "????"],
    ["not in a group, newcomers included", `-not(${memberOf(1)})`, "-aaa"],
    ["one object by its id", `ExternalDirectoryObjectId -eq '${mailboxKey(3)}'`, "--a-"],
    ["a property of the row", "Alias -eq 'USER2'", "-a--"],
    ["a property that rows carry not: everyone perhaps", "Department -eq 'Sales'", "????"],
    ["a part that decides beside an open one", `${memberOf(1)} -or Department -eq 'x'`, "a???"],
    ["nonsense: everyone perhaps", "this is no filter", "????"],
    ["nothing: everyone perhaps", " ", "????"],
  ])("%s", (_name, filter, expected) => {
    expect(reach(under(filter), "Mail.Read")).toBe(expected);
  });

  it("a group without a name makes whom another name means open", () => {
    const { distinguishedName: _left, ...nameless } = securityGroup(2);
    const snapshot = under(memberOf(9), { others: [nameless] });
    expect(reach(snapshot, "Mail.Read")).toBe("????");
  });

  it("a property of the recipient's own row comes before all", () => {
    const sales = mailbox(2, { properties: { department: "Sales" } });
    const snapshot = under("Department -eq 'sales'", { others: [sales] });
    expect(reach(snapshot, "Mail.Read")).toBe("?a??");
  });

  it("a user principal name is read from Entra's users", () => {
    const snapshot = under("UserPrincipalName -eq 'two@contoso.com'");
    const users = rows(
      ...[1, 2].map((number) => ({
        id: mailboxKey(number).toUpperCase(),
        userPrincipalName: number === 2 ? "Two@contoso.com" : "one@contoso.com",
      })),
    );
    const sections = { ...snapshot.sections, "graph/users": users };
    expect(reach({ ...snapshot, sections }, "Mail.Read")).toBe("-a??");
  });

  it.each<[string, string | null | undefined, string]>([
    ["none", "", "a---"],
    ["the organisation itself", "Contoso.onmicrosoft.com", "a---"],
    ["null", null, "a---"],
    ["another container: open within the filter", "contoso.onmicrosoft.com/Users", "?---"],
  ])("under a recipient root, %s", (_name, recipientRoot, expected) => {
    const more = recipientRoot === undefined ? {} : { recipientRoot };
    expect(reach(under(memberOf(1), { more }), "Mail.Read")).toBe(expected);
  });

  it("an exclusive scope restricts no app and is read as any other", () => {
    expect(reach(under(memberOf(1), { more: { exclusive: true } }), "Mail.Read")).toBe("a---");
  });
});

describe("the members that the service finds in a scope", () => {
  it.each<[string, string, Given, string]>([
    ["agree", memberOf(1), { witness: [1] }, "a---"],
    ["decide where ours is open", "Department -eq 'x'", { witness: [2] }, "-a--"],
    ["decide where the filter is not understood", "nonsense", { witness: [3] }, "--a-"],
    ["hold one more: open", memberOf(1), { witness: [1, 4] }, "a--?"],
    ["lack one: open", memberOf(1), { witness: [] }, "?---"],
    ["were refused: ours stands", memberOf(1), { witness: "denied" }, "a---"],
    ["were not asked: ours stands", memberOf(1), {}, "a---"],
    ["were refused: open stays open", "nonsense", { witness: "failed" }, "????"],
    [
      "are no matter under a foreign root",
      memberOf(1),
      { witness: [], more: { recipientRoot: "elsewhere" } },
      "?---",
    ],
  ])("%s", (_name, filter, given, expected) => {
    expect(reach(under(filter, given), "Mail.Read")).toBe(expected);
  });

  it("decide for a scope that was not read itself", () => {
    const snapshot = under(memberOf(1), { witness: [2] });
    const sections = {
      ...snapshot.sections,
      "exchange/managementScopes": { status: "denied" } as const,
    };
    expect(reach({ ...snapshot, sections }, "Mail.Read")).toBe("-a--");
  });

  it.each<[number, readonly string[]]>([
    [1, ["rbac-management-scope allow"]],
    [2, ["scope-members allow"]],
    [3, []],
    [4, ["scope-members unknown"]],
  ])("are named as a reason where they speak: mailbox %d", (number, expected) => {
    const open = mailbox(2, { properties: {} });
    const filter = `${memberOf(1)} -or (Alias -eq 'user2' -and Department -eq 'x')`;
    const snapshot = under(filter, { witness: [1, 2, 4], others: [open] });
    const said = rulesOf(reasons(snapshot, "Mail.Read", { mailbox: number }));
    expect(said.filter((one) => !one.endsWith("deny"))).toEqual(
      expect.arrayContaining([...expected]),
    );
    expect(reach(snapshot, "Mail.Read")).toBe("aa-?");
  });

  it("are named where they rule a mailbox out", () => {
    const snapshot = under("Department -eq 'x'", { witness: [2] });
    expect(rulesOf(reasons(snapshot, "Mail.Read", { mailbox: 1 }))).toContain("scope-members deny");
  });
});
