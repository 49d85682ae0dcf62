import { describe, expect, it } from "vitest";
import { appRoleId } from "../generator/app-roles.ts";
import { appIdOf, mailboxKey, servicePrincipalIdOf } from "../generator/ids.ts";
import { grant } from "../arbitraries/rows.ts";
import { actionsOf, planOf } from "../arbitraries/plans.ts";
import { rows } from "../arbitraries/snapshot.ts";
import { READER_PLAN, readerTenant } from "./reader-tenant.ts";
import { EXCHANGE_APP_ID, GRAPH_APP_ID, appRegistrationOf } from "./registrations.ts";

describe("what steps act on", () => {
  it("never names a composite role, and one role for both read-basic grants", () => {
    const basics = rows(
      grant(1, "Mail.ReadBasic"),
      grant(1, "Mail.ReadBasic.All"),
      grant(1, "Mail.Send"),
    );
    const { steps } = planOf(readerTenant({ "graph/appRoleAssignedTo": basics }));
    const roles = steps.flatMap(({ target }) =>
      target.kind === "roleAssignment" ? [target.role] : [],
    );
    expect(roles).toEqual(["Application Mail.ReadBasic", "Application Mail.Send"]);
    expect(actionsOf(steps).filter((action) => action === "deleteAppRoleAssignment")).toHaveLength(
      3,
    );
  });

  it("assigns to the object id of the enterprise application", () => {
    const { steps } = planOf(readerTenant());
    expect(steps.find(({ action }) => action === "createServicePrincipal")?.target).toEqual({
      kind: "servicePrincipal",
      appId: appIdOf(1),
      objectId: servicePrincipalIdOf(1),
      displayName: "App 1",
    });
  });

  it("leaves ungoverned grants and those of other kinds where they are", () => {
    const all = rows(
      grant(1, "Mail.Read"),
      grant(1, "MailboxItem.Read.All"),
      grant(1, "User.Read.All"),
    );
    const { plan, steps } = planOf(readerTenant({ "graph/appRoleAssignedTo": all }));
    const deleted = steps.flatMap(({ target }) =>
      target.kind === "appRoleAssignment" ? [target.permission] : [],
    );
    expect(deleted).toEqual(["Mail.Read"]);
    const kept = plan.permissions.find(({ permission }) => permission === "MailboxItem.Read.All");
    expect(kept).toMatchObject({ disposition: "keptLegacy", kind: "ungoverned" });
    expect(kept).not.toHaveProperty("verdict");
    expect(plan.otherPermissions).toMatchObject([
      { value: "User.Read.All", kind: "notMailboxData" },
    ]);
  });

  it("takes declared permissions of both resources out of the app's own registration", () => {
    const registration = appRegistrationOf(1, {
      [GRAPH_APP_ID]: [appRoleId("graph", "Mail.Read"), appRoleId("graph", "User.Read.All")],
      [EXCHANGE_APP_ID]: [
        appRoleId("exchange", "full_access_as_app"),
        appRoleId("exchange", "Mail.Read"),
      ],
    });
    const both = rows(grant(1, "Mail.Read"), grant(1, "full_access_as_app", "exchange"));
    const { steps } = planOf(
      readerTenant({ "graph/applications": rows(registration), "graph/appRoleAssignedTo": both }),
    );
    const declared = steps.flatMap(({ target }) =>
      target.kind === "requiredResourceAccess"
        ? [[target.resourceAppId, ...target.appRoleIds]]
        : [],
    );
    expect(declared).toEqual([
      [EXCHANGE_APP_ID, appRoleId("exchange", "full_access_as_app")],
      [GRAPH_APP_ID, appRoleId("graph", "Mail.Read")],
    ]);
    const phases = [...new Set(steps.map(({ phase }) => phase))];
    expect(phases).toEqual([
      "1-prepare",
      "2-test",
      "3-cutover",
      "4-declare",
      "5-confirm",
      "6-retire",
      "7-after",
    ]);
  });

  it("probes inside and outside of the scope", () => {
    expect(READER_PLAN.probes).toEqual({
      positive: [mailboxKey(1)],
      negative: [mailboxKey(2), mailboxKey(3)],
    });
  });
});
