import { describe, expect, it } from "vitest";
import type { Plan } from "../../src/model/plan-document.ts";
import type { Step } from "../../src/model/plan-step.ts";
import type { Snapshot } from "../../src/model/snapshot.ts";
import { auditWith } from "../arbitraries/decided-audit.ts";
import { applyStep } from "../arbitraries/apply-step.ts";
import { accessOf } from "../arbitraries/plans.ts";
import { appIdOf, mailboxKey } from "../generator/ids.ts";
import { brokenBy } from "./broken-steps.ts";
import { auditShared, SHARED_TENANT } from "./shared-tenant.ts";

const DAY = 24 * 60;
const KINDS = ["flattenedGroup", "newAdministrativeUnit"] as const;

const stepsOf = (plan: Plan, ids: readonly string[]): readonly Step[] =>
  plan.steps.filter(({ id }) => ids.includes(id));
const appOf = ({ apps }: Plan, number: number) => {
  const found = apps.find(({ appId }) => appId === appIdOf(number));
  if (found === undefined) throw new Error(`app ${String(number)} is not in the plan`);
  return found;
};
const changing = (steps: readonly Step[]): readonly string[] =>
  steps
    .filter(({ phase }) => !["2-test", "5-confirm", "7-after"].includes(phase))
    .map(({ id }) => id);

/** The earliest time of each step, in milliseconds. */
const timesOf = ({ schedule }: Plan, ids: readonly string[]): readonly number[] => {
  const times = new Map(schedule?.steps.map(({ step, earliestAt }) => [step, earliestAt]));
  return ids.map((id) => Date.parse(times.get(id) ?? ""));
};

describe.each(KINDS)("a copy that two apps use: %s", (kind) => {
  const { plan, snapshot } = auditShared({ 1: kind, 2: kind });
  const [shared, ...others] = plan.sharedObjects ?? [];

  it("is made once, by steps of no single app", () => {
    expect(others).toEqual([]);
    expect(shared?.apps).toEqual([appIdOf(1), appIdOf(2)]);
    const steps = stepsOf(plan, shared?.steps ?? []);
    expect(steps.map(({ action }) => action)).toEqual([
      kind === "flattenedGroup" ? "createGroup" : "createAdministrativeUnit",
      "addMembers",
    ]);
    for (const { id, appId, phase, action, rollback } of steps) {
      expect(appId).toBeNull();
      expect(id).toMatch(new RegExp(`^shared/${phase}/${action}/[0-9a-f]{8}$`));
      expect(rollback?.phase ?? null).toBe(action === "addMembers" ? null : "remove-shared");
    }
    const made = plan.steps.filter(({ target }) => "object" in target && target.kind === "members");
    expect(made).toHaveLength(1);
    expect(plan.steps.slice(0, 2)).toEqual(steps);
  });

  it("opens each app's first own steps a day after its last member", () => {
    const filled = stepsOf(plan, shared?.steps ?? []).find(({ action }) => action === "addMembers");
    for (const number of [1, 2]) {
      const app = appOf(plan, number);
      const own = stepsOf(plan, app.steps);
      expect(own.every(({ appId }) => appId === app.appId)).toBe(true);
      const waiting = own.filter(({ after }) => after.some(({ step }) => step === filled?.id));
      expect(waiting.map(({ phase }) => phase)).toEqual(["1-prepare", "1-prepare"]);
      for (const { after } of waiting)
        expect(after.find(({ step }) => step === filled?.id)?.waitMinutes).toBe(DAY);
      expect(own[0]).toBe(waiting[0]);
      expect(own.flatMap(({ rollback }) => rollback?.phase ?? [])).not.toContain("rollback-0");
      expect(app.proof.every(({ moments }) => moments > 0)).toBe(true);
    }
  });

  it("no_step_interrupts_access: the proof finds an app that does not wait for its members", () => {
    const own = [...(shared?.steps ?? []), ...appOf(plan, 1).steps];
    const steps = stepsOf(plan, own);
    expect(brokenBy(steps, snapshot)).toEqual([]);
    const hasty = steps.map((step) => ({
      ...step,
      after: step.after.filter(({ step: id }) => !shared?.steps.includes(id)),
    }));
    expect(brokenBy(hasty, snapshot)).toContain("interruptsAccess");
  });

  it("is an app's own where nobody else makes it", () => {
    const alone = auditShared({ 1: kind }).plan;
    expect(alone).not.toHaveProperty("sharedObjects");
    expect(alone.steps.every(({ appId }) => appId !== null)).toBe(true);
    expect(appOf(alone, 1).changeHash).not.toBe(appOf(plan, 1).changeHash);
    expect(appOf(alone, 3).changeHash).toBe(appOf(plan, 3).changeHash);
  });

  it("changes the hash of every app that uses it when its members change, and no other", () => {
    const groups = SHARED_TENANT.groups.map((one, index) =>
      index === 2 ? { ...one, members: [mailboxKey(5)] } : one,
    );
    const changed = auditShared({ 1: kind, 2: kind }, { ...SHARED_TENANT, groups }).plan;
    for (const number of [1, 2])
      expect(appOf(changed, number).changeHash).not.toBe(appOf(plan, number).changeHash);
    expect(changed.sharedObjects?.[0]?.changeHash).not.toBe(shared?.changeHash);
  });
});

