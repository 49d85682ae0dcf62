import { join } from "node:path";
import { loadTemplates } from "../../src/cli/load-templates.ts";
import type { RequestLogEntry } from "../../src/emulator/request-log.ts";
import { startEmulator, type Emulator } from "../../src/emulator/start-emulator.ts";
import { earliestOf } from "../../src/rehearsal/earliest-of.ts";
import { moveClock } from "../../src/rehearsal/emulated-clock.ts";
import type { Ending, Job as OneJob } from "../../src/rehearsal/operator-door.ts";
import { startOperator } from "../../src/rehearsal/start-operator.ts";
import { evidenceOf, type Tenant } from "./packs.ts";
import { theEngine } from "./run-engine.ts";

const ROOT = join(import.meta.dirname, "../..");

/** A script and what is passed to it; a parameter that it does not have is left out. */
export interface Job extends Pick<OneJob, "script" | "parameters"> {
  /** How often the operator comes back when the script says that a wait is not over; default: never. */
  readonly waits?: number;
}

export interface Operated {
  readonly endings: readonly Ending[];
  /** Every request of the scripts. */
  readonly requests: readonly RequestLogEntry[];
}

/** How many requests the emulator's log holds. */
const LOG_SIZE = 10_000;

export interface OperatorOptions {
  readonly jobs: readonly Job[];
  /** What the clock says, not before the evidence was taken; it moves on only when somebody sleeps. */
  readonly now?: string;
  /** What is typed at prompts. */
  readonly input?: string;
  /** The tenant to sign in to; default: the emulated one. */
  readonly tenant?: string;
  /** The most rows of a page. */
  readonly pageSize?: number;
}

/**
 * Runs scripts one after another in one PowerShell that is signed in to an emulated tenant.
 *
 * @throws Error when the tenant was asked more often than its log remembers
 */
export async function operate(
  tenant: Tenant,
  { pageSize = 1_000, ...options }: OperatorOptions,
): Promise<Operated> {
  const emulator = await startEmulator({ folder: evidenceOf(tenant), faults: { pageSize } });
  try {
    const endings = await operateOn(emulator, options);
    const requests = emulator.requests();
    if (requests.length >= LOG_SIZE) throw new Error("more requests than the log remembers");
    return { endings, requests };
  } finally {
    await emulator.close();
  }
}

/** The same on a tenant that goes on afterwards. */
export async function operateOn(
  emulator: Emulator,
  { jobs, now, ...options }: Omit<OperatorOptions, "pageSize">,
): Promise<readonly Ending[]> {
  if (now !== undefined) await moveClock(emulator, now);
  const operator = await startPatientOperator(emulator, options);
  try {
    const endings: Ending[] = [];
    for (const job of jobs) endings.push(await operator.run(job));
    return endings;
  } finally {
    await operator.close();
  }
}

/** One PowerShell, and who comes back when a wait is over. */
export interface PatientOperator {
  run(job: Job): Promise<Ending>;
  close(): Promise<void>;
}

export async function startPatientOperator(
  emulator: Emulator,
  { input = "", tenant = "" }: Pick<OperatorOptions, "input" | "tenant"> = {},
): Promise<PatientOperator> {
  const operator = await startOperator({
    engine: theEngine(),
    templates: await loadTemplates(ROOT),
    environment: process.env,
    input,
  });
  const run = async ({ script, parameters, waits = 0 }: Job): Promise<Ending> => {
    const ending = await operator.run({ script, parameters, emulator: emulator.url, tenant });
    const earliest = earliestOf(ending);
    if (earliest === undefined || waits === 0) return ending;
    await moveClock(emulator, earliest);
    const later = await run({ script, parameters, waits: waits - 1 });
    return { ...later, records: [...ending.records, ...later.records] };
  };
  return { run, close: () => operator.close() };
}

/** Whether a request changes the tenant, or would. */
export function isChange({ method, path, cmdlet }: RequestLogEntry): boolean {
  if (path.startsWith("/adminapi/")) return !/^(?:Get|Test)-/.test(cmdlet ?? "Get-");
  return method !== "GET" && !path.endsWith("/getByIds");
}
