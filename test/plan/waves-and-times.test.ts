import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { auditSnapshot } from "../../src/audit/audit-snapshot.ts";
import type { AppDecision, Decisions, ScheduleDecision } from "../../src/model/decisions.ts";
import type { Plan } from "../../src/model/plan-document.ts";
import type { AppRisk, RiskLevel } from "../../src/model/plan-schedule.ts";
import type { Step } from "../../src/model/plan-step.ts";
import { assignWaves } from "../../src/plan/assign-waves.ts";
import { decodeTenant } from "../fuzz/decode-evidence.ts";
import { appIdOf, groupKey, mailboxKey, servicePrincipalIdOf } from "../generator/ids.ts";
import type { AppDescription, TenantDescription } from "../generator/tenant-description.ts";
import { group, mailboxes, recipient } from "../generator/tenants/describe-recipients.ts";
import { quietTenant } from "../generator/tenants/quiet-tenant.ts";

const ID = "10000000-0000-4000-8000-00000000eeee";
const MINUTE_MS = 60_000;
const DAY_MINUTES = 24 * 60;
const startAt = "2027-01-11T18:00:00Z";

const app = (number: number, value: string, resource: "graph" | "exchange" = "graph") => ({
  appId: appIdOf(number),
  displayName: `App ${String(number)}`,
  servicePrincipalId: servicePrincipalIdOf(number),
  kind: "application" as const,
  grants: [{ resource, value }],
});

/** Apps 1 and 4 follow group 1; app 4 takes group 3 out of it. App 2 sends, app 3 reads, app 5 works through EWS. */
const TENANT: TenantDescription = {
  ...quietTenant,
  id: ID,
  domain: "waves",
  recipients: [1, 2, 3, 4].map((number) =>
    recipient(number, "UserMailbox", `User ${String(number)}`),
  ),
  groups: [
    group(1, "MailUniversalSecurityGroup", "One", { members: mailboxes(1, 2) }),
    group(2, "MailUniversalSecurityGroup", "Two", { members: [mailboxKey(3)] }),
    group(3, "MailUniversalSecurityGroup", "Three", { members: [mailboxKey(2)] }),
  ],
  apps: [
    app(1, "Mail.Read"),
    app(2, "Mail.Send"),
    app(3, "Mail.Read"),
    app(4, "Mail.Read"),
    app(5, "full_access_as_app", "exchange"),
    app(6, "Mail.Read"),
  ] satisfies readonly AppDescription[],
  policies: [
    { app: appIdOf(1), accessRight: "RestrictAccess", scope: groupKey(1) },
    { app: appIdOf(2), accessRight: "RestrictAccess", scope: mailboxKey(3) },
    { app: appIdOf(3), accessRight: "RestrictAccess", scope: mailboxKey(4) },
    { app: appIdOf(4), accessRight: "RestrictAccess", scope: groupKey(1) },
    { app: appIdOf(4), accessRight: "DenyAccess", scope: groupKey(3) },
    { app: appIdOf(5), accessRight: "RestrictAccess", scope: groupKey(2) },
  ],
  unread: { "exchange/impersonationEffectiveUsers": "absent" },
};
const SNAPSHOT = decodeTenant(TENANT);

function planWith(
  apps: Readonly<Record<number, AppDecision>> = {},
  schedule: ScheduleDecision = {},
): Plan {
  const decisions: Decisions = {
    schemaVersion: 1,
    tenantId: ID,
    schedule,
    apps: Object.fromEntries(
      [1, 2, 3, 4, 5].map((number) => [appIdOf(number), { owner: "Ada", ...apps[number] }]),
    ),
  };
  const tool = { name: "scopewright", version: "0.0.0" };
  const audit = auditSnapshot(SNAPSHOT, { tool, evidenceSha256: "0".repeat(64), decisions });
  expect(audit.wrongDecisions).toEqual([]);
  return audit.plan;
}

const numbersOf = ({ waves }: Plan): readonly (readonly [number, readonly number[]])[] =>
  waves.map(({ wave, apps }) => [
    wave,
    [1, 2, 3, 4, 5, 6].filter((number) => apps.includes(appIdOf(number))),
  ]);

const stepsOf = ({ steps }: Plan, number: number): readonly Step[] =>
  steps.filter(({ appId }) => appId === appIdOf(number));

