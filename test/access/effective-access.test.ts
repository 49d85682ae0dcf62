import { describe, expect, it } from "vitest";
import {
  decideEffectiveAccess,
  hasRole,
  permissionsOf,
} from "../../src/access/effective-access.ts";
import { resolveTenantAccess } from "../../src/access/resolve-tenant-access.ts";
import type { SnapshotSections } from "../../src/model/snapshot.ts";
import { both } from "../../src/sets/membership.ts";
import { groupKey, mailboxKey } from "../generator/ids.ts";
import { appOf, letters, reach, reasons, rulesOf } from "../arbitraries/answers.ts";
import {
  assignment,
  grant,
  groupDn,
  managementScope,
  pointer,
  restrict,
  scoped,
  servicePrincipal,
} from "../arbitraries/rows.ts";
import { people, rows, snapshotOf } from "../arbitraries/snapshot.ts";

/** Four mailboxes, A is group 1 with the first two; app 1 with a pointer. */
const A = groupKey(1);
const tenant = (sections: Partial<SnapshotSections> = {}) =>
  snapshotOf({
    ...people(4, { 1: [mailboxKey(1), mailboxKey(2)] }),
    "graph/servicePrincipals": rows(servicePrincipal(1)),
    "exchange/servicePrincipals": rows(pointer(1)),
    "exchange/managementScopes": rows(
      managementScope("A", `MemberOfGroup -eq '${groupDn(1)}'`),
      managementScope("Not A", `-not(MemberOfGroup -eq '${groupDn(1)}')`),
      managementScope("Second", "Alias -eq 'user2'"),
    ),
    ...sections,
  });

/** @see https://learn.microsoft.com/exchange/permissions-exo/application-rbac examples (docs as of 2025-11-25) */
describe("Microsoft's own examples", () => {
  it("example one: an endpoint that needs two permissions needs both on the same mailbox", () => {
    const snapshot = tenant({
      "exchange/roleAssignments": rows(
        scoped(1, "Mail.Read", "A"),
        scoped(1, "MailboxSettings.Read", "Second"),
      ),
    });
    const app = appOf(resolveTenantAccess(snapshot), 1);
    const needed = ["Mail.Read", "MailboxSettings.Read"].map(
      (permission) => decideEffectiveAccess(app, { resource: "graph", permission }).reach,
    );
    expect(needed.map((one) => letters(one, 4))).toEqual(["aa--", "-a--"]);
    const [read, settings] = needed;
    expect(read && settings && letters(both(read, settings), 4)).toBe("-a--");
  });

  it("example two: consent limited by a policy to A, and a role scoped to not A, is everyone", () => {
    const snapshot = tenant({
      "graph/appRoleAssignedTo": rows(grant(1, "Mail.Read")),
      "exchange/applicationAccessPolicies": rows(restrict(1, A)),
      "exchange/roleAssignments": rows(scoped(1, "Mail.Read", "Not A")),
    });
    expect(reach(snapshot, "Mail.Read")).toBe("aaaa");
    expect(rulesOf(reasons(snapshot, "Mail.Read", { mailbox: 1 }))).toContain(
      "policy-restrict allow",
    );
    expect(rulesOf(reasons(snapshot, "Mail.Read", { mailbox: 3 }))).toContain(
      "rbac-management-scope allow",
    );
  });
});

