import { describe, expect, it } from "vitest";
import { simulateStep } from "../../src/plan/simulate-step.ts";
import type { ScopeObject } from "../../src/model/plan-step.ts";
import { letters } from "../arbitraries/answers.ts";
import { stateOf } from "../arbitraries/plans.ts";
import { groupKey, servicePrincipalIdOf, appIdOf } from "../generator/ids.ts";
import { decideEffectiveAccess } from "../../src/access/effective-access.ts";
import { setName } from "../../src/sets/set-registry.ts";
import { restricted } from "./planned-choices.ts";

const OBJECT: ScopeObject = { kind: "group", name: "SW Sales 0badcafe" };

/** Whom a role within the new group reaches, once it was filled with the set of that name. */
function reach(set: string | null): string {
  const state = stateOf(restricted(groupKey(1)));
  const size = state.facts.index.keys.length;
  const ungranted = {
    ...state,
    app: { ...state.app, grants: { status: "read", value: [] } as const },
  };
  const made = simulateStep(ungranted, {
    target: { kind: "scopeObject", object: OBJECT, alias: "sw-sales-0badcafe" },
  });
  const filled =
    set === null
      ? made
      : simulateStep(made, { target: { kind: "members", object: OBJECT, set, count: 2 } });
  const { app } = simulateStep(filled, {
    target: {
      kind: "roleAssignment",
      name: "SW role",
      role: "Application Mail.Read",
      servicePrincipalId: servicePrincipalIdOf(1),
      appId: appIdOf(1),
      scope: OBJECT.name,
      object: OBJECT,
    },
  });
  const key = { resource: "graph", permission: "Mail.Read" } as const;
  return letters(decideEffectiveAccess(app, key).reach, size);
}

describe("a simulated group", () => {
  it("reaches nobody before it is filled, and whom its set names afterwards", () => {
    const { app, facts } = stateOf(restricted(groupKey(1)));
    expect(reach(null)).toBe("-----");
    expect(reach(setName(facts.index, app.policyDecision.admitted.yes))).toBe("aa---");
  });

  it("may reach anybody where nobody knows the set by its hash", () => {
    expect(reach("0".repeat(64))).toBe("?????");
  });
});
