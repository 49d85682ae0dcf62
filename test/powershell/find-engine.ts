import { execFile } from "node:child_process";
import { mkdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { promisify } from "node:util";

const run = promisify(execFile);

const HOST = join(import.meta.dirname, "host");
/** Where everything that is installed or made anew lives: in no commit, in no package. */
const CACHE = join(import.meta.dirname, "../../node_modules/.cache/powershell-host");
const LOCK = join(CACHE, "building");
/** A build takes a quarter of a minute; a lock that is older was left behind. */
const LOCK_LIFETIME_MS = 5 * 60_000;

/** A PowerShell that runs scripts: a program, and what comes before PowerShell's own arguments. */
export interface Engine {
  readonly program: string;
  readonly leading: readonly string[];
}

export type FoundEngine = { readonly engine: Engine } | { readonly missing: string };

/**
 * Finds a real PowerShell: `SCOPEWRIGHT_POWERSHELL`, then `pwsh` on the PATH, then the host of this folder, which is
 * built with the .NET SDK.
 *
 * One that is named but does not start is never passed over in silence: it is `missing`, with the reason.
 */
export async function findEngine(
  environment: Readonly<Record<string, string | undefined>>,
): Promise<FoundEngine> {
  const named = environment["SCOPEWRIGHT_POWERSHELL"] ?? "";
  if (named !== "") {
    const trouble = await troubleOf({ program: named, leading: [] });
    return trouble === undefined
      ? { engine: { program: named, leading: [] } }
      : { missing: `SCOPEWRIGHT_POWERSHELL names \`${named}\`, which does not run: ${trouble}` };
  }
  const installed: Engine = { program: "pwsh", leading: [] };
  if ((await troubleOf(installed)) === undefined) return { engine: installed };
  return await buildHost();
}

/** Why it does not start; undefined when it does. */
async function troubleOf({ program, leading }: Engine): Promise<string | undefined> {
  try {
    await run(program, [...leading, "-NoLogo", "-NoProfile", "-Command", "exit 0"]);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

async function buildHost(): Promise<FoundEngine> {
  try {
    await run("dotnet", ["--version"]);
  } catch {
    return {
      missing: "there is no pwsh on the PATH, and no .NET SDK to build the host of the tests with",
    };
  }
  try {
    await locked(async () => {
      const options = ["--configuration", "Release", "--artifacts-path", CACHE, "-v", "quiet"];
      await run("dotnet", ["build", HOST, ...options]);
    });
  } catch (error) {
    const told = error instanceof Error && "stdout" in error ? String(error.stdout).trim() : "";
    return { missing: `the host of the tests cannot be built: ${told || String(error)}` };
  }
  const engine: Engine = {
    program: "dotnet",
    leading: [join(CACHE, "bin/Host/release/powershell-host.dll")],
  };
  const trouble = await troubleOf(engine);
  return trouble === undefined ? { engine } : { missing: `the host does not run: ${trouble}` };
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