describe("risk", () => {
  const riskOf = (number: number): AppRisk | null | undefined =>
    planWith().apps.find(({ appId }) => appId === appIdOf(number))?.risk;

  it.each<[number, RiskLevel, RegExp]>([
    [2, "medium", /it sends or changes/],
    [4, "high", /leaves mailboxes out by -not\(…\)/],
    [5, "high", /EWS/],
  ])("of app %d is %s, and says why", (number, level, why) => {
    expect(riskOf(number)?.level).toBe(level);
    expect(riskOf(number)?.why.join()).toMatch(why);
  });

  it("is low where nothing speaks against it, says what that means, and is nothing where nothing changes", () => {
    expect(riskOf(3)).toEqual({
      level: "low",
      why: ["whom it reaches stays the same, and what it may do is read"],
    });
    expect(riskOf(6)).toBeNull();
  });

  it("is more where nobody is known who could say whether the app works", () => {
    const tool = { name: "scopewright", version: "0.0.0" };
    const { plan } = auditSnapshot(SNAPSHOT, { tool, evidenceSha256: "0".repeat(64) });
    expect(plan.apps.find(({ appId }) => appId === appIdOf(3))?.risk).toEqual({
      level: "medium",
      why: ["nobody is known who could say whether it still works"],
    });
  });
});

describe("waves", () => {
  it("take low risk first, apps of one group together, and only apps that have steps", () => {
    expect(numbersOf(planWith())).toEqual([
      [1, [3]],
      [2, [2]],
      [3, [1, 4, 5]],
    ]);
  });

  it("follow decisions; whoever shares a group comes along unless it has a number of its own", () => {
    expect(numbersOf(planWith({ 4: { wave: 1 } }))).toEqual([
      [1, [1, 3, 4]],
      [2, [2]],
      [3, [5]],
    ]);
    expect(numbersOf(planWith({ 1: { wave: 7 }, 4: { wave: 9 } }))).toEqual([
      [1, [3]],
      [2, [2]],
      [3, [5]],
      [7, [1]],
      [9, [4]],
    ]);
  });

  it("every_app_once: each app with steps is in one wave, whatever the order and the decisions", () => {
    const { apps } = planWith();
    const withSteps = apps.filter(({ steps }) => steps.length > 0).map(({ appId }) => appId);
    const anyWaves = fc.dictionary(
      fc.constantFrom(...[1, 2, 3, 4, 5].map(appIdOf)),
      fc.record({ wave: fc.integer({ min: 1, max: 4 }) }),
    );
    fc.assert(
      fc.property(
        fc.shuffledSubarray([...apps], { minLength: apps.length }),
        anyWaves,
        (some, own) => {
          const decisions = { schemaVersion: 1 as const, tenantId: ID, apps: own };
          const waves = assignWaves(some, decisions);
          const members = waves.flatMap((wave) => wave.apps);
          expect(members).toHaveLength(withSteps.length);
          expect(new Set(members)).toEqual(new Set(withSteps));
          expect(waves).toEqual(assignWaves(apps, decisions));
        },
      ),
    );
  });

  it("hold no more apps than can be watched", () => {
    const low = planWith().apps.find(({ appId }) => appId === appIdOf(3));
    const many = Array.from({ length: 45 }, (_, index) => ({
      ...low,
      appId: `app-${String(index).padStart(2, "0")}`,
      policies: [],
      scope: null,
    })) as unknown as Plan["apps"];
    expect(assignWaves(many, undefined).map(({ apps }) => apps.length)).toEqual([20, 20, 5]);
  });
});

