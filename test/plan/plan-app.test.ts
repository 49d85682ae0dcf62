import { describe, expect, it } from "vitest";
import type { SnapshotSections } from "../../src/model/snapshot.ts";
import {
  assignment,
  grant,
  managementScope,
  pointer,
  scoped,
  servicePrincipal,
} from "../arbitraries/rows.ts";
import { actionsOf, planOf } from "../arbitraries/plans.ts";
import { rows } from "../arbitraries/snapshot.ts";
import { READER_PLAN, READER_SCOPE, readerTenant } from "./reader-tenant.ts";

describe("an app that is half migrated", () => {
  const made = {
    "exchange/servicePrincipals": rows(pointer(1)),
    "exchange/managementScopes": rows(
      managementScope(
        READER_SCOPE.name,
        `(${READER_SCOPE.filter.toUpperCase().replace("-EQ", "-eq")})`,
      ),
    ),
  };
  const assigned = {
    ...made,
    "exchange/roleAssignments": rows(scoped(1, "Mail.Read", READER_SCOPE.name)),
  };

  it("creates all that is missing", () => {
    expect(actionsOf(planOf(readerTenant()).steps).slice(0, 4)).toEqual([
      "createServicePrincipal",
      "createManagementScope",
      "createRoleAssignment",
      "testAuthorization",
    ]);
  });

  it("keeps the pointer and the scope, and creates nothing twice", () => {
    const { plan, steps } = planOf(readerTenant(made));
    expect(plan.scope).toMatchObject({ name: READER_SCOPE.name, exists: true });
    expect(actionsOf(steps).slice(0, 2)).toEqual(["createRoleAssignment", "testAuthorization"]);
  });

  it("keeps the assignment, and only tests and cuts over", () => {
    expect(actionsOf(planOf(readerTenant(assigned)).steps)).toEqual([
      "testAuthorization",
      "deleteAppRoleAssignment",
      "confirmNoGovernedGrant",
      "deleteAccessPolicy",
      "watchForReturnedGrant",
    ]);
  });

  it("assigns a role again that it holds in another scope", () => {
    const elsewhere = {
      ...made,
      "exchange/roleAssignments": rows(assignment(1, "Mail.Read")),
    };
    expect(actionsOf(planOf(readerTenant(elsewhere)).steps)).toContain("createRoleAssignment");
  });

  it("is deleteOnly once its grants are gone, with two looks", () => {
    const { plan, steps } = planOf(
      readerTenant({ ...assigned, "graph/appRoleAssignedTo": rows() }),
    );
    expect(plan.status).toBe("deleteOnly");
    expect(actionsOf(steps)).toEqual([
      "confirmNoGovernedGrant",
      "confirmNoGovernedGrant",
      "deleteAccessPolicy",
      "watchForReturnedGrant",
    ]);
  });

  it("does not take a scope of its own under a recipient root for the same: it selects less", () => {
    const rooted = managementScope("Mine", READER_SCOPE.filter, {
      recipientRoot: "elsewhere/Sales",
    });
    const sections = {
      "exchange/servicePrincipals": rows(pointer(1)),
      "exchange/managementScopes": rows(rooted),
      "exchange/roleAssignments": rows(scoped(1, "Mail.Read", "Mine")),
    };
    expect(actionsOf(planOf(readerTenant(sections)).steps)).toContain("createManagementScope");
    const whole = {
      ...sections,
      "exchange/managementScopes": rows({ ...rooted, recipientRoot: "" }),
    };
    expect(actionsOf(planOf(readerTenant(whole)).steps)).not.toContain("createManagementScope");
  });

  it("does not take a scope that another app uses as well", () => {
    const sections = {
      "exchange/servicePrincipals": rows(pointer(1), pointer(2)),
      "exchange/managementScopes": rows(managementScope("Shared", READER_SCOPE.filter)),
      "exchange/roleAssignments": rows(
        scoped(1, "Mail.Read", "Shared"),
        scoped(2, "Mail.Read", "shared"),
      ),
    };
    expect(actionsOf(planOf(readerTenant(sections)).steps)).toContain("createManagementScope");
  });

  it("gives no verdict on a role with an unclear scope: it does not migrate, and whom it reaches is open", () => {
    const sections: Partial<SnapshotSections> = {
      "graph/appRoleAssignedTo": rows(),
      "exchange/applicationAccessPolicies": rows(),
      "exchange/servicePrincipals": rows(pointer(1)),
      "exchange/roleAssignments": rows(scoped(1, "Mail.Send", "Gone")),
    };
    const { plan } = planOf(readerTenant(sections));
    const [permission] = plan.permissions;
    expect(plan.status).toBe("nothingToDo");
    expect(permission?.permission).toBe("Mail.Send");
    expect(permission?.before.unknown.count).toBeGreaterThan(0);
    for (const absent of ["verdict", "target", "kept"])
      expect(permission).not.toHaveProperty(absent);
  });

  it.each([
    ["with another filter", managementScope(READER_SCOPE.name, "Alias -eq 'somebody'")],
    [
      "under a recipient root",
      managementScope(READER_SCOPE.name, READER_SCOPE.filter, { recipientRoot: "elsewhere" }),
    ],
  ])("is blocked where a scope %s has the name of its own", (_name, scope) => {
    const taken = { "exchange/managementScopes": rows(scope) };
    const { plan, steps } = planOf(readerTenant(taken));
    expect(plan.reasons).toMatchObject([{ kind: "nameTaken", subject: READER_SCOPE.name }]);
    expect(steps).toEqual([]);
  });
});