describe("copies of different kinds", () => {
  it("are different objects, though they have one name", () => {
    const { plan } = auditShared({ 1: "flattenedGroup", 2: "newAdministrativeUnit" });
    expect(plan).not.toHaveProperty("sharedObjects");
    expect(appOf(plan, 1).scope?.name).toBe(appOf(plan, 2).scope?.name);
  });

  it("are shared by those that chose the same", () => {
    const { plan } = auditShared({
      1: "flattenedGroup",
      2: "newAdministrativeUnit",
      3: "flattenedGroup",
    });
    expect(plan.sharedObjects?.map(({ object, apps }) => [object.kind, apps])).toEqual([
      ["group", [appIdOf(1), appIdOf(3)]],
    ]);
  });
});

describe("waves and times of what several apps use", () => {
  it("begin with it: the first wave that uses it is when it is made", () => {
    const decided = auditShared({ 1: "flattenedGroup", 2: "flattenedGroup" });
    const apps = {
      ...decided.decisions,
      [appIdOf(1)]: { ...decided.decisions[appIdOf(1)], wave: 3 },
      [appIdOf(2)]: { ...decided.decisions[appIdOf(2)], wave: 2 },
    };
    const { plan } = auditWith(decided.snapshot, {
      apps,
      schedule: { startAt: "2027-01-04T08:00:00Z" },
    });
    const [shared] = plan.sharedObjects ?? [];
    const [made, filled] = timesOf(plan, shared?.steps ?? []);
    const [first] = timesOf(plan, appOf(plan, 2).steps);
    const [later] = timesOf(plan, appOf(plan, 1).steps);
    const second = plan.schedule?.waves.find(({ wave }) => wave === 2);
    expect(made).toBe(Date.parse(String(second?.startsAt)));
    expect(first).toBe(Number(filled) + DAY * 60_000);
    expect(later).toBeGreaterThan(Number(first));
  });
});

describe.each(KINDS)("planning again where several apps use %s", (kind) => {
  it("replanning_midway_continues: whatever step was the last, only what was left is left", () => {
    const { plan, snapshot, decisions } = auditShared({ 1: kind, 2: kind });
    const accessIn = (tenant: Snapshot) => [1, 2, 3].map((number) => accessOf(tenant, number));
    const before = accessIn(snapshot);
    let now = snapshot;
    for (const [at, step] of plan.steps.entries()) {
      now = applyStep(now, step);
      expect(accessIn(now), step.id).toEqual(before);
      const again = auditWith(now, { apps: decisions }).plan;
      expect(changing(again.steps), step.id).toEqual(changing(plan.steps.slice(at + 1)));
    }
    expect(auditWith(now, { apps: decisions }).plan.steps).toEqual([]);
  });
});
