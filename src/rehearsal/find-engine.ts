import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);

type Environment = Readonly<Record<string, string | undefined>>;

/** A PowerShell that runs scripts: a program, and what comes before PowerShell's own arguments. */
export interface Engine {
  readonly program: string;
  readonly leading: readonly string[];
  /** Such as 7.6.9. */
  readonly version: string;
}

/** `named`: the environment names one, and nothing else is to be tried in its place. */
export type FoundEngine =
  { readonly engine: Engine } | { readonly missing: string; readonly named: boolean };

/**
 * Finds a real PowerShell: what `SCOPEWRIGHT_POWERSHELL` names, else `pwsh` on the PATH.
 *
 * One that is named but does not start is never passed over in silence: it is `missing`, with the reason.
 */
export async function findEngine(environment: Environment): Promise<FoundEngine> {
  const named = environment["SCOPEWRIGHT_POWERSHELL"] ?? "";
  const found = await askVersion({ program: named || "pwsh", leading: [] }, environment);
  if ("engine" in found) return found;
  return named === ""
    ? { missing: `there is no pwsh on the PATH that runs: ${found.trouble}`, named: false }
    : {
        missing: `SCOPEWRIGHT_POWERSHELL names \`${named}\`, which does not run: ${found.trouble}`,
        named: true,
      };
}

/** Starts it once, and asks for its version. */
export async function askVersion(
  { program, leading }: Omit<Engine, "version">,
  environment: Environment,
): Promise<{ readonly engine: Engine } | { readonly trouble: string }> {
  const question = "$PSVersionTable.PSVersion.ToString()";
  try {
    const { stdout } = await run(
      program,
      [...leading, "-NoLogo", "-NoProfile", "-Command", question],
      { env: { ...environment } },
    );
    const version = stdout.trim();
    return /^\d+\.\d+/.test(version)
      ? { engine: { program, leading, version } }
      : { trouble: `it gives \`${version.slice(0, 80)}\` as its version` };
  } catch (error) {
    const [line = ""] = (error instanceof Error ? error.message : String(error)).split("\n");
    return { trouble: line };
  }
}
