import { describe, expect, it } from "vitest";
import { permissionsOf } from "../../src/access/effective-access.ts";
import { resolveTenantAccess } from "../../src/access/resolve-tenant-access.ts";
import { appId, servicePrincipalId } from "../../src/model/ids.ts";
import type { SnapshotSections } from "../../src/model/snapshot.ts";
import { appIdOf, groupKey, mailboxKey, servicePrincipalIdOf } from "../generator/ids.ts";
import { appOf, letters, reach, reasons } from "../arbitraries/answers.ts";
import { decideEffectiveAccess } from "../../src/access/effective-access.ts";
import { assignment, grant, pointer, restrict, servicePrincipal } from "../arbitraries/rows.ts";
import { people, rows, snapshotOf } from "../arbitraries/snapshot.ts";

const denied = { status: "denied" } as const;

/** App 1 with a grant under a policy on the first of two mailboxes, and an application role. */
const tenant = (sections: Partial<SnapshotSections> = {}) =>
  snapshotOf({
    ...people(2, { 1: [mailboxKey(1)] }),
    "graph/servicePrincipals": rows(servicePrincipal(1)),
    "exchange/servicePrincipals": rows(pointer(1)),
    "graph/appRoleAssignedTo": rows(grant(1, "Mail.Read")),
    "exchange/applicationAccessPolicies": rows(restrict(1, groupKey(1))),
    "exchange/roleAssignments": rows(assignment(1, "Mail.Send")),
    ...sections,
  });

describe("a section that was not read", () => {
  it.each<[keyof SnapshotSections, string, string]>([
    ["graph/appRoleAssignedTo", "Mail.Read", "??"],
    ["graph/resourceServicePrincipals", "Mail.Read", "??"],
    ["exchange/applicationAccessPolicies", "Mail.Read", "??"],
    ["exchange/roleAssignments", "Mail.Read", "a?"],
    ["exchange/roleAssignments", "Calendars.Read", "??"],
    ["graph/appRoleAssignedTo", "Calendars.Read", "??"],
  ])("%s leaves %s open, with the section as the reason", (section, permission, expected) => {
    const snapshot = tenant({ [section]: denied });
    expect(reach(snapshot, permission)).toBe(expected);
    expect(reasons(snapshot, permission)).toContainEqual({
      rule: "unread-section",
      subject: appIdOf(1),
      effect: "unknown",
      section,
    });
  });

  it.each<[keyof SnapshotSections, string]>([
    ["graph/appRoleAssignedTo", "Mail.Send"],
    ["exchange/applicationAccessPolicies", "Mail.Send"],
    ["exchange/servicePrincipals", "Mail.Send"],
  ])("%s does not take what the others give: %s by role", (section, permission) => {
    expect(reach(tenant({ [section]: denied }), permission)).toBe("aa");
  });

  it("names every permission that a grant or a role could give", () => {
    const grantless = appOf(resolveTenantAccess(tenant({ "graph/appRoleAssignedTo": denied })), 1);
    const names = permissionsOf(grantless).map(({ permission }) => permission);
    expect(names).toEqual(
      expect.arrayContaining(["EWS.AccessAsApp", "IMAP.AccessAsApp", "Tasks.Read.All"]),
    );
    expect(names).not.toContain("Exchange.ManageAsApp");
    const roleless = appOf(resolveTenantAccess(tenant({ "exchange/roleAssignments": denied })), 1);
    expect(permissionsOf(roleless)).toHaveLength(22);
  });

  it("absent policies are no policies, refused ones are not", () => {
    const absent = tenant({ "exchange/applicationAccessPolicies": { status: "absent" } });
    expect(reach(absent, "Mail.Read")).toBe("aa");
  });

  it("recipients that were not read leave nobody to count, and everyone reachable", () => {
    const { facts } = resolveTenantAccess(tenant({ "exchange/recipients": denied }));
    expect(facts.index.known).toBe(false);
    expect(facts.recipients).toBeNull();
  });
});

describe("assignments whose app nobody can name", () => {
  const row = assignment(1, "Mail.Read", { app: "an unknown name" });
  const unlinked = tenant({
    "exchange/servicePrincipals": denied,
    "exchange/roleAssignments": rows(row),
  });

  it("may be any app's while Exchange's list was not read", () => {
    expect(reach(unlinked, "Mail.Read")).toBe("a?");
    expect(reasons(unlinked, "Mail.Read", { mailbox: 2 })).toContainEqual({
      rule: "rbac-organization",
      subject: row.name,
      effect: "unknown",
    });
  });

  it("are an app of their own once Exchange's list was read", () => {
    const { apps, facts } = resolveTenantAccess(
      tenant({
        "exchange/roleAssignments": rows(row),
        "exchange/applicationAccessPolicies": rows(),
      }),
    );
    const orphan = apps.find(({ servicePrincipalId }) => servicePrincipalId === "an unknown name");
    expect(orphan?.appId).toBeNull();
    const key = { resource: "graph", permission: "Mail.Read" } as const;
    expect(
      orphan && letters(decideEffectiveAccess(orphan, key).reach, facts.index.keys.length),
    ).toBe("aa");
    expect(appOf({ facts, apps, policies: { status: "read", value: [] } }, 1).unlinked).toEqual([]);
  });
});

