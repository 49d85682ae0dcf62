import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runCli } from "../../src/cli/run-cli.ts";
import { createIo } from "../losses/all-outputs.ts";

export const CONTOSO = join(import.meta.dirname, "../../fixtures/contoso");

/** Runs a command line in this process. */
export async function runLine(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<{ readonly exitCode: number; readonly stdout: string; readonly stderr: string }> {
  const { io, stdout, stderr } = createIo();
  const exitCode = await runCli(args, { ...io, env });
  return { exitCode, stdout: stdout.join(""), stderr: stderr.join("") };
}

/** The pack of contoso, in a folder of its own. */
export async function writeContosoPack(): Promise<string> {
  const pack = join(await mkdtemp(join(tmpdir(), "rehearsed-")), "pack");
  await runLine(["audit", CONTOSO, "--out", pack]);
  return pack;
}
