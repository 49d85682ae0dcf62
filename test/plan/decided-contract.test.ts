import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { AppDecision } from "../../src/model/decisions.ts";
import type { Snapshot } from "../../src/model/snapshot.ts";
import { orderSteps } from "../../src/plan/order-steps.ts";
import { planApp, type PlannedApp } from "../../src/plan/plan-app.ts";
import { createSetRegistry } from "../../src/sets/set-registry.ts";
import { applyStep } from "../arbitraries/apply-step.ts";
import { anyDecidable, decideFor } from "../arbitraries/any-decision.ts";
import { accessOf, stateOf } from "../arbitraries/plans.ts";
import { decodeTenant } from "../fuzz/decode-evidence.ts";
import { THOROUGH } from "../thorough.ts";

/** An app with a decision on it, planned. */
interface Decided extends PlannedApp {
  readonly snapshot: Snapshot;
  readonly app: number;
  readonly decision: AppDecision;
}

const planned = (snapshot: Snapshot, app: number, decision: AppDecision): PlannedApp => {
  const state = { ...stateOf(snapshot, app), decision };
  return planApp(state, createSetRegistry(state.facts.index));
};

/** Planned once for all properties: proving a plan is the slow part. */
const DECIDED: readonly Decided[] = fc
  .sample(anyDecidable, { numRuns: THOROUGH ? 160 : 80, seed: 21 })
  .flatMap(({ tenant, app, choice }) => {
    const snapshot = decodeTenant(tenant);
    const decision = decideFor(planned(snapshot, app, {}).plan, choice);
    return decision === null
      ? []
      : [{ snapshot, app, decision, ...planned(snapshot, app, decision) }];
  });
const WITH_STEPS = DECIDED.filter(({ steps }) => steps.length > 0);

const LOOKS = ["2-test", "5-confirm", "7-after"];
const changes = (steps: PlannedApp["steps"]): readonly string[] =>
  steps.filter(({ phase }) => !LOOKS.includes(phase)).map(({ id }) => id);

/** The tenant after each step. */
function* replay({ snapshot, steps }: Decided): Generator<readonly [Snapshot, number]> {
  let now = snapshot;
  for (const [at, step] of steps.entries()) {
    now = applyStep(now, step);
    yield [now, at];
  }
}

/** A letter for each of the five mailboxes; a permission that reaches nobody is not listed. */
const lettersOf = (access: Readonly<Record<string, string>>, key: string): readonly string[] =>
  (access[key] ?? "-----").split("");

const endOf = ({ snapshot, steps }: Decided): Snapshot => steps.reduce(applyStep, snapshot);

describe("the contract of a decided plan", () => {
  it("decisions_are_planned: every kind of decision leads to steps somewhere", () => {
    const kinds = new Set(
      WITH_STEPS.flatMap(({ plan }) =>
        plan.candidates.flatMap((one) => (one.plannedBy === "decision" ? one.kind : [])),
      ),
    );
    expect(kinds).toEqual(
      new Set([
        "managementScope",
        "policyGroup",
        "singleRecipient",
        "existingAdministrativeUnit",
        "attributeFilter",
        "flattenedGroup",
        "newAdministrativeUnit",
      ]),
    );
    const kept = WITH_STEPS.filter(({ decision }) => decision.keep !== undefined);
    expect(kept.length).toBeGreaterThan(10);
    expect(WITH_STEPS.length).toBeGreaterThan(DECIDED.length / 3);
  });

  it("access_stays_between: whom start and end agree on is reached, or not, after every step", () => {
    for (const one of WITH_STEPS) {
      const before = accessOf(one.snapshot, one.app);
      const end = accessOf(endOf(one), one.app);
      for (const [now, at] of replay(one)) {
        const access = accessOf(now, one.app);
        for (const key of new Set([...Object.keys(before), ...Object.keys(access)])) {
          const [first, last] = [lettersOf(before, key), lettersOf(end, key)];
          const agreed = (letters: readonly string[]) =>
            letters.map((letter, mailbox) => (first[mailbox] === last[mailbox] ? letter : " "));
          const where = `${one.steps[at]?.id ?? ""} ${key}`;
          expect(agreed(lettersOf(access, key)), where).toEqual(agreed(first));
        }
      }
    }
  });

  it("plan_reaches_target: the tenant at the end gives what the plan says, and never more than before", () => {
    for (const one of WITH_STEPS) {
      const before = accessOf(one.snapshot, one.app);
      const end = accessOf(endOf(one), one.app);
      for (const { resource, permission, disposition, target, verdict } of one.plan.permissions) {
        const key = `${resource}/${permission}`;
        const [had, has] = [lettersOf(before, key), lettersOf(end, key)];
        expect(has.every((letter, at) => letter !== "a" || had[at] === "a")).toBe(true);
        if (disposition === "keptLegacy" || verdict === "equivalent") expect(has).toEqual(had);
        if (target !== undefined)
          expect(has.filter((one) => one === "a")).toHaveLength(target.count ?? -1);
      }
    }
  });

  it("policy_outlives_grant: a policy stays as long as a grant that it governs does, kept ones included", () => {
    let kept = 0;
    for (const one of WITH_STEPS) {
      const { grants, policies } = stateOf(endOf(one), one.app).app;
      const held = (grants.status === "read" ? grants.value : []).filter(
        ({ kind }) => kind === "governed",
      );
      const before = stateOf(one.snapshot, one.app).app.policies;
      if (held.length === 0) continue;
      kept += 1;
      expect(held.map(({ permission }) => permission)).toEqual(
        held.map(() => one.decision.keep?.[0]),
      );
      expect(policies).toEqual(before);
    }
    expect(kept).toBeGreaterThan(10);
  });

  it("verdict_is_the_candidates_own: the plan says of a permission what its candidate said", () => {
    for (const { plan } of WITH_STEPS) {
      const chosen = plan.candidates.find(({ plannedBy }) => plannedBy === "decision");
      for (const own of chosen?.permissions ?? []) {
        const told = plan.permissions.find(
          ({ resource, permission }) => resource === own.resource && permission === own.permission,
        );
        if (told?.disposition !== "migrate") continue;
        expect(told.verdict).toBe(own.verdict);
        expect(told.lost).toEqual(own.lost);
      }
    }
  });

  it("replanning_midway_continues: with the same decisions, after any step what is left is what was left", () => {
    for (const one of WITH_STEPS) {
      for (const [now, at] of replay(one)) {
        const again = orderSteps({ ...stateOf(now, one.app), decision: one.decision }).steps;
        expect(changes(again), one.steps[at]?.id).toEqual(changes(one.steps.slice(at + 1)));
      }
    }
  });

  it("replanning_the_result_is_empty: with the same decisions there is nothing left to do", () => {
    for (const one of WITH_STEPS) {
      const { plan, steps } = planned(endOf(one), one.app, one.decision);
      expect(steps).toEqual([]);
      expect(["nothingToDo", "needsDecision"]).toContain(plan.status);
    }
  });
});
