import { describe, expect, it } from "vitest";
import type { ImpersonationDecision } from "../../src/model/impersonation-decision.ts";
import { actionsOf } from "../arbitraries/plans.ts";
import { appIdOf } from "../generator/ids.ts";
import {
  NOBODY,
  app,
  audited,
  item,
  planned,
  replacedBy,
  retireSteps,
  stepsOfApp,
  withSections,
} from "./impersonated-plans.ts";
import { guidOf, IMPERSONATED_SNAPSHOT, itemOf } from "./impersonated-tenant.ts";

describe("a scope that is carried over", () => {
  const carried = { scope: "carryOver" as const };

  it("is the assignment's own, and says that others use it", () => {
    const plan = planned({ [itemOf("Scoped")]: replacedBy(1, carried) });
    expect(actionsOf(stepsOfApp(plan, 1))).not.toContain("createManagementScope");
    const assigned = stepsOfApp(plan, 1).find(({ action }) => action === "createRoleAssignment");
    expect(assigned?.target).toMatchObject({ scope: "People of Sales" });
    expect(assigned?.hazards.map(({ kind }) => kind)).toContain("membershipCanChange");
  });

  it.each([
    ["Everyone", "whole organization"],
    ["Exclusive", "exclusive scopes do not restrict apps"],
    ["Unit", "organizational unit cannot be carried over"],
    ["Rooted", "lies under the root impersonated/Elsewhere"],
    ["Lost", "`Nowhere` cannot be found"],
  ] as const)("is refused for %s: %s", (name, why) => {
    const { plan, wrongDecisions } = audited({ [itemOf(name)]: replacedBy(1, carried) });
    expect(wrongDecisions).toEqual([expect.stringContaining(why)]);
    expect(item(plan, itemOf(name))).toMatchObject({
      status: "needsDecision",
      reasons: expect.arrayContaining([expect.stringContaining(why)]) as string[],
    });
    expect(plan.apps.some(({ newAccess }) => newAccess !== undefined)).toBe(false);
    expect(retireSteps(plan)).toEqual([]);
  });

  it("waits for evidence where scopes were not read: no error, no access", () => {
    const unread = withSections({ "exchange/managementScopes": { status: "denied" } });
    const { plan, wrongDecisions } = audited(
      { [itemOf("Scoped")]: replacedBy(1, carried) },
      unread,
    );
    expect(wrongDecisions).toEqual([]);
    expect(item(plan, itemOf("Scoped")).status).toBe("needsDecision");
    expect(retireSteps(plan)).toEqual([]);
  });
});

describe("a decision that is wrong", () => {
  it.each<[string, string, ImpersonationDecision, string]>([
    ["an app that nobody knows", "Everyone", replacedBy(9), "is not in this evidence"],
    ["Microsoft's own app", "Everyone", replacedBy(4), "Microsoft's own"],
    [
      "a permission that no role grants",
      "Everyone",
      replacedBy(1, { permissions: ["IMAP.AccessAsApp"] }),
      "`IMAP.AccessAsApp` is not what an application role grants; those that can be decided: Mail.Read,",
    ],
    ["no permission", "Everyone", replacedBy(1, { permissions: [] }), "name at least one"],
    ["no scope", "Everyone", { application: appIdOf(1), permissions: ["Mail.Send"] }, "carryOver"],
    [
      "a filter that cannot be read",
      "Everyone",
      replacedBy(1, { scope: { filter: "Department is 'Sales'" } }),
      "Department ⟨here⟩is 'Sales' (offset 11",
    ],
    [
      "access for nobody",
      "Everyone",
      { ...replacedBy(1), application: null },
      "application is null",
    ],
    ["what came with Exchange", "Hygiene Management", NOBODY, "came with Exchange"],
  ])("is named: %s", (_name, assignment, decision, why) => {
    const id =
      assignment === "Hygiene Management"
        ? itemOf("Hygiene Management", "spam")
        : itemOf("Everyone");
    const { plan, wrongDecisions } = audited({ [id]: decision });
    expect(wrongDecisions).toEqual([expect.stringContaining(why)]);
    expect(wrongDecisions[0]).toContain(id);
    expect(retireSteps(plan)).toEqual([]);
    expect(plan.apps.some(({ newAccess }) => newAccess !== undefined)).toBe(false);
  });

  it("names an item that is not there, and those that are", () => {
    const { wrongDecisions } = audited({ [`${guidOf("Operators")}/three`]: replacedBy(1) });
    expect(wrongDecisions).toEqual([
      expect.stringContaining(
        `known: ${itemOf("Operators", "one")}, ${itemOf("Operators", "two")}`,
      ),
    ]);
  });

  it("is nobody's fault while who holds impersonation was not read", () => {
    const unread = withSections({ "exchange/impersonationEffectiveUsers": { status: "denied" } });
    const { plan, wrongDecisions } = audited(
      { [itemOf("Operators", "one")]: replacedBy(1), [itemOf("Operators", "two")]: NOBODY },
      unread,
    );
    expect(wrongDecisions).toEqual([]);
    expect(plan.settledImpersonation).toEqual([]);
    expect(retireSteps(plan)).toEqual([]);
  });
});

describe("EWS.AccessAsApp", () => {
  const ews = { [itemOf("Everyone")]: replacedBy(1, { permissions: ["EWS.AccessAsApp"] }) };

  it("is a bridge: the item and the step say until when", () => {
    const plan = planned(ews);
    expect(item(plan, itemOf("Everyone")).reasons.join()).toContain("a bridge until 2027-04-01");
    const assigned = stepsOfApp(plan, 1).find(({ action }) => action === "createRoleAssignment");
    expect(assigned?.hazards).toContainEqual(
      expect.objectContaining({
        kind: "endOfService",
        text: expect.stringContaining("2027-04-01") as string,
      }),
    );
    expect(app(plan, 1).gates.map(({ rule }) => rule)).toContain("ewsTenantSettings");
  });

  it("is refused once it has ended", () => {
    const late = { ...IMPERSONATED_SNAPSHOT, collectedAt: "2027-04-01T00:00:00Z" };
    expect(audited(ews, late).wrongDecisions).toEqual([expect.stringContaining("EWS ended")]);
  });
});