describe("times", () => {
  const timesOf = (plan: Plan): ReadonlyMap<string, number> =>
    new Map(plan.schedule?.steps.map((one) => [one.step, Date.parse(one.earliestAt)]));

  it("are absent while no start is decided", () => {
    expect("schedule" in planWith()).toBe(false);
  });

  it("keep every wait", () => {
    const plan = planWith({}, { startAt });
    const times = timesOf(plan);
    expect(times.size).toBe(plan.steps.length);
    for (const { id, after } of plan.steps) {
      for (const { step, waitMinutes } of after) {
        const passed = (times.get(id) ?? 0) - (times.get(step) ?? Number.POSITIVE_INFINITY);
        expect(passed).toBeGreaterThanOrEqual(waitMinutes * MINUTE_MS);
      }
    }
  });

  it("let a wave begin once the one before is visible everywhere", () => {
    const plan = planWith({}, { startAt });
    const times = timesOf(plan);
    const [first, second] = plan.schedule?.waves ?? [];
    expect(first?.startsAt).toBe("2027-01-11T18:00:00.000Z");
    // Two hours until the role is visible, 28 until no token carries the grant.
    expect(first?.changedAt).toBe("2027-01-13T00:00:00.000Z");
    expect(second?.startsAt).toBe(first?.changedAt);
    const own = plan.waves[1]?.apps[0];
    const starts = plan.steps.filter(({ appId }) => appId === own).map(({ id }) => times.get(id));
    expect(Math.min(...starts.map((at) => at ?? 0))).toBe(Date.parse(second?.startsAt ?? ""));
  });

  it("lie outside every freeze, but for steps that only look", () => {
    const freezes = [
      { from: "2027-01-11T19:00:00Z", to: "2027-01-14T08:00:00Z", why: "closing" },
      { from: "2027-01-14T08:00:00Z", to: "2027-01-15T08:00:00Z", why: "and the day after" },
    ];
    const plan = planWith({}, { startAt, freezes });
    const times = timesOf(plan);
    for (const step of plan.steps) {
      const at = times.get(step.id) ?? 0;
      const frozen = freezes.some(({ from, to }) => Date.parse(from) <= at && at < Date.parse(to));
      if (frozen) expect(["2-test", "7-after"]).toContain(step.phase);
    }
    const cutover = plan.steps.find(
      ({ appId, phase }) => appId === appIdOf(3) && phase === "3-cutover",
    );
    expect(times.get(cutover?.id ?? "")).toBe(Date.parse("2027-01-15T08:00:00Z"));
  });

  it("count what was still changing in the evidence", () => {
    const early = planWith({}, { startAt: "2020-01-01T00:00:00Z" });
    expect(early.schedule?.waves[0]?.startsAt).toBe("2020-01-01T00:00:00.000Z");
  });
});

describe("waits by decision", () => {
  const waitOf = (plan: Plan, number: number, phase: Step["phase"]): number => {
    const step = stepsOf(plan, number).find((one) => one.phase === phase);
    return Math.max(...(step?.after ?? []).map(({ waitMinutes }) => waitMinutes));
  };

  it("observe 14 days, as many as were decided for all, or for the app", () => {
    expect(waitOf(planWith(), 3, "5-confirm")).toBe(14 * DAY_MINUTES);
    const plan = planWith({ 2: { observationDays: 35 } }, { observationDays: 8 });
    expect(waitOf(plan, 3, "5-confirm")).toBe(8 * DAY_MINUTES);
    expect(waitOf(plan, 2, "5-confirm")).toBe(35 * DAY_MINUTES);
  });

  it("let a known token lifetime stand for the longest one, in steps and on the way back", () => {
    const plan = planWith({ 3: { tokenLifetimeMinutes: 90 } });
    const cutover = (number: number) =>
      stepsOf(plan, number).find(({ phase }) => phase === "3-cutover");
    expect(cutover(3)?.settleMinutes).toBe(90);
    expect(cutover(3)?.rollback?.waitMinutes).toBe(90);
    expect(cutover(2)?.settleMinutes).toBe(28 * 60);
    expect(plan.apps.find(({ appId }) => appId === appIdOf(3))?.status).toBe("ready");
  });

  it("change what is approved: the waits are part of it", () => {
    const hashOf = (plan: Plan) => plan.apps.find(({ appId }) => appId === appIdOf(3))?.changeHash;
    expect(hashOf(planWith({}, { observationDays: 9 }))).not.toBe(hashOf(planWith()));
    expect(hashOf(planWith({ 3: { wave: 5, owner: "Ada" } }, { startAt }))).toBe(
      hashOf(planWith()),
    );
  });
});

describe("Autodiscover", () => {
  const openOf = (plan: Plan) =>
    plan.openDecisions.filter(({ decision }) => decision === "autodiscover");

  it("is asked of apps that would move to the role of EWS, until somebody answers", () => {
    expect(openOf(planWith()).map(({ appId }) => appId)).toEqual([appIdOf(5)]);
    const answered = planWith({ 5: { autodiscover: "notNeeded" } });
    expect(openOf(answered)).toEqual([]);
    expect(stepsOf(answered, 5)).toEqual(stepsOf(planWith(), 5));
  });

  it("keeps consent and policy where it is needed: no role opens it", () => {
    const plan = planWith({ 5: { autodiscover: "needed" } });
    const found = plan.apps.find(({ appId }) => appId === appIdOf(5));
    expect(found?.status).toBe("blocked");
    expect(found?.reasons.map(({ kind }) => kind)).toEqual(["autodiscoverNeeded"]);
    expect(stepsOf(plan, 5)).toEqual([]);
  });
});
