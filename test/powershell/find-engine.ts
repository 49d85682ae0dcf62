import { execFile } from "node:child_process";
import { mkdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { promisify } from "node:util";
import { askVersion, findEngine, type FoundEngine } from "../../src/rehearsal/find-engine.ts";

const run = promisify(execFile);

const HOST = join(import.meta.dirname, "host");
/** Where everything that is installed or made anew lives: in no commit, in no package. */
const CACHE = join(import.meta.dirname, "../../node_modules/.cache/powershell-host");
const LOCK = join(CACHE, "building");
/** A build takes a quarter of a minute; a lock that is older was left behind. */
const LOCK_LIFETIME_MS = 5 * 60_000;

/**
 * Finds a real PowerShell as the product does; without one, the host of this folder, which is built with the .NET SDK.
 */
export async function findTestEngine(
  environment: Readonly<Record<string, string | undefined>>,
): Promise<FoundEngine> {
  const found = await findEngine(environment);
  return "missing" in found && !found.named ? await buildHost(environment) : found;
}

async function buildHost(
  environment: Readonly<Record<string, string | undefined>>,
): Promise<FoundEngine> {
  try {
    await run("dotnet", ["--version"]);
  } catch {
    return {
      missing: "there is no pwsh on the PATH, and no .NET SDK to build the host of the tests with",
      named: false,
    };
  }
  try {
    await locked(async () => {
      const options = ["--configuration", "Release", "--artifacts-path", CACHE, "-v", "quiet"];
      await run("dotnet", ["build", HOST, ...options]);
    });
  } catch (error) {
    const told = error instanceof Error && "stdout" in error ? String(error.stdout).trim() : "";
    const missing = `the host of the tests cannot be built: ${told || String(error)}`;
    return { missing, named: false };
  }
  const program = join(CACHE, "bin/Host/release/powershell-host");
  const started = await askVersion({ program, leading: [] }, environment);
  return "engine" in started
    ? started
    : { missing: `the host does not run: ${started.trouble}`, named: false };
}

/** One build at a time in one checkout: two would write the same files. */
async function locked(build: () => Promise<void>): Promise<void> {
  await mkdir(CACHE, { recursive: true });
  while (!(await taken())) await setTimeout(50);
  try {
    await build();
  } finally {
    await rm(LOCK, { recursive: true, force: true });
  }
}

async function taken(): Promise<boolean> {
  try {
    await mkdir(LOCK);
    return true;
  } catch {
    const since = await stat(LOCK).then(
      ({ mtimeMs }) => mtimeMs,
      () => Date.now(),
    );
    if (Date.now() - since > LOCK_LIFETIME_MS) await rm(LOCK, { recursive: true, force: true });
    return false;
  }
}
