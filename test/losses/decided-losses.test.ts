import { describe, expect, it } from "vitest";
import type { ImpersonationDecision } from "../../src/model/impersonation-decision.ts";
import type { Snapshot } from "../../src/model/snapshot.ts";
import { auditWith } from "../arbitraries/decided-audit.ts";
import { appIdOf } from "../generator/ids.ts";
import { IMPERSONATED_SNAPSHOT, itemOf } from "../plan/impersonated-tenant.ts";
import { lose, nameOf, parentLosses, sectionLosses, type Loss } from "./lose.ts";

const SALES = { filter: "Department -eq 'Sales'" };
const DECISIONS: Readonly<Record<string, ImpersonationDecision>> = {
  [itemOf("Everyone")]: { application: appIdOf(1), permissions: ["Mail.Send"], scope: SALES },
  [itemOf("Scoped")]: { application: appIdOf(2), permissions: ["Mail.Read"], scope: "carryOver" },
  [itemOf("Operators", "one")]: { application: null },
  [itemOf("Operators", "two")]: { application: null },
};

/** What of impersonation a plan does, as far as it is told: steps with all that they act on, and what it takes as done. */
function doneBy(snapshot: Snapshot): { readonly does: readonly string[]; readonly wrong: unknown } {
  const { plan, wrongDecisions } = auditWith(snapshot, { impersonation: DECISIONS });
  const given = plan.apps.flatMap(({ newAccess = [] }) =>
    newAccess.filter(({ state }) => state === "planned").map((one) => JSON.stringify(one)),
  );
  const steps = plan.steps
    .filter(({ action }) => action === "deleteImpersonationAssignment")
    .map(({ target }) => JSON.stringify(target));
  return { does: [...given, ...steps, ...plan.settledImpersonation], wrong: wrongDecisions };
}

const WHOLE = new Set(doneBy(IMPERSONATED_SNAPSHOT).does);

const wrongsAfter = (loss: Loss): readonly string[] => {
  const { does, wrong } = doneBy(lose(IMPERSONATED_SNAPSHOT, loss));
  const invented = does.filter((one) => !WHOLE.has(one));
  const blamed = Array.isArray(wrong) && wrong.length > 0 ? [JSON.stringify(wrong)] : [];
  return [...invented, ...blamed].map((what) => `${nameOf(loss)}: ${what}`);
};

describe("decisions on impersonation with one thing unread", () => {
  it("of the whole tenant new access is planned, and assignments go", () => {
    expect(WHOLE.size).toBe(5);
  });

  it("do nothing that they would not do of the whole tenant, and no decision is called wrong", () => {
    const losses = [
      ...sectionLosses(IMPERSONATED_SNAPSHOT),
      ...parentLosses(IMPERSONATED_SNAPSHOT),
    ];
    expect(losses.length).toBeGreaterThan(50);
    expect(losses.flatMap(wrongsAfter)).toEqual([]);
  });
});
