import { beforeAll, describe, expect, it } from "vitest";

import { drawTenant } from "../replay/draw-tenant.ts";
import type { Breach } from "../replay/replay-changes.ts";
import { replayTenant } from "../replay/replay-tenant.ts";

const TENANTS = 45;
const FIRST = 1_000_000;

const CONTRACTS: readonly (readonly [string, string])[] = [
  [
    "no_step_widens_access",
    "whatever is visible, nobody is reached whom neither start nor target allow",
  ],
  [
    "no_step_interrupts_access",
    "whatever is visible, everybody is reached whom start and target allow",
  ],
  ["policy_outlives_grant", "no policy goes before the tokens of its app's grants have expired"],
  ["plan_reaches_target", "at the end access is what was intended"],
  ["replanning_the_result_is_empty", "a scan of the end gives no steps under the same decisions"],
  ["replanning_midway_continues", "a scan after any step gives the steps that are left"],
  [
    "rollback_restores_access",
    "taken back from any point before its policy goes, all is as it was",
  ],
  ["unknown_never_becomes_allowed", "what is not known is never told or made as allowed"],
  ["unknown_never_becomes_denied", "what is not known is never told as denied"],
  ["blocked_apps_have_no_steps", "only apps that are planned have steps"],
  ["verdicts_are_true", "kept, gained and lost are what is truly kept, gained and lost"],
  ["offered_answers_are_good", "a decision that a plan asks for is taken"],
  ["steps_can_run", "the service takes every step, and what its gate looks for is there"],
];

describe("plans, run in possible worlds on the true tenant", () => {
  let plans = 0;
  let decisions = 0;
  const breaches: Breach[] = [];

  beforeAll(() => {
    for (let seed = FIRST; seed < FIRST + TENANTS; seed++) {
      const replay = replayTenant(drawTenant(seed), seed);
      plans += replay.plans;
      decisions += Object.keys(replay.decisions).length;
      breaches.push(
        ...replay.breaches.map((one) => ({ ...one, text: `seed ${seed}: ${one.text}` })),
      );
    }
  }, 60_000);

  it.each(CONTRACTS)("%s: %s", (contract) => {
    expect(breaches.filter((breach) => breach.contract === contract)).toEqual([]);
  });

  it("break no contract that has no name here", () => {
    const named = new Set(CONTRACTS.map(([contract]) => contract));
    expect(breaches.filter(({ contract }) => !named.has(contract))).toEqual([]);
  });

  it("are many: most tenants have one, and some rest on decisions", () => {
    expect(plans).toBeGreaterThan(TENANTS);
    expect(decisions).toBeGreaterThan(TENANTS / 3);
  });
});
