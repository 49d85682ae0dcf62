import { describe, expect, it } from "vitest";

import type { IndexedGroup } from "../../../src/scan/gather/read-recipients.ts";
import { impersonationRoleNames } from "../../../src/scan/gather/read-roles.ts";
import { resolveApplicationHolders } from "../../../src/scan/gather/resolve-application-holders.ts";
import { resolveClientsInUse } from "../../../src/scan/gather/resolve-clients-in-use.ts";
import { createGroupFilter } from "../../../src/scan/gather/resolve-groups-in-use.ts";
import { resolveScopesInUse } from "../../../src/scan/gather/resolve-scopes-in-use.ts";

const KEY = "b0000000-0000-4000-8000-000000000001";
const APP = "c0000000-0000-4000-8000-000000000001";
const OBJECT = "d0000000-0000-4000-8000-000000000001";

const group = (key: string, name: string, displayName = name): IndexedGroup => ({
  key,
  guid: `guid of ${name}`,
  name,
  displayName,
  distinguishedName: `CN=${name},OU=contoso,DC=com`,
  kind: "distributionGroup",
});

describe("createGroupFilter", () => {
  const sales = group(KEY, "Sales 2024", "Sales");
  const other = group("other", "Other", "Sales");
  const nameless = { ...group("nameless", "Nameless", ""), guid: "" };
  const groups = [sales, other, nameless];
  const nothing = { policies: null, managementScopes: null, roleAssignments: null, decided: [] };
  const keysFrom = (sources: Partial<Parameters<typeof createGroupFilter>[0]>) =>
    groups.filter(createGroupFilter({ ...nothing, ...sources })).map(({ key }) => key);
  const scoped = (row: object) => [{ RecipientWriteScope: "Group", ...row }];

  it.each([
    ["its raw identity", { ScopeIdentityRaw: `S-1-5;${KEY.toUpperCase()}`, ScopeName: "Other" }],
    ["its identity", { Identity: `tenant\\app:S-1-5;${KEY}` }],
  ])("knows the scope of a policy by %s, never by its name", (_, row) => {
    expect(keysFrom({ policies: [row] })).toEqual([KEY]);
    expect(keysFrom({ policies: [{ ScopeName: "Other", ScopeIdentity: "Other" }] })).toEqual([]);
  });

  it("knows the groups of a filter by their name in the directory, however it is written", () => {
    const filter = "(MemberOfGroup -eq 'cn=sales 2024, OU=Contoso, dc=com') -or (City -eq 'Other')";
    expect(keysFrom({ managementScopes: [{ RecipientFilter: filter }] })).toEqual([KEY]);
    expect(keysFrom({ managementScopes: [{ RecipientFilter: "MemberOfGroup -eq" }, {}] })).toEqual(
      [],
    );
  });

  it.each(["Sales 2024", "GUID OF Sales 2024", KEY, "CN=Sales 2024,OU=contoso,DC=com"])(
    "knows the group of a scoped assignment by %s",
    (name) => {
      expect(keysFrom({ roleAssignments: scoped({ CustomResourceScope: name }) })).toEqual([KEY]);
      expect(keysFrom({ roleAssignments: scoped({ RecipientGroupScope: name }) })).toEqual([KEY]);
      const custom = { CustomResourceScope: name, RecipientWriteScope: "CustomRecipientScope" };
      expect(keysFrom({ roleAssignments: [custom] })).toEqual([]);
    },
  );

  it("knows the groups that decisions name by their name in the directory", () => {
    expect(keysFrom({ decided: ["cn=sales 2024, OU=contoso, DC=com"] })).toEqual([KEY]);
  });

  it("knows the groups that a plan made, although nothing names them yet", () => {
    const isInUse = createGroupFilter(nothing);
    const named = (name: string) => isInUse(group("key", name, ""));
    expect([named("SW Outer 0badcafe"), named("SW 0badcafe")]).toEqual([true, true]);
    expect([named("SW Outer"), named("Outer 0badcafe"), named("")]).toEqual([false, false, false]);
  });

  it("takes all groups of a name that they share, and none for no name", () => {
    expect(keysFrom({ roleAssignments: scoped({ CustomResourceScope: "sales" }) })).toEqual([
      KEY,
      "other",
    ]);
    expect(keysFrom({ roleAssignments: scoped({ CustomResourceScope: " " }) })).toEqual([]);
  });
});

