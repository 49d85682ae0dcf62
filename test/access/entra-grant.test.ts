import { describe, expect, it } from "vitest";
import { resolveGrants, type ResolvedGrant } from "../../src/access/entra-grant.ts";
import type { AppRoleAssignmentRow } from "../../src/model/graph-rows.ts";
import { servicePrincipalId } from "../../src/model/ids.ts";
import type { SnapshotSections } from "../../src/model/snapshot.ts";
import { appRoleId, RESOURCES } from "../generator/app-roles.ts";
import { servicePrincipalIdOf } from "../generator/ids.ts";
import { grant } from "../arbitraries/rows.ts";
import { RESOURCE_ROWS, rows, snapshotOf } from "../arbitraries/snapshot.ts";

const ME = servicePrincipalId(servicePrincipalIdOf(1));
const DEFAULT = "00000000-0000-0000-0000-000000000000";
const UNKNOWN_ID = "0badc0de-0000-4000-8000-000000000000";
const [GRAPH, EXCHANGE] = [RESOURCES.graph, RESOURCES.exchange].map(
  ({ appId }) => RESOURCE_ROWS.filter((row) => row.appId === appId) as typeof RESOURCE_ROWS,
);

function resolve(
  granted: readonly AppRoleAssignmentRow[],
  sections: Partial<SnapshotSections> = {},
): readonly ResolvedGrant[] {
  const resolved = resolveGrants(
    snapshotOf({ "graph/appRoleAssignedTo": rows(...granted), ...sections }),
  );
  if (resolved.status === "notRead") throw new Error(resolved.section);
  return resolved.value.get(ME) ?? [];
}

const on = (resource: "graph" | "exchange", appRole: string): AppRoleAssignmentRow => ({
  ...grant(1, "Mail.Read"),
  appRoleId: appRole,
  resourceId: RESOURCES[resource].servicePrincipalId,
});
const named = (resource: "graph" | "exchange", value: string): AppRoleAssignmentRow =>
  on(resource, appRoleId(resource, value));

describe("resolveGrants", () => {
  it.each([
    ["Mail.Read on Graph", named("graph", "Mail.Read"), "Mail.Read", "governed"],
    [
      "Mail.ReadBasic.All, which has the role of Mail.ReadBasic",
      named("graph", "Mail.ReadBasic.All"),
      "Mail.ReadBasic",
      "governed",
    ],
    ["the same id on Exchange", named("exchange", "Mail.Read"), "Mail.Read", "retiredApi"],
    [
      "an id that is another value on Exchange",
      named("exchange", "Calendars.ReadWrite.All"),
      "Calendars.ReadWrite.All",
      "retiredApi",
    ],
    [
      "the same id on Graph",
      on("graph", appRoleId("exchange", "Calendars.ReadWrite.All")),
      "Calendars.ReadWrite",
      "governed",
    ],
    ["all of EWS", named("exchange", "full_access_as_app"), "EWS.AccessAsApp", "governed"],
    ["IMAP", named("exchange", "IMAP.AccessAsApp"), "IMAP.AccessAsApp", "needsMailboxPermission"],
    [
      "work hours, which only sound like calendars",
      named("graph", "Calendars.Read.All"),
      "Calendars.Read.All",
      "ungoverned",
    ],
    ["no mailbox data", named("graph", "User.Read.All"), "User.Read.All", "notMailboxData"],
    [
      "administration",
      named("exchange", "Exchange.ManageAsApp"),
      "Exchange.ManageAsApp",
      "administration",
    ],
    [
      "a value that only Exchange knows",
      named("exchange", "Mailbox.Preview.All"),
      "Mailbox.Preview.All",
      "unknown",
    ],
    ["the default access of Graph", on("graph", DEFAULT), DEFAULT, "notMailboxData"],
    ["the default access of Exchange", on("exchange", DEFAULT), DEFAULT, "notMailboxData"],
    ["an id that nobody names, on Graph", on("graph", UNKNOWN_ID), UNKNOWN_ID, "unknown"],
    ["an id that nobody names, on Exchange", on("exchange", UNKNOWN_ID), UNKNOWN_ID, "unknown"],
  ] as const)("%s", (_name, row, permission, kind) => {
    expect(resolve([row])).toMatchObject([{ permission, kind }]);
  });

  it("takes the tenant's own appRoles before the table", () => {
    const renamed = GRAPH?.map((row) => ({
      ...row,
      appRoles: [{ id: UNKNOWN_ID, value: "mail.send" }],
    }));
    const sections = { "graph/resourceServicePrincipals": rows(...(renamed ?? [])) };
    expect(resolve([on("graph", UNKNOWN_ID)], sections)).toMatchObject([
      { permission: "Mail.Send", kind: "governed" },
    ]);
  });

  it("falls back to the table where the tenant names no role of that id", () => {
    const bare = RESOURCE_ROWS.map(({ id, appId }) => ({ id, appId }));
    const sections = { "graph/resourceServicePrincipals": rows(...bare) };
    expect(resolve([named("graph", "Mail.Send")], sections)).toMatchObject([
      { permission: "Mail.Send", kind: "governed" },
    ]);
    const nameless = RESOURCE_ROWS.map((row) => ({
      ...row,
      appRoles: row.appRoles.map(({ id }) => ({ id, value: "" })),
    }));
    const blank = { "graph/resourceServicePrincipals": rows(...nameless) };
    expect(resolve([named("exchange", "full_access_as_app")], blank)).toMatchObject([
      { permission: "EWS.AccessAsApp", kind: "governed" },
    ]);
  });

  it("counts a grant on a resource that is not listed as one on the missing resource", () => {
    const row = named("exchange", "Mail.Read");
    const graphOnly = { "graph/resourceServicePrincipals": rows(...(GRAPH ?? [])) };
    expect(resolve([row], graphOnly)).toMatchObject([{ resource: "exchange", kind: "retiredApi" }]);
    const exchangeOnly = { "graph/resourceServicePrincipals": rows(...(EXCHANGE ?? [])) };
    expect(resolve([named("graph", "Mail.Read")], exchangeOnly)).toMatchObject([
      { resource: "graph", kind: "governed" },
    ]);
  });

  it("leaves out grants on other resources, and those of users and groups", () => {
    const foreign = { ...named("graph", "Mail.Read"), resourceId: "another" };
    const user = { ...named("graph", "Mail.Read"), principalType: "User" };
    expect(resolve([foreign, user])).toEqual([]);
  });

  it("takes a grant whose row does not say what kind of principal holds it", () => {
    const { principalType: _left, ...silent } = named("graph", "Mail.Read");
    expect(resolve([silent])).toHaveLength(1);
  });

  it.each(["graph/resourceServicePrincipals", "graph/appRoleAssignedTo"] as const)(
    "is not read, never no grants, without %s",
    (section) => {
      const snapshot = snapshotOf({ [section]: { status: "denied" } });
      expect(resolveGrants(snapshot)).toEqual({ status: "notRead", section });
    },
  );
});
