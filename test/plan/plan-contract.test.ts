import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { AppPlan } from "../../src/model/plan-app.ts";
import type { Step } from "../../src/model/plan-step.ts";
import type { Snapshot } from "../../src/model/snapshot.ts";
import { orderSteps } from "../../src/plan/order-steps.ts";
import { decodeTenant } from "../fuzz/decode-evidence.ts";
import { applyStep } from "../arbitraries/apply-step.ts";
import { anyFencedTenant, anyPlainTenant } from "../arbitraries/plain-tenant.ts";
import { accessOf, auditOf, planOf, stateOf, stepsOf } from "../arbitraries/plans.ts";
import { runsOf } from "../thorough.ts";

const APPS = [1, 2];
const HOUR = 60;
const DAY = 24 * HOUR;

/** Planned once for all properties: proving a plan is the slow part. */
const PLANNED = [
  ...fc.sample(anyPlainTenant, { numRuns: runsOf(50), seed: 11 }),
  ...fc.sample(anyFencedTenant, { numRuns: runsOf(100), seed: 12 }),
].map((tenant) => {
  const snapshot = decodeTenant(tenant);
  return { snapshot, ...auditOf(snapshot).plan };
});

/** Runs a test on every app of random plain tenants. */
function forEachApp(test: (snapshot: Snapshot, app: number, steps: readonly Step[]) => void): void {
  for (const { snapshot, steps } of PLANNED) {
    for (const app of APPS) test(snapshot, app, stepsOf(steps, app));
  }
}

/** Runs a test on the plan of every app that is in the plan document. */
function forEachPlan(test: (plan: AppPlan, steps: readonly Step[]) => void): void {
  for (const { apps, steps } of PLANNED) {
    for (const plan of apps)
      test(
        plan,
        steps.filter(({ appId }) => appId === plan.appId),
      );
  }
}

const of = (steps: readonly Step[], ...actions: readonly Step["action"][]): readonly Step[] =>
  steps.filter(({ action }) => actions.includes(action));

const waitsFor = (step: Step, before: Step): number | undefined =>
  step.after.find((wait) => wait.step === before.id)?.waitMinutes;

