import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { RequestLogEntry } from "../../src/emulator/request-log.ts";
import { startEmulator, type Emulator } from "../../src/emulator/start-emulator.ts";
import { writeModules } from "./modules/write-modules.ts";
import { evidenceOf, type Tenant } from "./packs.ts";
import { ask } from "./run-engine.ts";

/** A script and what is passed to it; a parameter that it does not have is left out. */
export interface Job {
  readonly script: string;
  readonly parameters: Readonly<Record<string, string | boolean | number>>;
  /** How often the operator comes back when the script says that a wait is not over; default: never. */
  readonly waits?: number;
}

export interface Ending {
  readonly script: string;
  /** A script without ShouldProcess: it changes nothing. */
  readonly asksNot: boolean;
  readonly failure: { readonly message: string; readonly id: string; readonly at: string } | null;
  readonly exitCode: number;
  readonly records: readonly { readonly kind: string; readonly text: string }[];
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
  { jobs, now, input = "", tenant: signedIn = "" }: Omit<OperatorOptions, "pageSize">,
): Promise<readonly Ending[]> {
  const modules = join(await mkdtemp(join(tmpdir(), "scopewright-operator-")), "modules");
  await writeModules(modules);
  if (now !== undefined) await moveClock(emulator, now);
  const patient = jobs.map(({ waits = 0, ...job }) => ({ ...job, waits }));
  const environment = { PSModulePath: modules, SCOPEWRIGHT_EMULATOR: emulator.url };
  const question = { jobs: patient, tenant: signedIn };
  return (await ask("run-scripts", question, { input, environment })) as readonly Ending[];
}

async function moveClock({ url }: Emulator, to: string): Promise<void> {
  const clock = `${url}/emulator/clock`;
  const { now } = (await (await fetch(clock)).json()) as { now: string };
  const advanceMinutes = (Date.parse(to) - Date.parse(now)) / 60_000;
  const reply = await fetch(clock, { method: "POST", body: JSON.stringify({ advanceMinutes }) });
  if (!reply.ok) throw new Error(`the clock cannot be moved to ${to}: ${await reply.text()}`);
}

/** Whether a request changes the tenant, or would. */
export function isChange({ method, path, cmdlet }: RequestLogEntry): boolean {
  if (path.startsWith("/adminapi/")) return !/^(?:Get|Test)-/.test(cmdlet ?? "Get-");
  return method !== "GET" && !path.endsWith("/getByIds");
}
