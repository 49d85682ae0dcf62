import { describe, expect, it } from "vitest";
import { isApplicationRole } from "../../src/access/resolve-assignments.ts";
import { resolveTenantAccess } from "../../src/access/resolve-tenant-access.ts";
import type { RoleAssignmentRow } from "../../src/model/exchange-rows.ts";
import type { Recipient } from "../../src/model/recipient.ts";
import type { SnapshotSections } from "../../src/model/snapshot.ts";
import { exchangeGuid, groupKey, mailboxKey, unitId } from "../generator/ids.ts";
import { appOf, reach, reasons, rulesOf } from "../arbitraries/answers.ts";
import {
  assignment,
  groupDn,
  managementScope,
  pointer,
  securityGroup,
  servicePrincipal,
} from "../arbitraries/rows.ts";
import { parents, people, rows, snapshotOf } from "../arbitraries/snapshot.ts";

const UNIT = unitId(1);
const UNIT_NAME = unitId(101);
const UNIT_GUID = unitId(201);
const SCOPE = managementScope("Sales scope", `MemberOfGroup -eq '${groupDn(1)}'`, {
  guid: unitId(300),
  identity: "Sales scope identity",
  distinguishedName: "CN=Sales scope,OU=contoso",
});

/** Four mailboxes; group 1 holds the first and group 2, which holds the second; the unit holds the third. */
function tenant(row: Partial<RoleAssignmentRow>, sections: Partial<SnapshotSections> = {}) {
  return snapshotOf({
    ...people(4, { 1: [mailboxKey(1), groupKey(2)], 2: [mailboxKey(2)] }),
    "graph/servicePrincipals": rows(servicePrincipal(1)),
    "exchange/servicePrincipals": rows(pointer(1)),
    "exchange/managementScopes": rows(SCOPE),
    "exchange/administrativeUnits": rows({
      name: UNIT_NAME,
      displayName: "Field",
      guid: UNIT_GUID,
      externalDirectoryObjectId: UNIT,
      distinguishedName: "CN=Field,OU=contoso",
    }),
    "graph/administrativeUnitMembers": parents({
      [UNIT]: [
        { administrativeUnit: UNIT, id: mailboxKey(3), odataType: "#microsoft.graph.user" },
        { administrativeUnit: UNIT, id: groupKey(1), odataType: "#microsoft.graph.group" },
        { administrativeUnit: UNIT, id: mailboxKey(4), odataType: "#microsoft.graph.device" },
      ],
    }),
    "exchange/roleAssignments": rows(assignment(1, "Mail.Read", row)),
    ...sections,
  });
}

const custom = (customResourceScope: string | null) => ({
  recipientWriteScope: "CustomRecipientScope",
  customResourceScope,
});
const unit = (customResourceScope: string | null) => ({
  recipientWriteScope: "AdministrativeUnit",
  customResourceScope,
});
const group = (customResourceScope: string | null) => ({
  recipientWriteScope: "Group",
  customResourceScope,
});