describe("the contract of a plan", () => {
  it("fenced_tenants_are_planned: apps under policies get steps, most of them", () => {
    let planned = 0;
    let governed = 0;
    forEachPlan((plan, steps) => {
      if (plan.policies?.length === 0) return;
      governed += 1;
      if (steps.length > 0) planned += 1;
      expect(["ready", "review", "needsDecision", "deleteOnly", "blocked"]).toContain(plan.status);
    });
    expect(planned).toBeGreaterThan(governed / 2);
  });

  it("steps_come_in_order: phases ascend, and each step waits for earlier steps alone", () => {
    forEachApp((_snapshot, _app, steps) => {
      const phases = steps.map(({ phase }) => phase);
      expect(phases).toEqual(phases.toSorted());
      for (const [at, step] of steps.entries()) {
        const earlier = new Set(steps.slice(0, at).map(({ id }) => id));
        expect(step.after.every((wait) => earlier.has(wait.step))).toBe(true);
      }
      expect(new Set(steps.map(({ id }) => id)).size).toBe(steps.length);
    });
  });

  it("waits_are_long_enough: 2 hours for roles, 14 days of observation, 28 hours between looks", () => {
    forEachApp((_snapshot, _app, steps) => {
      const cutovers = of(steps, "deleteAppRoleAssignment");
      const looks = of(steps, "confirmNoGovernedGrant");
      for (const cutover of cutovers) {
        for (const made of of(steps, "createRoleAssignment")) {
          expect(waitsFor(cutover, made)).toBe(2 * HOUR);
        }
        for (const tested of of(steps, "testAuthorization")) {
          expect(waitsFor(cutover, tested)).toBe(0);
        }
        for (const look of looks) expect(waitsFor(look, cutover)).toBe(14 * DAY);
      }
      const [first, second] = looks;
      if (steps.length === 0) return;
      expect(looks).toHaveLength(cutovers.length > 0 ? 1 : 2);
      if (first !== undefined && second !== undefined) {
        expect(waitsFor(second, first)).toBe(28 * HOUR);
      }
      for (const retired of of(steps, "deleteAccessPolicy")) {
        expect(looks.map((look) => waitsFor(retired, look)).at(-1)).toBe(0);
      }
    });
  });

  it("policy_outlives_grant: no policy goes while the tenant holds a governed grant of its app", () => {
    forEachApp((snapshot, app, steps) => {
      let now = snapshot;
      for (const step of steps) {
        now = applyStep(now, step);
        if (step.action !== "deleteAccessPolicy") continue;
        const { grants } = stateOf(now, app).app;
        const held = grants.status === "read" ? grants.value : [];
        expect(held.filter(({ kind }) => kind === "governed")).toEqual([]);
      }
    });
  });

  it("access_stays: after every step the tenant, read again, gives the same access", () => {
    forEachApp((snapshot, app, steps) => {
      const before = accessOf(snapshot, app);
      let now = snapshot;
      for (const step of steps) {
        now = applyStep(now, step);
        expect(accessOf(now, app), step.id).toEqual(before);
      }
    });
  });

  it("other_apps_are_left_alone: the steps of one app change nothing for another", () => {
    forEachApp((snapshot, app, steps) => {
      const other = app === 1 ? 2 : 1;
      expect(accessOf(steps.reduce(applyStep, snapshot), other)).toEqual(accessOf(snapshot, other));
    });
  });

  it("verdicts_are_equivalent: what is migrated keeps everybody and gains nobody", () => {
    forEachPlan(({ permissions }, steps) => {
      if (steps.length === 0) return;
      for (const { disposition, verdict, gained, lost } of permissions) {
        expect(verdict).toBe(disposition === "keptLegacy" ? undefined : "equivalent");
        if (disposition === "keptLegacy") continue;
        expect([gained?.count, lost?.count]).toEqual([0, 0]);
      }
    });
  });
});

const LOOKS: readonly Step["action"][] = [
  "testAuthorization",
  "confirmNoGovernedGrant",
  "watchForReturnedGrant",
];
const changes = (steps: readonly Step[]): readonly string[] =>
  steps.filter(({ action }) => !LOOKS.includes(action)).map(({ id }) => id);

describe("planning again", () => {
  it("replanning_midway_continues: after any step what is left is what was left", () => {
    forEachApp((snapshot, app, steps) => {
      let now = snapshot;
      for (const [at, step] of steps.entries()) {
        now = applyStep(now, step);
        const again = orderSteps(stateOf(now, app)).steps;
        expect(changes(again), step.id).toEqual(changes(steps.slice(at + 1)));
      }
    });
  });

  it("replanning_the_result_is_empty: at the end there is nothing left to do", () => {
    forEachApp((snapshot, app, steps) => {
      if (steps.length === 0) return;
      const { plan, steps: left } = planOf(steps.reduce(applyStep, snapshot), app);
      expect(left).toEqual([]);
      expect(["nothingToDo", "needsDecision"]).toContain(plan.status);
    });
  });
});

describe("what has no steps", () => {
  it("blocked_apps_have_no_steps: nor scope, nor hash, nor probes; and planned apps have all", () => {
    forEachPlan((plan, steps) => {
      expect(plan.steps).toEqual(steps.map(({ id }) => id));
      const planned = ["ready", "review", "deleteOnly"].includes(plan.status);
      expect(steps.length > 0).toBe(planned);
      expect(plan.changeHash === null).toBe(!planned);
      expect(plan.proof.length > 0).toBe(planned);
      expect(plan.scope !== null).toBe(plan.status === "ready" || plan.status === "review");
    });
  });
});