describe("statuses and gates", () => {
  it("is ready with every gate open, and review with one that is closed or unknown", () => {
    expect(READER_PLAN.status).toBe("ready");
    const disabled = {
      "graph/servicePrincipals": rows(servicePrincipal(1, { accountEnabled: false })),
    };
    const { plan } = planOf(readerTenant(disabled));
    expect(plan.status).toBe("review");
    expect(plan.reasons).toContainEqual({
      kind: "gate",
      subject: "appEnabled",
      text: expect.stringContaining("disabled") as string,
    });
    const enforced = {
      "exchange/organizationConfig": rows({ enforceExoAppRbacPermissions: true }),
    };
    expect(planOf(readerTenant(enforced)).plan.status).toBe("review");
    const silent = { "exchange/organizationConfig": rows({}) };
    expect(planOf(readerTenant(silent)).plan.status).toBe("ready");
  });

  it("looks at the EWS settings of apps that use EWS alone", () => {
    const off = {
      "exchange/organizationConfig": rows({
        ewsEnabled: false,
        enforceExoAppRbacPermissions: false,
      }),
    };
    expect(planOf(readerTenant(off)).plan.status).toBe("ready");
    const ews = {
      ...off,
      "graph/appRoleAssignedTo": rows(grant(1, "full_access_as_app", "exchange")),
    };
    const { plan, steps } = planOf(readerTenant(ews));
    expect(plan.status).toBe("review");
    const made = steps.find(({ action }) => action === "createRoleAssignment");
    expect(made?.target).toMatchObject({ role: "Application EWS.AccessAsApp" });
    expect(made?.hazards.map(({ kind }) => kind)).toEqual(["endOfService"]);
  });

  it("warns of a dehydrated tenant and of enforcement on the steps that they hit", () => {
    const config = rows({ isDehydrated: true, enforceExoAppRbacPermissions: true });
    const { steps } = planOf(readerTenant({ "exchange/organizationConfig": config }));
    const hazards = (action: string): readonly string[] =>
      steps.find((step) => step.action === action)?.hazards.map(({ text }) => text) ?? [];
    expect(hazards("createRoleAssignment").join()).toContain("dehydrated");
    const cutover = steps.find(({ action }) => action === "deleteAppRoleAssignment");
    expect(cutover?.rollback?.hazards.map(({ kind }) => kind)).toEqual([
      "rollbackRightDiffers",
      "mayRestoreNothing",
    ]);
  });
});