describe("the scope of an assignment, as it reads back", () => {
  it.each<[string, Partial<RoleAssignmentRow>, string, string]>([
    ["Organization", { recipientWriteScope: "Organization" }, "aaaa", "rbac-organization allow"],
    ["nothing", { recipientWriteScope: "" }, "aaaa", "rbac-organization allow"],
    ["null", { recipientWriteScope: null }, "aaaa", "rbac-organization allow"],
    ["a kind nobody knows", { recipientWriteScope: "Galaxy" }, "aaaa", "rbac-organization allow"],
    [
      "a kind nobody knows, with a target",
      { recipientWriteScope: "Galaxy", customResourceScope: "Sales scope" },
      "aaaa",
      "rbac-organization allow",
    ],
    ["a custom scope without its name", custom(""), "aaaa", "rbac-organization allow"],
    ["a unit without its name", unit(null), "aaaa", "rbac-organization allow"],
    ["a group without its name", group(" "), "aaaa", "rbac-organization allow"],
    ["a scope by Name", custom("Sales scope"), "a---", "rbac-management-scope allow"],
    ["a scope in another case", custom(" SALES Scope "), "a---", "rbac-management-scope allow"],
    ["a scope by Guid", custom(unitId(300)), "a---", "rbac-management-scope allow"],
    ["a scope by Identity", custom("Sales scope identity"), "a---", "rbac-management-scope allow"],
    ["a scope by DN", custom("CN=Sales scope,OU=contoso"), "a---", "rbac-management-scope allow"],
    [
      "a scope in the older place",
      { recipientWriteScope: "customrecipientscope", customRecipientWriteScope: "Sales scope" },
      "a---",
      "rbac-management-scope allow",
    ],
    ["a scope that is gone", custom("Other"), "????", "rbac-unclear unknown"],
    ["a unit by its Name, a GUID", unit(UNIT_NAME), "--a-", "rbac-administrative-unit allow"],
    ["a unit by its Entra id", unit(UNIT), "--a-", "rbac-administrative-unit allow"],
    ["a unit by its Guid", unit(UNIT_GUID), "--a-", "rbac-administrative-unit allow"],
    ["a unit by its display name", unit("field"), "--a-", "rbac-administrative-unit allow"],
    ["a unit by its DN", unit("CN=Field,OU=contoso"), "--a-", "rbac-administrative-unit allow"],
    [
      "a unit in its own property",
      { recipientWriteScope: "AdministrativeUnit", recipientAdministrativeUnitScope: UNIT },
      "--a-",
      "rbac-administrative-unit allow",
    ],
    ["a unit that is gone", unit(unitId(9)), "????", "rbac-unclear unknown"],
    ["a group by its Name", group("group1"), "a---", "rbac-group allow"],
    ["a group by its DN", group(groupDn(1)), "a---", "rbac-group allow"],
    ["a group by its Guid", group(exchangeGuid(groupKey(1))), "a---", "rbac-group allow"],
    ["a group by its Entra id", group(groupKey(1)), "a---", "rbac-group allow"],
    ["a group by its display name", group("Group 1"), "a---", "rbac-group allow"],
    [
      "a group in its own property",
      { recipientWriteScope: "group", recipientGroupScope: "group1" },
      "a---",
      "rbac-group allow",
    ],
    ["a group that is gone", group("group9"), "????", "rbac-unclear unknown"],
  ])("%s", (...[, row, expected, rule]) => {
    const snapshot = tenant(row);
    expect(reach(snapshot, "Mail.Read")).toBe(expected);
    expect(rulesOf(reasons(snapshot, "Mail.Read"))).toContain(rule);
  });

  const both = (...others: readonly Recipient[]) =>
    people(4, { 1: [mailboxKey(1)], 2: [mailboxKey(2)] }, others);

  it("a display name that two groups bear names neither", () => {
    const twins = both(
      securityGroup(1, { displayName: "Twin" }),
      securityGroup(2, { displayName: "Twin" }),
    );
    expect(reach(tenant(group("Twin"), twins), "Mail.Read")).toBe("????");
  });

  it("a Name wins over the display name of another group", () => {
    const named = both(
      securityGroup(1, { name: "Sales" }),
      securityGroup(2, { displayName: "Sales" }),
    );
    expect(reach(tenant(group("Sales"), named), "Mail.Read")).toBe("a---");
  });

  it("a Name that two groups bear names neither", () => {
    const twins = both(securityGroup(1, { name: "Sales" }), securityGroup(2, { name: "sales" }));
    expect(reach(tenant(group("Sales"), twins), "Mail.Read")).toBe("????");
  });

  it("a unit's display name that two units bear names neither", () => {
    const units = rows(
      { displayName: "Twin", externalDirectoryObjectId: UNIT },
      { displayName: "Twin", externalDirectoryObjectId: unitId(2) },
    );
    const snapshot = tenant(unit("Twin"), { "exchange/administrativeUnits": units });
    expect(reach(snapshot, "Mail.Read")).toBe("????");
  });

  it("a unit that Exchange does not list is found in Entra by its id", () => {
    const snapshot = tenant(unit(UNIT), {
      "exchange/administrativeUnits": { status: "denied" },
      "graph/administrativeUnits": rows({ id: UNIT }),
    });
    expect(reach(snapshot, "Mail.Read")).toBe("--a-");
  });

  it("a member of a unit whose row does not say what it is counts as a user", () => {
    const members = parents({ [UNIT]: [{ administrativeUnit: UNIT, id: mailboxKey(4) }] });
    const snapshot = tenant(unit(UNIT), { "graph/administrativeUnitMembers": members });
    expect(reach(snapshot, "Mail.Read")).toBe("---a");
  });
});

