import { mkdir, readFile, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type { Plan } from "../../src/model/plan-document.ts";
import { plannedChanges } from "../../src/model/planned-changes.ts";

/** When the past phases ended, by the first character of their name: long enough ago for every wait. */
const ENDED: Readonly<Record<string, string>> = {
  "0": "2026-08-01T06:00:00Z",
  "1": "2026-08-10T06:00:00Z",
  "2": "2026-08-12T06:00:00Z",
  "3": "2026-08-13T06:00:00Z",
  "4": "2026-08-16T06:00:00Z",
  "5": "2026-09-20T06:00:00Z",
};

export interface Past {
  readonly pack: string;
  readonly plan: Plan;
  /** When 5-confirm ended last. */
  readonly confirmed: string;
}

export async function readPlanOf(pack: string): Promise<Plan> {
  return JSON.parse(await readFile(join(pack, "plan.json"), "utf8")) as Plan;
}

/** Approves every change of a plan, or those of one number, and says where that is written. */
export async function approveAll(
  pack: string,
  plan: Plan,
  numbers: readonly number[] = [1, 2],
): Promise<string> {
  const approvals = plannedChanges(plan)
    .filter(({ change }) => numbers.includes(change))
    .map(({ changeHash, change }) => ({
      changeHash,
      change,
      decision: "approved",
      name: "Board",
      date: "2026-07-31",
    }));
  const path = join(pack, "scripts", "approvals.json");
  await writeFile(path, JSON.stringify({ schemaVersion: 1, approvals }));
  return path;
}

/**
 * A folder of results for one script: everything before it went well, long ago.
 *
 * @param exceptFor phases that have no result
 */
export async function writePast(
  script: string,
  { pack, plan, confirmed }: Past,
  exceptFor: readonly string[] = [],
): Promise<string> {
  const name = basename(script, ".ps1");
  const folder = join(pack, "past", basename(dirname(script)), name);
  await mkdir(folder, { recursive: true });
  const [, changeHash = ""] = /^# Change hash: (\S+)/m.exec(await readFile(script, "utf8")) ?? [];
  const app = plan.apps.find((one) => one.changeHash === changeHash);
  const steps = plan.steps.filter(({ id }) => app?.steps.includes(id) === true);
  for (const phase of new Set(steps.map((step) => step.phase))) {
    const time = ENDED[phase.charAt(0)];
    if (time === undefined || phase === name || exceptFor.includes(phase)) continue;
    const own = steps.filter((step) => step.phase === phase);
    const result = {
      schemaVersion: 1,
      changeHash,
      phase,
      started: time,
      ended: phase === "5-confirm" ? confirmed : time,
      outcome: "passed",
      steps: own.map(({ id }) => ({ step: id, started: time, ended: time, outcome: "created" })),
      details: { governedGrants: 0, restorableServicePrincipals: 0 },
    };
    await writeFile(join(folder, `${phase}.json`), JSON.stringify(result));
  }
  return folder;
}
