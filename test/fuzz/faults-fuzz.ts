import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";

import { tenantOf, writeTenant } from "../faults/fault-tenants.ts";
import { mapInOrder } from "../../src/scan/map-in-order.ts";
import {
  createScenarioTrial,
  drawScenario,
  type Scenario,
  type ScenarioOutcome,
} from "../faults/try-scenario.ts";

const { values } = parseArgs({
  options: {
    scenarios: { type: "string", default: "2000" },
    seconds: { type: "string", default: "1000000" },
    seed: { type: "string", default: "1" },
    /** Where the tenant and the scenario of a counterexample are written, for `emulate --faults`. */
    keep: { type: "string" },
  },
});

/** Scans in flight: while one waits for its files, another goes on. */
const AT_ONCE = 4;

/** Tries one scenario after the other until time or scenarios are over, and tells each one that falls short. */
async function fuzz(): Promise<void> {
  const work = await mkdtemp(join(tmpdir(), "scopewright-faults-"));
  const deadlineMs = performance.now() + Number(values.seconds) * 1000;
  const tryScenario = createScenarioTrial(work);
  const endings = new Map<string, number>();
  let tried = 0;
  try {
    const trials = mapInOrder(scenarios(), () => AT_ONCE, tryScenario);
    for await (const trial of trials) {
      if (!trial.ok) {
        process.stdout.write(`${JSON.stringify(trial.item)}\n`);
        throw trial.error;
      }
      const { ended, shortfalls } = trial.value;
      tried += 1;
      endings.set(ended, (endings.get(ended) ?? 0) + 1);
      if (shortfalls.length > 0) await complain(trial.value);
      if (performance.now() > deadlineMs) break;
    }
  } finally {
    await rm(work, { recursive: true, force: true });
  }
  process.stdout.write(`${tried} scenarios: ${JSON.stringify(Object.fromEntries(endings))}\n`);
}

function* scenarios(): Generator<Scenario> {
  const first = Number(values.seed);
  for (let seed = first; seed < first + Number(values.scenarios); seed += 1) {
    yield drawScenario(seed);
  }
}

async function complain({ seed, tenant, faults, shortfalls }: ScenarioOutcome): Promise<void> {
  process.exitCode = 1;
  process.stdout.write(`seed ${seed}, tenant ${tenant}, scenario ${JSON.stringify(faults)}\n`);
  for (const shortfall of shortfalls) process.stdout.write(`  ${shortfall}\n`);
  if (values.keep === undefined) return;
  const folder = join(values.keep, String(seed));
  await writeTenant(tenantOf(tenant), join(folder, tenant));
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "scenario.json"), `${JSON.stringify(faults, undefined, 2)}\n`);
}

await fuzz();
