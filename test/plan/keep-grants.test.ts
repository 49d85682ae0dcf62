import { describe, expect, it } from "vitest";
import type { Snapshot } from "../../src/model/snapshot.ts";
import { checkDecisions } from "../../src/plan/check-decisions.ts";
import { orderSteps } from "../../src/plan/order-steps.ts";
import { applyStep } from "../arbitraries/apply-step.ts";
import { accessOf, actionsOf, auditOf, stateOf } from "../arbitraries/plans.ts";
import { appIdOf, groupKey } from "../generator/ids.ts";
import { decided, restricted } from "./planned-choices.ts";

const FENCED = restricted(groupKey(1));
const OPEN = restricted();
const SEND = { keep: ["Mail.Send"] };
const ALL = { keep: ["Mail.Send", "Mail.Read"] };

const wrong = (snapshot: Snapshot, keep: readonly string[]): readonly string[] =>
  checkDecisions(
    { schemaVersion: 1, tenantId: snapshot.tenant.id, apps: { [appIdOf(1)]: { keep } } },
    snapshot.tenant,
    {
      apps: [decided(snapshot, { keep })],
      appIds: new Set<string>(),
      coverage: auditOf(snapshot).plan.coverage,
    },
  );

describe("a permission that stays by decision", () => {
  it("has no verdict, and keeps its policy: the others move", () => {
    const { plan, steps } = decided(FENCED, SEND);
    expect(plan.status).toBe("ready");
    expect(
      plan.permissions.map(({ permission, disposition, verdict }) => [
        permission,
        disposition,
        verdict,
      ]),
    ).toEqual([
      ["Mail.Read", "migrate", "equivalent"],
      ["Mail.Send", "keptLegacy", undefined],
    ]);
    expect(actionsOf(steps)).not.toContain("deleteAccessPolicy");
    expect(steps.every(({ change }) => change === 1)).toBe(true);
    const deleted = steps.filter(({ action }) => action === "deleteAppRoleAssignment");
    expect(deleted.map(({ title }) => title)).toEqual(["Delete the Entra grant Mail.Read"]);
    const [said] = plan.reasons.filter(({ kind }) => kind === "keptByDecision");
    expect(said?.text).toBe(
      "Mail.Send stays in Entra by decision: its policies stay, since they are all that limits it",
    );
    for (const { permissions } of plan.candidates) {
      expect(permissions.map(({ permission }) => permission)).toEqual(["Mail.Read"]);
    }
  });

  it("leaves nothing to do where it is all that the policies govern", () => {
    const { plan, steps } = decided(FENCED, ALL);
    expect(plan.status).toBe("nothingToDo");
    expect(steps).toEqual([]);
    expect(plan.reasons.map(({ kind }) => kind)).toEqual(["keptByDecision", "keptByDecision"]);
  });

  it("answers the question of an app that no policy names", () => {
    expect(decided(OPEN, {}).plan.status).toBe("needsDecision");
    const part = decided(OPEN, SEND).plan;
    expect(part.status).toBe("needsDecision");
    expect(part.reasons.map(({ text }) => text).join()).not.toContain("Mail.Send");
    const { plan } = decided(OPEN, ALL);
    expect(plan.status).toBe("nothingToDo");
    expect(plan.reasons[0]?.text).toContain("no policy governs it, and it reaches every mailbox");
    expect(plan.reasons.map(({ kind }) => kind)).not.toContain("noApplicationPermission");
  });

  it("stands beside a scope that narrows the rest", () => {
    const decision = { ...SEND, intendedScope: { filter: "Department -eq 'Sales'" } };
    const { plan, steps } = decided(OPEN, decision);
    expect(plan.permissions.map(({ disposition }) => disposition)).toEqual([
      "migrate",
      "keptLegacy",
    ]);
    expect(accessOf(steps.reduce(applyStep, OPEN), 1)).toEqual({
      "graph/Mail.Read": "aa---",
      "graph/Mail.Send": "aaaaa",
    });
  });

  it("stays so when it is planned again, midway and at the end", () => {
    const { steps } = decided(FENCED, SEND);
    const before = accessOf(FENCED, 1);
    let now = FENCED;
    for (const [at, step] of steps.entries()) {
      now = applyStep(now, step);
      expect(accessOf(now, 1), step.id).toEqual(before);
      const again = orderSteps({ ...stateOf(now), decision: SEND }).steps;
      const changing = (list: typeof steps) =>
        list.filter(({ phase }) => phase !== "2-test").map(({ id }) => id);
      expect(changing(again), step.id).toEqual(changing(steps.slice(at + 1)));
    }
    expect(decided(now, SEND).plan.status).toBe("nothingToDo");
    expect(wrong(now, SEND.keep)).toEqual([]);
  });

  it("must be one that the app is granted", () => {
    expect(wrong(FENCED, ["Mail.Send"])).toEqual([]);
    expect(wrong(FENCED, ["Mail.Sent"])).toEqual([
      `${appIdOf(1)}: keep: \`Mail.Sent\` is no grant of it that a plan moves; it can keep Mail.Read, Mail.Send`,
    ]);
  });
});
