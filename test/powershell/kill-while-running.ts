import { join } from "node:path";
import { loadTemplates } from "../../src/cli/load-templates.ts";
import type { RequestLogEntry } from "../../src/emulator/request-log.ts";
import type { Emulator } from "../../src/emulator/start-emulator.ts";
import { earliestOf } from "../../src/rehearsal/earliest-of.ts";
import { moveClock } from "../../src/rehearsal/emulated-clock.ts";
import type { Ending } from "../../src/rehearsal/operator-door.ts";
import { startOperator, type Operator } from "../../src/rehearsal/start-operator.ts";
import { theEngine } from "./run-engine.ts";
import type { Job } from "./run-scripts.ts";

const ROOT = join(import.meta.dirname, "../..");
/** How often the log of the tenant is looked at. */
const LOOK_MS = 2;
/** Runs that one script is given; each that is killed got further than the one before. */
const MOST_RUNS = 40;

/** How one script came to its end. */
export interface Survived {
  /** How often PowerShell was killed while it ran. */
  readonly kills: number;
  readonly ending: Ending;
}

/**
 * Runs a script again and again, kills PowerShell (SIGKILL) whenever `isEnough` says so of the requests of that run, and
 * comes back when a wait is over, until a run comes to its end.
 *
 * @param isEnough told the requests of this run that were answered, and how often it was killed before
 * @throws Error when the script does not come to its end
 */
export async function runUntilItSurvives(
  emulator: Emulator,
  { script, parameters }: Job,
  isEnough: (requests: readonly RequestLogEntry[], kills: number) => boolean,
): Promise<Survived> {
  const operator = await startOperator({
    engine: theEngine(),
    templates: await loadTemplates(ROOT),
    environment: process.env,
  });
  let kills = 0;
  try {
    for (let runs = 0; runs < MOST_RUNS; runs += 1) {
      const running = operator.run({ script, parameters, emulator: emulator.url, tenant: "" });
      const isKilled = await killWhen(operator, running, requestsSince(emulator), (requests) =>
        isEnough(requests, kills),
      );
      const ending = await running;
      const earliest = earliestOf(ending);
      if (isKilled && ending.failure?.id === "EngineEnded") kills += 1;
      else if (earliest === undefined) return { kills, ending };
      else await moveClock(emulator, earliest);
    }
  } finally {
    await operator.close();
  }
  throw new Error(`${script} did not come to its end in ${String(MOST_RUNS)} runs`);
}

function requestsSince(emulator: Emulator): () => readonly RequestLogEntry[] {
  const before = emulator.requests().length;
  return () => emulator.requests().slice(before);
}

/** Whether it was killed. */
async function killWhen(
  operator: Operator,
  running: Promise<Ending>,
  requests: () => readonly RequestLogEntry[],
  isEnough: (requests: readonly RequestLogEntry[]) => boolean,
): Promise<boolean> {
  let isOver = false;
  void running.then(() => (isOver = true));
  while (!isOver) {
    if (isEnough(requests())) {
      operator.kill();
      return true;
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
  return false;
}
