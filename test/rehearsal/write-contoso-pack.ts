import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runCli } from "../../src/cli/run-cli.ts";
import type { AppDecision } from "../../src/model/decisions.ts";
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
export async function writeContosoPack(...options: readonly string[]): Promise<string> {
  const pack = join(await mkdtemp(join(tmpdir(), "rehearsed-")), "pack");
  await runLine(["audit", CONTOSO, "--out", pack, ...options]);
  return pack;
}

const MOBILE_COMPANION = "c0000000-0000-4000-8000-000000000011";

interface DecisionsToTake {
  readonly open: readonly { readonly appId: string; readonly example: AppDecision }[];
  readonly openImpersonation: readonly { readonly item: string; readonly example: object }[];
}

/**
 * Takes every decision that contoso's plan leaves open, as its examples suggest: two accounts are replaced by one app,
 * the others are not used any more. The file of decisions.
 */
export async function decideContoso(): Promise<string> {
  const work = await mkdtemp(join(tmpdir(), "decided-"));
  const file = join(work, "decisions.json");
  await runLine(["plan", CONTOSO, "--out", join(work, "plan")]);
  await runLine(["decisions", "init", join(work, "plan"), "--out", file]);
  const told = JSON.parse(await readFile(file, "utf8")) as DecisionsToTake;
  const { open, openImpersonation, ...rest } = told;
  const apps: Record<string, object> = {};
  for (const { appId, example } of open) {
    const { intendedScope } = example;
    const narrowed = intendedScope === undefined ? {} : { intendedScope: SALES };
    apps[appId] = { ...apps[appId], ...example, ...narrowed };
  }
  const impersonation = Object.fromEntries(
    openImpersonation.map(({ item, example }) => [item, { ...example, ...replacedBy(item) }]),
  );
  await writeFile(file, JSON.stringify({ ...rest, apps, impersonation }));
  return file;
}

const SALES = {
  filter:
    "MemberOfGroup -eq 'CN=Sales Mailboxes20240205081501,OU=contoso.onmicrosoft.com,OU=Microsoft Exchange Hosted Organizations,DC=EURP000A001,DC=prod,DC=outlook,DC=com'",
};

function replacedBy(item: string): object {
  if (item.endsWith("/svc-mdm")) return { application: MOBILE_COMPANION };
  if (item.endsWith("/svc-backup")) return { application: MOBILE_COMPANION, scope: SALES };
  return { application: null, permissions: undefined, scope: undefined };
}
