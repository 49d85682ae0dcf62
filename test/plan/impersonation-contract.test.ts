import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ImpersonationDecision } from "../../src/model/impersonation-decision.ts";
import type { Plan } from "../../src/model/plan-document.ts";
import type { Step } from "../../src/model/plan-step.ts";
import type { Snapshot } from "../../src/model/snapshot.ts";
import { applyStep } from "../arbitraries/apply-step.ts";
import { auditWith } from "../arbitraries/decided-audit.ts";
import {
  anyImpersonatingTenant,
  IMPERSONATED_GROUPS,
  usersOf,
  type ImpersonatingTenant,
} from "../arbitraries/impersonating-tenant.ts";
import { accessOf } from "../arbitraries/plans.ts";
import { decodeTenant } from "../fuzz/decode-evidence.ts";
import { appIdOf, mailboxKey, objectGuid } from "../generator/ids.ts";
import { THOROUGH } from "../thorough.ts";

const APPS = [1, 2];
const MAILBOXES = [1, 2, 3, 4, 5].map(mailboxKey);

interface Planned extends ImpersonatingTenant {
  readonly snapshot: Snapshot;
  readonly plan: Plan;
  readonly wrong: readonly string[];
}

/** Planned once for all properties: proving a plan is the slow part. */
const PLANNED: readonly Planned[] = fc
  .sample(anyImpersonatingTenant, { numRuns: THOROUGH ? 60 : 30, seed: 21 })
  .map(({ tenant, decisions }) => {
    const snapshot = decodeTenant(tenant);
    const { plan, wrongDecisions } = auditWith(snapshot, { impersonation: decisions });
    return { tenant, decisions, snapshot, plan, wrong: wrongDecisions };
  });

/** Whom decisions give an app, in letters by permission; from the description alone. */
function decidedFor(planned: Planned, app: number): Readonly<Record<string, string>> {
  const given: Record<string, string> = {};
  for (const [id, decision] of Object.entries(planned.decisions)) {
    if (decision.application !== appIdOf(app)) continue;
    const members = membersOf(planned, id, decision);
    for (const permission of decision.permissions ?? []) {
      const key = `${permission === "EWS.AccessAsApp" ? "exchange" : "graph"}/${permission}`;
      given[key] = unionOf(given[key] ?? "-----", members);
    }
  }
  return given;
}

function membersOf({ tenant }: Planned, id: string, { scope }: ImpersonationDecision): string {
  const index = Number(id.slice(35, 36));
  const name = tenant.impersonation.assignments[index]?.scope ?? "";
  const byFilter = typeof scope === "object" ? /Group (\d)/.exec(scope.filter)?.[1] : undefined;
  const number = byFilter === undefined ? IMPERSONATED_GROUPS[name] : Number(byFilter);
  const members = tenant.groups[(number ?? 0) - 1]?.members ?? [];
  return MAILBOXES.map((key) => (members.includes(key) ? "a" : "-")).join("");
}

const unionOf = (one: string, other: string): string =>
  Array.from(one, (letter, at) => (letter === "a" ? "a" : (other[at] ?? "-"))).join("");

type Letters = Readonly<Record<string, string>>;

/** Where access is more than it was and is to be, or less than it was: `<permission> <mailbox>`. */
function outside(
  access: Letters,
  { before, decided }: { readonly before: Letters; readonly decided: Letters },
): readonly string[] {
  const keys = [...new Set([...Object.keys(access), ...Object.keys(before)])];
  return keys.flatMap((key) => {
    const [is, was, given] = [access, before, decided].map((one) => one[key] ?? "-----");
    return [...MAILBOXES.keys()]
      .filter((at) => {
        const widens = is?.[at] !== "-" && was?.[at] === "-" && given?.[at] !== "a";
        return widens || (was?.[at] === "a" && is?.[at] !== "a");
      })
      .map((at) => `${key} ${String(at)}`);
  });
}

/** Steps that change nothing, and may be repeated. */
const LOOKS: readonly Step["action"][] = [
  "testAuthorization",
  "confirmNoGovernedGrant",
  "watchForReturnedGrant",
];
const changing = (steps: readonly Step[]): readonly string[] =>
  steps
    .filter(({ action }) => !LOOKS.includes(action))
    .map(({ id }) => id)
    .toSorted();

const waits = (plan: Plan, app: number): boolean =>
  plan.apps
    .find(({ appId }) => appId === appIdOf(app))
    ?.newAccess?.some(({ state }) => state === "waits") ?? false;

