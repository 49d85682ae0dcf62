import { describe, expect, it } from "vitest";
import { resolveImpersonation } from "../../src/access/resolve-impersonation.ts";
import { indexTenant } from "../../src/access/tenant-facts.ts";
import type { RoleAssignmentRow } from "../../src/model/exchange-rows.ts";
import { recipientKey } from "../../src/model/ids.ts";
import type { SnapshotSections } from "../../src/model/snapshot.ts";
import { mailboxKey } from "../generator/ids.ts";
import { letters } from "../arbitraries/answers.ts";
import { managementScope } from "../arbitraries/rows.ts";
import { parents, people, rows, snapshotOf } from "../arbitraries/snapshot.ts";

const ROLE = "ApplicationImpersonation";

const held = (guid: string, more: Partial<RoleAssignmentRow> = {}): RoleAssignmentRow => ({
  name: `assignment ${guid}`,
  guid,
  role: ROLE,
  roleAssigneeType: "User",
  roleAssignmentDelegationType: "Regular",
  recipientWriteScope: "Organization",
  enabled: true,
  ...more,
});
const user = (guid: string, effectiveUserName: string, more: Partial<RoleAssignmentRow> = {}) =>
  held(guid, { effectiveUserName, ...more });

interface Given {
  readonly listed?: readonly RoleAssignmentRow[];
  /** By role. */
  readonly expanded?: Readonly<Record<string, readonly RoleAssignmentRow[]>>;
  readonly sections?: Partial<SnapshotSections>;
}

function resolve({ listed = [], expanded = {}, sections = {} }: Given) {
  const reads = Object.entries(expanded).map(
    ([role, found]) => [role, found.map((assignment) => ({ role, assignment }))] as const,
  );
  const snapshot = snapshotOf({
    ...people(2),
    "exchange/roleAssignments": rows(...listed),
    "exchange/impersonationEffectiveUsers": parents(Object.fromEntries(reads)),
    "exchange/managementScopes": rows(managementScope("First", "Alias -eq 'user1'")),
    ...sections,
  });
  return resolveImpersonation(indexTenant(snapshot));
}

/** Who holds what: `<guid> <user>`. */
const holders = (given: Given): readonly string[] =>
  resolve(given).holders.map(
    ({ row, effectiveUser }) => `${row.guid ?? ""} ${String(effectiveUser)}`,
  );

describe("holders of impersonation", () => {
  it.each<[string, Given, readonly string[]]>([
    ["a user", { listed: [held("1")], expanded: { [ROLE]: [user("1", "backup")] } }, ["1 backup"]],
    [
      "the members of a group, its parent row left out",
      {
        listed: [held("1")],
        expanded: {
          [ROLE]: [user("1", "All Group Members"), user("1", "beta"), user("1", "alpha")],
        },
      },
      ["1 alpha", "1 beta"],
    ],
    ["a user told twice", { expanded: { [ROLE]: [user("1", "a"), user("1", "A")] } }, ["1 A"]],
    [
      "a user of two assignments",
      { expanded: { [ROLE]: [user("1", "a"), user("2", "a")] } },
      ["1 a", "2 a"],
    ],
    ["an assignment without expansion", { listed: [held("1")] }, ["1 null"]],
    [
      "a person whom the expansion does not name: the row stands",
      { listed: [held("1")], expanded: { [ROLE]: [user("1", "All Group Members")] } },
      ["1 null"],
    ],
    [
      "nobody of an empty role group",
      { listed: [held("1", { roleAssigneeType: "RoleGroup" })], expanded: { [ROLE]: [] } },
      [],
    ],
    [
      "a role group whose expansion was not read",
      { listed: [held("1", { roleAssigneeType: "RoleGroup" })] },
      ["1 null"],
    ],
    [
      "a user of a child role, which the list of roles does not name",
      { expanded: { "Archive Role": [user("1", "a", { role: "Archive Role" })] } },
      ["1 a"],
    ],
    [
      "a delegating row",
      { listed: [held("1", { roleAssignmentDelegationType: "DelegatingOrgWide" })] },
      [],
    ],
    [
      "a delegating row of the expansion",
      { expanded: { [ROLE]: [user("1", "a", { roleAssignmentDelegationType: "Delegating" })] } },
      [],
    ],
    ["a disabled row", { listed: [held("1", { enabled: false })] }, []],
    [
      "a disabled row of the expansion",
      { expanded: { [ROLE]: [user("1", "a", { enabled: false })] } },
      [],
    ],
    ["an application role", { listed: [held("1", { role: "Application Mail.Read" })] }, []],
    [
      "the role in another case",
      { listed: [held("1", { role: "applicationimpersonation" })] },
      ["1 null"],
    ],
  ])("%s", (_name, given, expected) => {
    expect(holders(given)).toEqual(expected);
  });

  it.each<[string, { name: string; parent?: string; roleType?: string }]>([
    ["by its parent", { name: "Archive Role", parent: ROLE }],
    ["by the path of its parent", { name: "Archive Role", parent: `contoso\\${ROLE}` }],
    ["by its type", { name: "Archive Role", roleType: ROLE }],
  ])("of a child role are found %s", (_name, role) => {
    const listed = [held("1", { role: "Archive Role" })];
    expect(holders({ listed })).toEqual([]);
    expect(holders({ listed, sections: { "exchange/roles": rows(role) } })).toEqual(["1 null"]);
  });

  it("of a grandchild role are found whatever the order of the roles", () => {
    const roles = rows({ name: "Grandchild", parent: "Child" }, { name: "Child", parent: ROLE });
    const listed = [held("1", { role: "Grandchild" })];
    expect(holders({ listed, sections: { "exchange/roles": roles } })).toEqual(["1 null"]);
  });
});