describe("resolveScopesInUse", () => {
  const scopes = [
    { Name: "Apps", Guid: "guid-apps" },
    { Name: "Service accounts" },
    { Name: "Help desk" },
  ];
  const inUse = (...assignments: object[]): readonly unknown[] =>
    resolveScopesInUse(assignments as Record<string, unknown>[], scopes, [
      "ApplicationImpersonation",
    ]).map(({ Name }) => Name);

  it("takes those of applications and of impersonation, by any name", () => {
    const app = { RoleAssigneeType: "ServicePrincipal", CustomResourceScope: "GUID-APPS" };
    expect(inUse(app)).toEqual(["Apps"]);
    expect(inUse({ App: "x", CustomRecipientWriteScope: "apps" })).toEqual(["Apps"]);
    const person = { Role: "applicationimpersonation", RoleAssigneeType: "User" };
    expect(inUse({ ...person, CustomRecipientWriteScope: "Service accounts" })).toEqual([
      "Service accounts",
    ]);
    expect(inUse({ ...person, ExclusiveRecipientWriteScope: "Help desk" })).toEqual(["Help desk"]);
  });

  it("leaves those of administrators alone", () => {
    expect(
      inUse({
        Role: "Mail Recipients",
        RoleAssigneeType: "RoleGroup",
        CustomRecipientWriteScope: "Help desk",
      }),
    ).toEqual([]);
  });
});

describe("impersonationRoleNames", () => {
  it("follows children to any depth, by parent or by type, and no other role", () => {
    const roles = [
      { Name: "Grandchild", Parent: "contoso.onmicrosoft.com/Archive" },
      { Name: "Archive", Parent: "ApplicationImpersonation" },
      { Name: "ApplicationImpersonation", RoleType: "ApplicationImpersonation", Parent: "" },
      { Name: "By type", RoleType: "applicationimpersonation" },
      { Name: "Application Mail.Read", Parent: "" },
      { Name: "", RoleType: "ApplicationImpersonation" },
    ];
    expect(impersonationRoleNames(roles)).toEqual([
      "Grandchild",
      "Archive",
      "ApplicationImpersonation",
      "By type",
    ]);
    expect(impersonationRoleNames([{ Name: "Application Mail.Read" }])).toEqual([]);
  });
});

describe("resolveApplicationHolders", () => {
  const row = (changes: object): Record<string, unknown> => ({
    Role: "Application Mail.Read",
    RoleAssigneeType: "ServicePrincipal",
    RoleAssignmentDelegationType: "Regular",
    ...changes,
  });
  const pointer = {
    ObjectId: OBJECT,
    AppId: APP.toUpperCase(),
    DisplayName: "CRM",
    Name: "crm name",
  };
  const holders = (
    assignment: Record<string, unknown>,
    exchange: readonly Record<string, unknown>[] | null = [pointer],
    graph: readonly Record<string, unknown>[] | null = null,
  ) =>
    resolveApplicationHolders({
      roleAssignments: [assignment],
      exchangeServicePrincipals: exchange,
      graphServicePrincipals: graph,
    });

  it.each([
    { App: OBJECT },
    { RoleAssignee: OBJECT.toUpperCase() },
    { RoleAssigneeName: APP },
    { RoleAssignee: "CRM Name" },
    { RoleAssignee: "no such", RoleAssigneeName: "crm" },
  ])("knows the app of %j", (changes) => {
    expect(holders(row(changes))).toEqual([APP]);
  });

  it("asks Entra's list where Exchange's was not read", () => {
    expect(holders(row({ RoleAssignee: OBJECT }), null, [{ id: OBJECT, appId: APP }])).toEqual([
      APP,
    ]);
  });

  it("keeps what is printed when nothing tells the app, or two have that name", () => {
    expect(holders(row({ RoleAssignee: OBJECT }), null)).toEqual([OBJECT]);
    const namesake = { ...pointer, ObjectId: "x", AppId: "y", Name: "z" };
    expect(holders(row({ RoleAssignee: "CRM" }), [pointer, namesake])).toEqual(["CRM"]);
  });

  it.each([
    { RoleAssignmentDelegationType: "DelegatingOrgWide" },
    { RoleAssigneeType: "RoleGroup" },
    { Role: "ApplicationImpersonation" },
    { RoleAssignee: "" },
  ])("leaves out %j", (changes) => {
    expect(holders(row({ RoleAssignee: OBJECT, ...changes }))).toEqual([]);
  });
});

describe("resolveClientsInUse", () => {
  const principal = { id: OBJECT, appId: APP };
  const none = { grants: [], policies: [], roleHolders: [], unread: [] };

  it.each([
    ["a grant", { ...none, grants: [{ principalId: OBJECT.toUpperCase() }] }],
    ["a policy", { ...none, policies: [{ AppId: `x, ${APP.toUpperCase()}` }] }],
    ["a role", { ...none, roleHolders: [APP] }],
  ])("takes the app with %s, and its registration", (_, sources) => {
    const inUse = resolveClientsInUse(sources, [principal]);
    expect(inUse.hasServicePrincipal(principal)).toBe(true);
    expect(inUse.hasApplication({ appId: APP })).toBe(true);
    expect(inUse.hasApplication({ appId: "another" })).toBe(false);
  });

  it("takes nothing without a reason", () => {
    const inUse = resolveClientsInUse({ ...none, grants: null, policies: null }, null);
    expect(inUse.hasServicePrincipal(principal)).toBe(false);
    expect(inUse.hasServicePrincipal({})).toBe(false);
  });
});
