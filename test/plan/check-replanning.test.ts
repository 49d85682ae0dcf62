import { describe, expect, it } from "vitest";
import type { Step } from "../../src/model/plan-step.ts";
import { checkReplanning, type Replanned } from "../../src/plan/check-replanning.ts";
import { orderSteps } from "../../src/plan/order-steps.ts";
import { planRollback } from "../../src/plan/plan-rollback.ts";
import { mailboxKey } from "../generator/ids.ts";
import { grant, restrict } from "../arbitraries/rows.ts";
import { planOf, stateOf } from "../arbitraries/plans.ts";
import { people, rows } from "../arbitraries/snapshot.ts";
import { readerTenant } from "./reader-tenant.ts";

const STATE = stateOf(readerTenant());
const STEPS = orderSteps(STATE).steps;
const honest = (state: typeof STATE): Replanned => ({
  status: "ready",
  steps: orderSteps(state).steps,
});
const kinds = (plan: typeof honest): readonly string[] => [
  ...new Set(checkReplanning(STATE, STEPS, plan).broken.map(({ kind }) => kind)),
];

describe("checkReplanning", () => {
  it("finds nothing wrong with planning as it is done", () => {
    expect(checkReplanning(STATE, STEPS, honest)).toEqual({
      points: STEPS.length + 1,
      broken: [],
    });
  });

  it.each<[string, typeof honest, readonly string[]]>([
    [
      "creates things twice",
      () => ({ status: "ready", steps: STEPS }),
      ["replanningDiffers", "replanningNotEmpty"],
    ],
    ["forgets what is left", () => ({ status: "ready", steps: [] }), ["replanningDiffers"]],
    [
      "is blocked at the end",
      (state) => {
        const again = honest(state);
        return again.steps.length === 0 ? { ...again, status: "blocked" } : again;
      },
      ["replanningNotEmpty"],
    ],
    [
      "looks once more than before",
      (state) => {
        const again = honest(state);
        const looks = STEPS.filter(({ action }) => action === "testAuthorization");
        return again.steps.length === 0 ? again : { ...again, steps: [...looks, ...again.steps] };
      },
      [],
    ],
  ])("finds it when planning again %s", (_name, plan, expected) => {
    expect(kinds(plan)).toEqual(expected);
  });
});

describe("planRollback", () => {
  const step = (
    id: string,
    phase: "rollback-4" | "rollback-3" | "rollback-1",
    waitMinutes: number,
  ) => ({ id, rollback: { phase, text: "", waitMinutes, hazards: [] } }) as unknown as Step;

  it("goes back phase by phase, each in reverse order, and adds up the waits", () => {
    const done = [
      step("scope", "rollback-1", 0),
      step("role", "rollback-1", 0),
      step("grant a", "rollback-3", 60),
      step("grant b", "rollback-3", 90),
      step("declaration", "rollback-4", 30),
      { id: "test", rollback: null } as unknown as Step,
    ];
    expect(planRollback(done).map((one) => [one.step.id, one.minutes])).toEqual([
      ["declaration", 0],
      ["grant b", 30],
      ["grant a", 30],
      ["role", 120],
      ["scope", 120],
    ]);
  });
});

describe("a plan whose proof does not hold", () => {
  it("is blocked without steps: more policies end at once than can be tried out", () => {
    const numbers = Array.from({ length: 13 }, (_, index) => index + 1);
    const snapshot = readerTenant({
      ...people(14),
      "graph/appRoleAssignedTo": rows(grant(1, "User.Read.All"), grant(1, "MailboxItem.Read.All")),
      "exchange/applicationAccessPolicies": rows(
        ...numbers.map((number) => restrict(1, mailboxKey(number))),
      ),
    });
    const { plan, steps } = planOf(snapshot);
    expect(plan).toMatchObject({ status: "blocked", changeHash: null, steps: [] });
    expect(plan.reasons.map(({ kind }) => kind)).toEqual(["unproven"]);
    expect(steps).toEqual([]);
  });
});
