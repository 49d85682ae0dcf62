import { describe, expect, it } from "vitest";
import { planApp } from "../../src/plan/plan-app.ts";
import { nobody } from "../../src/sets/membership.ts";
import { createSetRegistry } from "../../src/sets/set-registry.ts";
import { applyStep } from "../arbitraries/apply-step.ts";
import { accessOf, actionsOf, stateOf } from "../arbitraries/plans.ts";
import { appRoleId } from "../generator/app-roles.ts";
import { appIdOf } from "../generator/ids.ts";
import {
  NOBODY,
  app,
  audited,
  item,
  planned,
  replacedBy,
  retireSteps,
  retirementOf,
  stepsOfApp,
  withSections,
} from "./impersonated-plans.ts";
import { guidOf, IMPERSONATED_SNAPSHOT, itemOf } from "./impersonated-tenant.ts";
import { GRAPH_APP_ID, appRegistrationOf } from "./registrations.ts";

describe("an app without access of its own", () => {
  const decisions = { [itemOf("Everyone")]: replacedBy(1) };
  const plan = planned(decisions);

  it("gets new access by decision, labelled so", () => {
    expect(app(plan, 1)).toMatchObject({
      status: "ready",
      permissions: [
        {
          permission: "Mail.Send",
          kind: "newByDecision",
          verdict: "wider",
          gained: { count: 2 },
          newByDecision: { count: 2 },
        },
      ],
      newAccess: [{ state: "planned", items: [itemOf("Everyone")], permissions: ["Mail.Send"] }],
    });
    expect(app(plan, 1).reasons.map(({ kind }) => kind)).toContain("newAccessByDecision");
    expect(actionsOf(stepsOfApp(plan, 1))).toEqual([
      "createServicePrincipal",
      "createManagementScope",
      "createRoleAssignment",
      "testAuthorization",
    ]);
    const assigned = stepsOfApp(plan, 1)[2];
    expect(assigned?.hazards.map(({ text }) => text).join()).toContain("new access by decision");
  });

  it("is proven: the contract over every moment, with the target that was decided", () => {
    expect(app(plan, 1).proof.map(({ contract }) => contract)).toEqual(
      expect.arrayContaining(["no_step_widens_access", "replanning_the_result_is_empty"]),
    );
  });

  it("lets the assignment go, 14 days after its test, and no confirmation comes before", () => {
    const [step] = retireSteps(plan);
    expect(step).toMatchObject({
      appId: null,
      phase: "6-retire",
      change: 2,
      rollback: null,
      after: [{ step: stepsOfApp(plan, 1)[3]?.id, waitMinutes: 14 * 24 * 60 }],
      target: {
        guid: guidOf("Everyone"),
        effectiveUsers: ["everyone"],
        replacements: [{ appId: appIdOf(1), role: "Application Mail.Send" }],
      },
    });
    expect(step?.id).toMatch(/^impersonation\/6-retire\//);
    expect(plan.steps.filter(({ id }) => id.startsWith("impersonation/"))).toHaveLength(1);
    expect(item(plan, itemOf("Everyone"))).toMatchObject({ status: "decided" });
  });

  it("has nothing left in the end, with the same decisions", () => {
    const mine = [...stepsOfApp(plan, 1), ...retireSteps(plan)];
    const end = mine.reduce(applyStep, IMPERSONATED_SNAPSHOT);
    expect(accessOf(end, 1)).toEqual({ "graph/Mail.Send": "aa--" });
    const again = audited(decisions, end);
    expect(again.wrongDecisions).toEqual([]);
    expect(stepsOfApp(again.plan, 1)).toEqual([]);
    expect(retireSteps(again.plan)).toEqual([]);
    expect(again.plan.settledImpersonation).toEqual([itemOf("Everyone")]);
  });

  it("stands once it is assigned: only the removal is left, after the observation", () => {
    const made = stepsOfApp(plan, 1).reduce(applyStep, IMPERSONATED_SNAPSHOT);
    const again = planned(decisions, made);
    expect(stepsOfApp(again, 1)).toEqual([]);
    expect(app(again, 1).newAccess).toMatchObject([{ state: "stands" }]);
    expect(retireSteps(again)).toMatchObject([{ after: [] }]);
    expect(retireSteps(again)[0]?.target).toEqual(retireSteps(plan)[0]?.target);
  });
});

describe("an app whose registration asks for what a decision gives it", () => {
  const declared = withSections({
    "graph/applications": {
      status: "read",
      rows: [appRegistrationOf(1, { [GRAPH_APP_ID]: [appRoleId("graph", "Mail.Send")] })],
    },
  });
  const decisions = { [itemOf("Everyone")]: replacedBy(1) };

  it("stops asking, before the assignment goes: consent would reach every mailbox", () => {
    const plan = planned(decisions, declared);
    const declaration = stepsOfApp(plan, 1).find(({ phase }) => phase === "4-declare");
    expect(declaration?.target).toMatchObject({ appRoleIds: [appRoleId("graph", "Mail.Send")] });
    const waits = retireSteps(plan).flatMap(({ after }) => after.map(({ step }) => step));
    expect(waits).toContain(declaration?.id);
  });

  it("goes on with that where the rest is done, and has nothing left in the end", () => {
    const steps = stepsOfApp(planned(decisions, declared), 1);
    const made = steps.filter(({ phase }) => phase < "4").reduce(applyStep, declared);
    expect(actionsOf(stepsOfApp(planned(decisions, made), 1))).toEqual([
      "removeRequiredResourceAccess",
    ]);
    const end = steps.reduce(applyStep, declared);
    expect(stepsOfApp(planned(decisions, end), 1)).toEqual([]);
  });
});

describe("new access that is not what was decided", () => {
  it("blocks the app, with the moment at which it would reach too much", () => {
    const state = stateOf(IMPERSONATED_SNAPSHOT, 1);
    const filter = "Department -eq 'Sales'";
    const planned = { name: "People of Sales", filter, exists: true, groups: [], mailboxes: [] };
    const given = {
      items: ["item"],
      roles: ["Application Mail.Send"],
      scope: { planned, members: nobody, nameTaken: false },
      carriedOver: true,
    };
    const { plan, steps } = planApp(
      { ...state, newAccess: [given] },
      createSetRegistry(state.facts.index),
    );
    expect(steps).toEqual([]);
    expect(plan.status).toBe("blocked");
    expect(plan.reasons.map(({ kind, text }) => `${kind}: ${text}`).join("\n")).toMatch(
      /widensAccess: Mail.Send would reach 2 mailboxes .*which neither start nor target allow, between .*Assign/,
    );
  });
});

describe("an app with legacy access", () => {
  it("moves that, and gets the new access beside it", () => {
    const plan = planned({ [itemOf("Everyone")]: replacedBy(2, { permissions: ["Mail.Read"] }) });
    expect(app(plan, 2)).toMatchObject({
      permissions: [
        {
          permission: "Mail.Read",
          verdict: "wider",
          kept: { count: 2 },
          newByDecision: { count: 1 },
        },
      ],
    });
    const phases = stepsOfApp(plan, 2).map(({ phase }) => phase);
    expect(phases).toEqual(phases.toSorted());
    expect(
      actionsOf(stepsOfApp(plan, 2)).filter((one) => one === "createManagementScope"),
    ).toHaveLength(2);
    const end = stepsOfApp(plan, 2).reduce(applyStep, IMPERSONATED_SNAPSHOT);
    expect(accessOf(end, 2)).toEqual({ "graph/Mail.Read": "aaa-" });
  });

  it("gets one scope where both mean the same", () => {
    const legacy = app(planned({}), 2).scope?.filter ?? "";
    const filter = legacy.replace("MemberOfGroup", "(memberofgroup").concat(")");
    const plan = planned({ [itemOf("Everyone")]: replacedBy(2, { scope: { filter } }) });
    expect(app(plan, 2).status).toBe("ready");
    expect(
      actionsOf(stepsOfApp(plan, 2)).filter((one) => one === "createManagementScope"),
    ).toHaveLength(1);
    expect(app(plan, 2).newAccess?.[0]?.scope.name).toBe(app(plan, 2).scope?.name);
    expect(retireSteps(plan)[0]?.target).toMatchObject({
      replacements: [{ scope: app(plan, 2).scope?.name }],
    });
  });

  it("waits while the app itself waits, and so does the removal", () => {
    const plan = planned({ [itemOf("Everyone")]: replacedBy(3) });
    expect(app(plan, 3)).toMatchObject({
      status: "needsDecision",
      steps: [],
      newAccess: [{ state: "waits" }],
    });
    expect(retirementOf(plan, "Everyone")?.waitsFor).toEqual([
      expect.stringContaining("App 3 cannot be given its new access yet"),
    ]);
  });
});

describe("several accounts on one app", () => {
  it("share a scope of the same meaning, and roles are put together", () => {
    const plan = planned({
      [itemOf("Everyone")]: replacedBy(1),
      [itemOf("Unit")]: replacedBy(1, {
        permissions: ["Mail.Read", "Mail.Send"],
        scope: { filter: "(department -eq 'SALES')" },
      }),
    });
    const roles = stepsOfApp(plan, 1).flatMap(({ target }) =>
      target.kind === "roleAssignment" ? [target.role] : [],
    );
    expect(roles).toEqual(["Application Mail.Read", "Application Mail.Send"]);
    expect(app(plan, 1).newAccess).toHaveLength(1);
    expect(retireSteps(plan)).toHaveLength(2);
  });

  it("keep a scope that is carried over apart from the app's own, whatever they mean", () => {
    const plan = planned({
      [itemOf("Scoped")]: replacedBy(1, { scope: "carryOver" }),
      [itemOf("Everyone")]: replacedBy(1),
    });
    const made = stepsOfApp(plan, 1).flatMap(({ target }) =>
      target.kind === "roleAssignment" ? [[target.scope, target.name]] : [],
    );
    expect(made.map(([scope]) => scope)).toEqual(
      expect.arrayContaining(["People of Sales", expect.stringMatching(/^SW App-1 /)]),
    );
    expect(new Set(made.map(([, name]) => name)).size).toBe(2);
  });

  it("stays where it was made, once a scope of the same meaning is left to the app alone", () => {
    const decisions = {
      [itemOf("Scoped")]: replacedBy(1, {
        permissions: ["Mail.Read"],
        scope: "carryOver" as const,
      }),
      [itemOf("Operators", "one")]: NOBODY,
      [itemOf("Operators", "two")]: NOBODY,
      [itemOf("Everyone")]: replacedBy(1),
    };
    const plan = planned(decisions);
    const everyone = guidOf("Everyone");
    const others = retireSteps(plan).filter(
      ({ target }) => "guid" in target && target.guid !== everyone,
    );
    expect(others).toHaveLength(2);
    const now = [...stepsOfApp(plan, 1), ...others].reduce(applyStep, IMPERSONATED_SNAPSHOT);
    const again = planned(decisions, now);
    expect(stepsOfApp(again, 1)).toEqual([]);
    expect(retireSteps(again)).toHaveLength(1);
  });
});
