import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, inject } from "vitest";
import type { Engine } from "../../src/rehearsal/find-engine.ts";

const found = inject("engine");
const TOOLS = join(import.meta.dirname, "engine");

/** `describe` for what needs PowerShell; without one it is skipped and its name says why. */
export function describeWithEngine(name: string, tests: () => void): void {
  if ("missing" in found) describe.skip(`${name} (skipped: ${found.missing})`, tests);
  else describe(name, tests);
}

export interface EngineRun {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface EngineOptions {
  /** What is typed at prompts. */
  readonly input?: string;
  readonly environment?: Readonly<Record<string, string>>;
}

/** Runs a script file with arguments in a PowerShell of its own. */
export async function runFile(
  file: string,
  parameters: readonly string[],
  { input = "", environment = {} }: EngineOptions = {},
): Promise<EngineRun> {
  const { program, leading } = theEngine();
  const child = spawn(
    program,
    [...leading, "-NoLogo", "-NoProfile", "-File", file, ...parameters],
    {
      env: {
        ...process.env,
        NO_COLOR: "1",
        POWERSHELL_TELEMETRY_OPTOUT: "1",
        POWERSHELL_UPDATECHECK: "Off",
        ...environment,
      },
    },
  );
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  // A script that ends before it asks closes its input early.
  child.stdin.on("error", () => undefined);
  child.stdin.end(input);
  const exitCode = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  return { exitCode, stdout, stderr };
}

/**
 * Runs a script of `engine/` that reads one JSON file and writes another: what it was given may be anything, so
 * nothing of it is on a command line.
 *
 * @throws Error when the script fails
 */
export async function ask(
  tool: string,
  question: unknown,
  options: EngineOptions = {},
): Promise<unknown> {
  const folder = await mkdtemp(join(tmpdir(), "scopewright-engine-"));
  try {
    const files = [join(folder, "question.json"), join(folder, "answer.json")] as const;
    await writeFile(files[0], JSON.stringify(question));
    const run = await runFile(join(TOOLS, `${tool}.ps1`), files, options);
    if (run.exitCode !== 0) throw new Error(`${tool} failed: ${run.stdout}${run.stderr}`);
    return JSON.parse(await readFile(files[1], "utf8")) as unknown;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

export function theEngine(): Engine {
  if ("missing" in found) throw new Error(found.missing);
  return found.engine;
}
