import { spawn } from "node:child_process";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runCli } from "../../src/cli/run-cli.ts";
import { tenantFiles } from "../generator/fixture-files.ts";
import type { TenantDescription } from "../generator/tenant-description.ts";
import { THOROUGH } from "../thorough.ts";
import { writeFiles } from "../generator/write-files.ts";

export const ROOT = join(import.meta.dirname, "..", "..");
export const FIXTURES = join(ROOT, "fixtures");
const MAIN = join(ROOT, "dist", "main.js");

export interface Ran {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface RunOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/**
 * Runs a command line as a user would. The gate starts the built tool each time; elsewhere that would take most of the
 * time, and what needs no process of its own runs in this one.
 */
export function runScopewright(args: readonly string[], options: RunOptions = {}): Promise<Ran> {
  const needsProcess = options.cwd !== undefined || options.env !== undefined;
  return THOROUGH || needsProcess ? spawnScopewright(args, options) : runHere(args);
}

/** Runs the built tool as a process of its own, in a folder. */
export function spawnScopewright(args: readonly string[], options: RunOptions = {}): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [MAIN, ...args], {
      cwd: options.cwd ?? ROOT,
      env: { ...process.env, ...options.env },
    });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => out.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => err.push(chunk));
    child.on("error", reject);
    child.on("close", (exitCode) => {
      resolve({
        exitCode,
        stdout: Buffer.concat(out).toString("utf8"),
        stderr: Buffer.concat(err).toString("utf8"),
      });
    });
  });
}

/** Runs a command line in this process: everything but `main.ts`. */
async function runHere(args: readonly string[]): Promise<Ran> {
  const out: string[] = [];
  const err: string[] = [];
  const exitCode = await runCli(args, {
    stdout: (text) => {
      out.push(text);
      return Promise.resolve();
    },
    stderr: (text) => void err.push(text),
    stderrIsTty: false,
    env: process.env,
    now: () => new Date(),
    packageFolder: ROOT,
    onInterrupt: () => () => undefined,
    untilInterrupted: () => Promise.resolve(),
  });
  return { exitCode, stdout: out.join(""), stderr: err.join("") };
}

/** An empty folder of its own; the system clears it away. */
export const workFolder = (): Promise<string> => mkdtemp(join(tmpdir(), "scopewright-e2e-"));

/** Writes the evidence of a tenant into an empty folder. */
export async function writeTenant(tenant: TenantDescription): Promise<string> {
  const folder = join(await workFolder(), "evidence");
  await writeFiles(folder, tenantFiles(tenant));
  return folder;
}
