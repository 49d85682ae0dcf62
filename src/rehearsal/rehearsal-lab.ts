import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { startEmulator, type Emulator } from "../emulator/start-emulator.ts";
import type { Freeze } from "../model/plan-schedule.ts";
import type { Cloud } from "../model/snapshot.ts";
import { readClock } from "./emulated-clock.ts";
import type { Ending } from "./operator-door.ts";
import type { Operator } from "./start-operator.ts";

/** What every tenant of one rehearsal has in common. */
export interface LabSource {
  /** Evidence folder that tenants are made from. */
  readonly evidence: string;
  readonly tenantId: string;
  readonly cloud: Cloud;
  readonly freezes: readonly Freeze[];
  readonly operator: Operator;
  /** A folder of the rehearsal's own. */
  readonly work: string;
}

/** An emulated tenant as it was when the evidence was taken, and whoever works on it. */
export interface Lab extends LabSource {
  readonly emulator: Emulator;
  /** Where the results of this tenant's scripts are kept. */
  readonly results: string;
  /** Runs a script once. */
  run(script: ScriptCall): Promise<Ending>;
}

export interface ScriptCall {
  readonly file: string;
  /** Folder of the app's results, relative to `results`. */
  readonly app: string;
  /** Answers beyond those that every script gets. */
  readonly says: Readonly<Record<string, boolean>>;
}

/** What an operator answers who is sure; a script takes what it knows. */
const ANSWERS = {
  Confirm: false,
  RollbackOperator: "rehearsal@scopewright.invalid",
  PolicyStillStands: true,
  AcceptRestorable: true,
} as const;

/** @param name of the tenant among those of this rehearsal; becomes a folder */
export async function startLab(source: LabSource, name: string): Promise<Lab> {
  const results = join(source.work, "results", name);
  await mkdir(results, { recursive: true });
  const emulator = await startEmulator({ folder: source.evidence });
  return {
    ...source,
    emulator,
    results,
    run: ({ file, app, says }) =>
      source.operator.run({
        script: file,
        parameters: {
          ...ANSWERS,
          ...says,
          ResultsFolder: join(results, app),
          SharedResults: join(results, "shared"),
        },
        emulator: emulator.url,
        tenant: "",
      }),
  };
}

/** The first moment from now on, or from `from` if that is later, at which nothing is frozen. ISO 8601 UTC. */
export async function nextMoment({ emulator, freezes }: Lab, from: string): Promise<string> {
  const now = await readClock(emulator);
  let moment = Math.max(Date.parse(now), Date.parse(from));
  for (const freeze of freezes.toSorted((a, b) => (a.from < b.from ? -1 : 1))) {
    const isFrozen = moment >= Date.parse(freeze.from) && moment < Date.parse(freeze.to);
    if (isFrozen) moment = Date.parse(freeze.to);
  }
  return new Date(moment).toISOString();
}
