import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { THOROUGH } from "../thorough.ts";
import { mapInOrder } from "../../src/scan/map-in-order.ts";
import { COMBINATION_COUNT, isAlone } from "../faults/random-faults.ts";
import {
  createScenarioTrial,
  drawScenario,
  type Scenario,
  type ScenarioOutcome,
} from "../faults/try-scenario.ts";

/**
 * Every kind of fault alone and every thirty-sixth pair, in the gate all pairs and three times over; `npm run fuzz:faults` tries
 * thousands, and `-- --seed N --scenarios 1 --keep DIR` repeats one and keeps it for `emulate --faults`.
 */
const ROUNDS = THOROUGH ? 3 : 1;
const FIRST_SEED = 1;
const EVERY = THOROUGH ? 1 : 36;
const SEEDS = Array.from({ length: COMBINATION_COUNT }, (_, index) => FIRST_SEED + index).filter(
  (seed) => isAlone(seed) || seed % EVERY === 0,
);
const MINUTES = 60_000;

let work = "";
let tryScenario: (scenario: Scenario) => Promise<ScenarioOutcome>;
const outcomes: ScenarioOutcome[] = [];

beforeAll(async () => {
  work = await mkdtemp(join(tmpdir(), "faults-"));
  tryScenario = createScenarioTrial(work);
});
afterAll(async () => {
  await rm(work, { recursive: true, force: true });
});

describe("faults_never_shorten_evidence: as without faults, or it says that it is not", () => {
  it.each(Array.from({ length: ROUNDS }, (_, round) => round))(
    "round %d of all faults alone and in pairs",
    async (round) => {
      const scenarios = SEEDS.map((seed) => drawScenario(seed + round * COMBINATION_COUNT));
      for await (const trial of mapInOrder(scenarios, () => 4, tryScenario)) {
        if (!trial.ok) throw new Error(JSON.stringify(trial.item), { cause: trial.error });
        const { seed, tenant, faults, shortfalls } = trial.value;
        expect(shortfalls, `seed ${seed}, ${tenant}: ${JSON.stringify(faults)}`).toEqual([]);
        outcomes.push(trial.value);
      }
    },
    15 * MINUTES,
  );

  it("is no empty promise: some scans are whole in spite of faults, some in part, some read nothing", () => {
    const share = (test: (outcome: ScenarioOutcome) => boolean): number =>
      outcomes.filter(test).length / outcomes.length;
    expect(outcomes).toHaveLength(ROUNDS * SEEDS.length);
    expect(share(({ ended, unread }) => ended === "read" && unread === 0)).toBeGreaterThan(0.1);
    expect(share(({ unread }) => unread > 0)).toBeGreaterThan(0.2);
    expect(share(({ ended }) => ended !== "read")).toBeGreaterThan(0.02);
  });
});
