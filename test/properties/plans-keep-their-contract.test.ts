import { beforeAll, describe, expect, it } from "vitest";

import { drawTenant } from "../replay/draw-tenant.ts";
import { CONTRACTS, type Breach, type Contract } from "../replay/contracts.ts";
import { createTally } from "../replay/tally.ts";
import { tryTenant } from "../fuzz/try-tenant.ts";
import { runsOf } from "../thorough.ts";

const TENANTS = runsOf(120);
const FIRST = 1_000_000;

describe("plans, run in possible worlds on the true tenant", () => {
  let plans = 0;
  let decisions = 0;
  const tally = createTally();
  const breaches: Breach[] = [];

  beforeAll(() => {
    for (let seed = FIRST; seed < FIRST + TENANTS; seed++) {
      const trial = tryTenant(drawTenant(seed), seed, tally);
      plans += trial.plans;
      decisions += trial.decisions;
      breaches.push(
        ...trial.breaches.map((one) => ({ ...one, text: `seed ${seed}: ${one.text}` })),
      );
    }
  }, 60_000);

  it.each(Object.entries(CONTRACTS))("%s: %s", (contract) => {
    expect(breaches.filter((breach) => breach.contract === contract)).toEqual([]);
  });

  it("are many: most tenants have one, and some rest on decisions", () => {
    expect(plans).toBeGreaterThan(TENANTS);
    expect(decisions).toBeGreaterThan(TENANTS / 3);
  });

  it.each(Object.keys(CONTRACTS) as Contract[])("put %s to the test", (contract) => {
    expect(tally.counts.get(contract)).toBeGreaterThan(0);
  });
});