describe("what the scope of an assignment rests on, unread", () => {
  const denied = { status: "denied" } as const;

  it.each<[string, Partial<RoleAssignmentRow>, Partial<SnapshotSections>, string, string]>([
    [
      "management scopes",
      custom("Sales scope"),
      { "exchange/managementScopes": denied },
      "rbac-unclear",
      "exchange/managementScopes",
    ],
    [
      "members of groups, for a scope",
      custom("Sales scope"),
      { "exchange/groupMembers": denied },
      "rbac-management-scope",
      "exchange/groupMembers",
    ],
    [
      "members of groups, for a group",
      group("group1"),
      { "exchange/groupMembers": denied },
      "rbac-group",
      "exchange/groupMembers",
    ],
    [
      "units",
      unit(UNIT_NAME),
      { "exchange/administrativeUnits": denied },
      "rbac-unclear",
      "exchange/administrativeUnits",
    ],
    [
      "members of units",
      unit(UNIT),
      { "graph/administrativeUnitMembers": denied },
      "rbac-administrative-unit",
      "graph/administrativeUnitMembers",
    ],
    [
      "members of the unit",
      unit(UNIT),
      { "graph/administrativeUnitMembers": parents({ [UNIT]: "failed" }) },
      "rbac-administrative-unit",
      "graph/administrativeUnitMembers",
    ],
  ])("%s: everyone perhaps, with the section at fault", (...[, row, sections, rule, section]) => {
    const snapshot = tenant(row, sections);
    expect(reach(snapshot, "Mail.Read")).toBe("????");
    expect(reasons(snapshot, "Mail.Read")).toContainEqual(
      expect.objectContaining({ rule, effect: "unknown", section }),
    );
  });

  it.each([
    ["a scope", custom("Sales scope"), "rbac-management-scope"],
    ["a group", group("group1"), "rbac-unclear"],
  ])("recipients, for %s", (_name, row, rule) => {
    const snapshot = tenant(row, { "exchange/recipients": denied });
    expect(reasons(snapshot, "Mail.Read")).toContainEqual(
      expect.objectContaining({ rule, effect: "unknown", section: "exchange/recipients" }),
    );
  });
});

describe("rows that are no access", () => {
  it.each<[string, Partial<RoleAssignmentRow>, string]>([
    ["a delegating row", { roleAssignmentDelegationType: "DelegatingOrgWide" }, "----"],
    ["another delegating row", { roleAssignmentDelegationType: "delegating" }, "----"],
    ["a disabled row", { enabled: false }, "----"],
    ["a regular, enabled row", {}, "aaaa"],
  ])("%s", (_name, row, expected) => {
    expect(reach(tenant(row), "Mail.Read")).toBe(expected);
  });

  it("a row of a role group, which holds application roles for delegation alone", () => {
    const row = { app: "", roleAssigneeType: "RoleGroup", roleAssignee: pointer(1).objectId };
    expect(reach(tenant(row), "Mail.Read")).toBe("----");
  });

  it.each<[string, RoleAssignmentRow]>([
    ["enabled", withoutProperty("enabled")],
    ["delegating", withoutProperty("roleAssignmentDelegationType")],
  ])("a row that does not say whether it is %s may be access", (_name, row) => {
    const snapshot = tenant({}, { "exchange/roleAssignments": rows(row) });
    expect(reach(snapshot, "Mail.Read")).toBe("????");
    expect(rulesOf(reasons(snapshot, "Mail.Read"))).toEqual(["rbac-unclear unknown"]);
  });

  it("those of people, whatever their role begins with", () => {
    const person = { role: "ApplicationImpersonation", name: "x", roleAssigneeType: "User" };
    expect(isApplicationRole(person)).toBe(false);
    expect(isApplicationRole({ ...person, roleAssigneeType: "ServicePrincipal" })).toBe(true);
    expect(isApplicationRole({ role: "Other", name: "x", app: "Mailer" })).toBe(true);
    expect(isApplicationRole({ role: "application mail.read", name: "x" })).toBe(true);
  });

  it("are not read, never no assignments, where the section was refused", () => {
    const refused = { "exchange/roleAssignments": { status: "denied" } } as const;
    const app = appOf(resolveTenantAccess(tenant({}, refused)), 1);
    expect(app.assignments).toEqual({ status: "notRead", section: "exchange/roleAssignments" });
    expect(reach(tenant({}, refused), "Mail.Read")).toBe("????");
  });
});

function withoutProperty(name: "enabled" | "roleAssignmentDelegationType"): RoleAssignmentRow {
  const { [name]: _left, ...rest } = assignment(1, "Mail.Read");
  return rest;
}