describe("an app", () => {
  it("of a grant alone is known by its object id, and perhaps under any policy", () => {
    const { apps } = resolveTenantAccess(
      tenant({ "graph/appRoleAssignedTo": rows(grant(7, "Mail.Read")) }),
    );
    const nameless = apps.find((one) => one.appId === null);
    expect(nameless?.servicePrincipalId).toBe(servicePrincipalIdOf(7));
    expect(nameless?.policies).toEqual({ status: "notRead", section: "graph/servicePrincipals" });
    const free = resolveTenantAccess(
      tenant({
        "graph/appRoleAssignedTo": rows(grant(7, "Mail.Read")),
        "exchange/applicationAccessPolicies": rows(),
      }),
    ).apps.find((one) => one.appId === null);
    expect(free?.policies).toEqual({ status: "read", value: [] });
  });

  it("of a policy alone is known by its app id, and holds nothing", () => {
    const { apps } = resolveTenantAccess(
      tenant({ "exchange/applicationAccessPolicies": rows(restrict(7, groupKey(1))) }),
    );
    const named = apps.find((one) => one.appId === appIdOf(7));
    expect(named).toMatchObject({
      servicePrincipalId: null,
      displayName: appIdOf(7),
      grants: { status: "read", value: [] },
    });
  });

  it("of a policy alone has the name that it had in the recycle bin", () => {
    const deleted = {
      id: servicePrincipalId(servicePrincipalIdOf(7)),
      appId: appId(appIdOf(7)),
      displayName: "Old Ticketing",
    };
    const snapshot = tenant({
      "exchange/applicationAccessPolicies": rows(restrict(7, groupKey(1))),
      "graph/deletedServicePrincipals": rows(deleted),
    });
    expect(appOf(resolveTenantAccess(snapshot), 7).displayName).toBe("Old Ticketing");
  });

  it("of a policy alone may hold anything while Entra's list was not read", () => {
    const snapshot = tenant({
      "exchange/applicationAccessPolicies": rows(restrict(7, groupKey(1))),
      "graph/servicePrincipals": denied,
    });
    expect(appOf(resolveTenantAccess(snapshot), 7).grants).toEqual({
      status: "notRead",
      section: "graph/servicePrincipals",
    });
    expect(reach(snapshot, "Mail.Read", { app: 7 })).toBe("??");
  });

  it("takes its object id from Exchange where Entra's list was not read", () => {
    const snapshot = tenant({ "graph/servicePrincipals": denied });
    expect(appOf(resolveTenantAccess(snapshot), 1).servicePrincipalId).toBe(
      servicePrincipalIdOf(1),
    );
    expect(reach(snapshot, "Mail.Read")).toBe("a-");
  });

  it("has no pointer, or nobody knows whether it has one", () => {
    const pointerOf = (sections: Partial<SnapshotSections>) =>
      appOf(resolveTenantAccess(tenant(sections)), 1).pointer;
    expect(pointerOf({ "exchange/servicePrincipals": rows() })).toEqual({
      status: "read",
      value: null,
    });
    expect(pointerOf({ "exchange/servicePrincipals": denied }).status).toBe("notRead");
    expect(pointerOf({})).toMatchObject({ status: "read", value: { appId: appIdOf(1) } });
  });

  it.each<[string, Parameters<typeof servicePrincipal>[1], string | null]>([
    ["of the tenant", {}, null],
    [
      "of Microsoft",
      { appOwnerOrganizationId: "F8CDEF31-a31e-4b4a-93e4-5f571e91255a" },
      "microsoftFirstParty",
    ],
    [
      "of Microsoft's other tenant",
      { appOwnerOrganizationId: "72f988bf-86f1-41af-91ab-2d7cd011db47" },
      "microsoftFirstParty",
    ],
    ["of an Exchange hybrid", { displayName: "exchangeserverapp-6f1c9d2e" }, "exchangeHybrid"],
    ["that only mentions the hybrid", { displayName: "My ExchangeServerApp-x" }, null],
  ])("%s is set apart: %s", (_name, more, expected) => {
    const apps = { "graph/servicePrincipals": rows(servicePrincipal(1, more)) };
    expect(appOf(resolveTenantAccess(tenant(apps)), 1).setApart).toBe(expected);
  });

  it("is listed once, in order of its id, whichever lists know it", () => {
    const { apps } = resolveTenantAccess(
      tenant({
        "graph/servicePrincipals": rows(servicePrincipal(3), servicePrincipal(1)),
        "exchange/servicePrincipals": rows(pointer(2), pointer(1)),
      }),
    );
    expect(apps.map((one) => one.appId)).toEqual([1, 2, 3].map(appIdOf));
  });
});