/** The tests of what replaces the accounts of an assignment that a step removes. */
function testsBefore({ target }: Step, steps: readonly Step[]): readonly Step[] {
  if (target.kind !== "impersonationAssignment") return [];
  return steps.filter(({ appId, target: tested }) =>
    target.replacements.some(
      (one) => one.appId === appId && tested.kind === "authorization" && tested.scope === one.scope,
    ),
  );
}

describe("plans with decided impersonation", () => {
  it("are_made: decisions are right, apps get new access, assignments are retired, and some wait", () => {
    expect(PLANNED.flatMap(({ wrong }) => wrong)).toEqual([]);
    const states = PLANNED.flatMap(({ plan }) =>
      plan.apps.flatMap(({ newAccess = [] }) => newAccess.map(({ state }) => state)),
    );
    expect(states.filter((state) => state === "planned").length).toBeGreaterThan(30);
    expect(states).toContain("waits");
    const retired = PLANNED.flatMap(({ plan }) => plan.retirements ?? []);
    expect(retired.filter(({ steps }) => steps.length > 0).length).toBeGreaterThan(20);
    expect(retired.filter(({ undecided }) => undecided.length > 0).length).toBeGreaterThan(10);
  });

  it("no_step_widens_or_interrupts: after every step access is within before and decided, and keeps before", () => {
    for (const planned of PLANNED) {
      const facts = APPS.map((app) => ({
        app,
        before: accessOf(planned.snapshot, app),
        decided: decidedFor(planned, app),
      }));
      let now = planned.snapshot;
      for (const step of planned.plan.steps) {
        now = applyStep(now, step);
        for (const { app, before, decided } of facts) {
          expect(outside(accessOf(now, app), { before, decided }), step.id).toEqual([]);
        }
      }
    }
  });

  it("plan_reaches_target: at the end an app reaches whom it reached, and whom decisions give it", () => {
    for (const planned of PLANNED) {
      const { snapshot, plan } = planned;
      const end = plan.steps.reduce(applyStep, snapshot);
      for (const app of APPS.filter((one) => !waits(plan, one))) {
        const access = accessOf(end, app);
        const before = accessOf(snapshot, app);
        for (const [key, decided] of Object.entries(decidedFor(planned, app))) {
          expect(access[key] ?? "-----").toBe(unionOf(before[key] ?? "-----", decided));
        }
      }
    }
  });

  it("users_decide: an assignment goes only when all its users are decided, and none of its apps waits", () => {
    for (const { tenant, decisions, plan } of PLANNED) {
      for (const [index, assignment] of tenant.impersonation.assignments.entries()) {
        const guid = objectGuid(3000 + index);
        const own = usersOf(assignment).map((user) => `${guid}/${user}`);
        const open = own.some((id) => decisions[id] === undefined);
        const waiting = plan.apps.some(({ newAccess = [] }) =>
          newAccess.some(
            ({ state, items }) => state === "waits" && own.some((id) => items.includes(id)),
          ),
        );
        const retirement = plan.retirements?.find(({ id }) => id === guid);
        expect(retirement?.steps.length).toBe(open || waiting ? 0 : 1);
        expect(retirement?.changeHash === null).toBe(open || waiting);
        const planned = plan.steps.filter(({ target }) => "guid" in target && target.guid === guid);
        expect(planned.map(({ id }) => id)).toEqual(retirement?.steps);
      }
    }
  });

  it("retired_last: the removal waits for the tests of everything that replaces it", () => {
    const waits = PLANNED.flatMap(({ plan: { steps } }) =>
      steps.flatMap((step) =>
        testsBefore(step, steps).map(
          (test) => step.after.find(({ step: id }) => id === test.id)?.waitMinutes,
        ),
      ),
    );
    expect(waits.length).toBeGreaterThan(20);
    expect(new Set(waits)).toEqual(new Set([14 * 24 * 60]));
  });

  it(
    "replanning_midway_continues, and the result is empty: with the same decisions",
    { timeout: 120_000 },
    () => {
      for (const { snapshot, plan, decisions } of PLANNED.slice(0, 12)) {
        let now = snapshot;
        for (const [at, step] of plan.steps.entries()) {
          now = applyStep(now, step);
          const left = plan.steps.slice(at + 1);
          const isWorthIt = left.length === 0 || !LOOKS.includes(step.action);
          if (!isWorthIt) continue;
          const again = auditWith(now, { impersonation: decisions });
          expect(again.wrongDecisions, step.id).toEqual([]);
          expect(changing(again.plan.steps), step.id).toEqual(changing(left));
        }
      }
    },
  );
});