describe("the union of Entra and Exchange", () => {
  it("a scoped role narrows nothing while the consent stands", () => {
    const snapshot = tenant({
      "graph/appRoleAssignedTo": rows(grant(1, "Mail.Read")),
      "exchange/roleAssignments": rows(scoped(1, "Mail.Read", "A")),
    });
    expect(reach(snapshot, "Mail.Read")).toBe("aaaa");
  });

  it("a policy does not touch what a role gives", () => {
    const snapshot = tenant({
      "exchange/applicationAccessPolicies": rows(restrict(1, A)),
      "exchange/roleAssignments": rows(assignment(1, "Mail.Send")),
    });
    expect(reach(snapshot, "Mail.Send")).toBe("aaaa");
  });

  it.each([
    ["graph", "Mail.Read", "Mail.Read", "aa--", "policy-restrict allow"],
    ["graph", "Mail.ReadBasic.All", "Mail.ReadBasic", "aa--", "policy-restrict allow"],
    ["exchange", "full_access_as_app", "EWS.AccessAsApp", "aa--", "policy-restrict allow"],
    [
      "graph",
      "MailboxItem.Read.All",
      "MailboxItem.Read.All",
      "aaaa",
      "ungoverned-permission allow",
    ],
    [
      "graph",
      "Calendars.ReadBasic.All",
      "Calendars.ReadBasic.All",
      "aaaa",
      "ungoverned-permission allow",
    ],
    [
      "exchange",
      "IMAP.AccessAsApp",
      "IMAP.AccessAsApp",
      "????",
      "needs-mailbox-permission unknown",
    ],
    ["exchange", "SMTP.SendAsApp", "SMTP.SendAsApp", "????", "needs-mailbox-permission unknown"],
    ["exchange", "Mail.Read", "Mail.Read", "----", "retired-api deny"],
    [
      "exchange",
      "Mailbox.Preview.All",
      "Mailbox.Preview.All",
      "????",
      "unknown-permission unknown",
    ],
    ["exchange", "Exchange.ManageAsApp", "Exchange.ManageAsApp", "----", null],
    ["graph", "User.Read.All", "User.Read.All", "----", null],
  ] as const)("under a policy on A, %s %s", (...[resource, value, permission, expected, rule]) => {
    const snapshot = tenant({
      "graph/appRoleAssignedTo": rows(grant(1, value, resource)),
      "exchange/applicationAccessPolicies": rows(restrict(1, A)),
    });
    expect(reach(snapshot, permission, { resource })).toBe(expected);
    const said = rulesOf(reasons(snapshot, permission, { resource, mailbox: 1 }));
    if (rule === null) expect(said).toEqual([]);
    else expect(said).toContain(rule);
  });

  it("a grant on one resource gives nothing on the other", () => {
    const snapshot = tenant({ "graph/appRoleAssignedTo": rows(grant(1, "Mail.Read", "exchange")) });
    expect(reach(snapshot, "Mail.Read", { resource: "graph" })).toBe("----");
  });
});

describe("application roles", () => {
  it.each([
    ["Mail Full Access", ["Mail.ReadWrite", "Mail.Send"]],
    [
      "Exchange Full Access",
      [
        "Calendars.ReadWrite",
        "Contacts.ReadWrite",
        "Mail.ReadWrite",
        "Mail.Send",
        "MailboxSettings.ReadWrite",
      ],
    ],
    ["MailboxItem.Read", ["MailboxItem.Read.All"]],
    ["Mail.ReadBasic", ["Mail.ReadBasic"]],
  ])("%s gives all its permissions within its scope, and no other", (role, permissions) => {
    const snapshot = tenant({ "exchange/roleAssignments": rows(scoped(1, role, "A")) });
    const app = appOf(resolveTenantAccess(snapshot), 1);
    expect(permissionsOf(app).map(({ permission }) => permission)).toEqual(permissions);
    for (const permission of permissions) expect(reach(snapshot, permission)).toBe("aa--");
    expect(reach(snapshot, "EWS.AccessAsApp", { resource: "exchange" })).toBe("----");
  });

  it("SMTP by role is decided by its scope", () => {
    const snapshot = tenant({ "exchange/roleAssignments": rows(scoped(1, "SMTP.SendAsApp", "A")) });
    expect(reach(snapshot, "SMTP.SendAsApp", { resource: "exchange" })).toBe("aa--");
  });

  it("that no table knows may open anything within their scope", () => {
    const row = scoped(1, "Mail.Future", "A");
    const snapshot = tenant({ "exchange/roleAssignments": rows(row) });
    const asked = { resource: "exchange" } as const;
    expect(reach(snapshot, "Application Mail.Future", asked)).toBe("??--");
    expect(reasons(snapshot, "Application Mail.Future", asked)).toEqual([
      { rule: "unknown-permission", subject: row.name, effect: "unknown" },
    ]);
  });

  it("exist for some permissions alone", () => {
    expect(hasRole({ resource: "graph", permission: "Mail.Read" })).toBe(true);
    expect(hasRole({ resource: "exchange", permission: "EWS.AccessAsApp" })).toBe(true);
    expect(hasRole({ resource: "graph", permission: "EWS.AccessAsApp" })).toBe(false);
    expect(hasRole({ resource: "graph", permission: "Calendars.ReadBasic.All" })).toBe(false);
    expect(hasRole({ resource: "exchange", permission: "IMAP.AccessAsApp" })).toBe(false);
  });
});
