import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { RequestLogEntry } from "../../src/emulator/request-log.ts";
import { startEmulator } from "../../src/emulator/start-emulator.ts";
import { writeModules } from "./modules/write-modules.ts";
import { evidenceOf, type Tenant } from "./packs.ts";
import { ask } from "./run-engine.ts";

/** A script and what is passed to it; a parameter that it does not have is left out. */
export interface Job {
  readonly script: string;
  readonly parameters: Readonly<Record<string, string | boolean | number>>;
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
  /** What the clock says; it moves on only when a script sleeps. */
  readonly now: string;
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
  { jobs, now, input = "", tenant: signedIn = "", pageSize = 1_000 }: OperatorOptions,
): Promise<Operated> {
  const folder = await mkdtemp(join(tmpdir(), "scopewright-operator-"));
  const clock = join(folder, "clock");
  const modules = join(folder, "modules");
  await writeFile(clock, now);
  await writeModules(modules);
  const emulator = await startEmulator({ folder: evidenceOf(tenant), faults: { pageSize } });
  try {
    const endings = await ask(
      "run-scripts",
      { jobs, tenant: signedIn },
      {
        input,
        environment: {
          PSModulePath: modules,
          SCOPEWRIGHT_EMULATOR: emulator.url,
          SCOPEWRIGHT_CLOCK: clock,
        },
      },
    );
    const requests = emulator.requests();
    if (requests.length >= LOG_SIZE) throw new Error("more requests than the log remembers");
    return { endings: endings as readonly Ending[], requests };
  } finally {
    await emulator.close();
  }
}

/** Whether a request changes the tenant, or would. */
export function isChange({ method, path, cmdlet }: RequestLogEntry): boolean {
  if (path.startsWith("/adminapi/")) return !/^(?:Get|Test)-/.test(cmdlet ?? "Get-");
  return method !== "GET" && !path.endsWith("/getByIds");
}