describe("whether there is impersonation", () => {
  const denied = { status: "denied" } as const;
  const absent = { "exchange/impersonationEffectiveUsers": { status: "absent" } } as const;

  it.each<[string, Given, string]>([
    ["found", { listed: [held("1")] }, "found"],
    ["no rows", {}, "none"],
    ["the roles are gone", { sections: absent }, "absent"],
    [
      "the roles are gone, says the service, but nobody listed those derived from them",
      { sections: { ...absent, "exchange/roles": denied } },
      "notRead",
    ],
    [
      "gone, though the list was refused",
      { sections: { ...absent, "exchange/roleAssignments": denied } },
      "absent",
    ],
    [
      "rows, though the roles are said to be gone",
      { listed: [held("1")], sections: absent },
      "found",
    ],
    ["the list was refused", { sections: { "exchange/roleAssignments": denied } }, "notRead"],
    [
      "the roles were refused: custom ones have names that nobody knows",
      { sections: { "exchange/roles": denied } },
      "notRead",
    ],
    [
      "the list of roles is called absent, which is no answer",
      { sections: { "exchange/roles": { status: "absent" } } },
      "notRead",
    ],
    [
      "the expansion was refused, the list has none",
      { sections: { "exchange/impersonationEffectiveUsers": denied } },
      "none",
    ],
  ])("%s", (_name, given, expected) => {
    expect(resolve(given).status).toBe(expected);
  });
});

describe("the scope of a holder", () => {
  it.each<[string, Partial<RoleAssignmentRow>, object, string]>([
    ["the organisation", {}, { kind: "organization", name: null, filter: null }, "aa"],
    [
      "a management scope",
      { recipientWriteScope: "CustomRecipientScope", customRecipientWriteScope: "First" },
      { kind: "managementScope", name: "First", filter: "Alias -eq 'user1'" },
      "a-",
    ],
    [
      "an exclusive scope",
      { recipientWriteScope: "ExclusiveRecipientScope", exclusiveRecipientWriteScope: "First" },
      { kind: "exclusiveScope", name: "First", filter: "Alias -eq 'user1'" },
      "a-",
    ],
    [
      "a scope that is gone",
      { recipientWriteScope: "CustomRecipientScope", customRecipientWriteScope: "Gone" },
      { kind: "managementScope", name: "Gone", filter: null },
      "??",
    ],
    [
      "an organisational unit",
      { recipientWriteScope: "OU", recipientOrganizationalUnitScope: "contoso/Sales" },
      { kind: "organizationalUnit", name: "contoso/Sales", filter: null },
      "??",
    ],
    [
      "something else",
      { recipientWriteScope: "MyGAL" },
      { kind: "other", name: "MyGAL", filter: null },
      "??",
    ],
    ["nothing", { recipientWriteScope: null }, { kind: "other", name: null, filter: null }, "??"],
  ])("%s", (...[, row, scope, expected]) => {
    const [holder] = resolve({ listed: [held("1", row)] }).holders;
    expect(holder?.scope).toEqual(scope);
    expect(holder && letters(holder.members, 2)).toBe(expected);
  });

  it("is compared with the members that the service found", () => {
    const row = { recipientWriteScope: "CustomRecipientScope", customRecipientWriteScope: "First" };
    const found = [{ scope: "First", recipient: recipientKey(mailboxKey(2)) }];
    const sections = { "exchange/scopeMembers": parents({ First: found }) };
    const [holder] = resolve({ listed: [held("1", row)], sections }).holders;
    expect(holder && letters(holder.members, 2)).toBe("??");
  });

  it("is everyone perhaps where recipients were not read", () => {
    const sections = { "exchange/recipients": { status: "denied" } as const };
    const [holder] = resolve({ listed: [held("1")], sections }).holders;
    expect(holder && letters(holder.members, 2)).toBe("??");
  });
});
