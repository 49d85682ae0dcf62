import { join } from "node:path";
import { EXIT_CODES } from "../../errors.ts";
import { readManifest } from "../../evidence/manifest.ts";
import type { CliIo } from "../cli-io.ts";
import { coverageOfManifest } from "../coverage-of-manifest.ts";
import { describeUnread } from "../describe-coverage.ts";
import { DONE, type CommandFactory, type Outcome } from "../command.ts";
import { minuteOf } from "../report-folder.ts";
import {
  addTenantOptions,
  readResume,
  readTenantOptions,
  scanInto,
  type TenantOptions,
  withDecidedGroups,
} from "../scan-options.ts";

/** `scopewright scan --tenant <domain or id>`: tenant -> evidence folder. */
export const scanCommand: CommandFactory = (io, finish) => ({
  command: "scan",
  describe: "Read a tenant into an evidence folder; reads only",
  builder: (yargs) =>
    addTenantOptions(yargs)
      .option("out", { type: "string", describe: "evidence folder [evidence/<tenant>/<time>]" })
      .option("decisions", {
        type: "string",
        requiresArg: true,
        describe: "decisions.json: read the groups that its scopes name as well",
      })
      .option("force", { type: "boolean", default: false, describe: "replace earlier evidence" })
      .option("resume", {
        type: "boolean",
        default: false,
        describe: "go on with the scan in --out: keep what was read, read the rest",
      })
      .example("$0 scan --tenant contoso.onmicrosoft.com", "sign in with a device code")
      .example(
        "$0 scan --tenant contoso.com --auth secret --client-id <id>",
        "as an app; secret in SCOPEWRIGHT_CLIENT_SECRET",
      )
      .example(
        "$0 scan --tenant contoso.com --include signInActivities,tokenLifetimePolicies",
        "read more than every scan reads",
      )
      .example(
        "$0 scan --tenant contoso.com --decisions decisions.json",
        "again, with the groups that an app is to be narrowed to",
      )
      .example(
        "$0 scan --tenant contoso.com --auth certificate --certificate app.pem --client-id <id>",
        "as an app; scopewright permissions lists what it needs",
      )
      .example("$0 scan --tenant contoso.us --cloud usGovHigh", "a tenant in GCC High")
      .example(
        "$0 scan --tenant contoso.com --emulator http://127.0.0.1:4000",
        "an emulated tenant",
      )
      .example(
        "$0 scan --tenant contoso.com --out evidence --resume",
        "after an interruption, or once rights were granted",
      ),
  handler: async (argv) => {
    const out = typeof argv["out"] === "string" ? argv["out"] : undefined;
    const decisions = typeof argv["decisions"] === "string" ? argv["decisions"] : undefined;
    const options = await withDecidedGroups(readTenantOptions(argv, io), decisions);
    const resume = readResume(argv, "--out");
    finish(await runScanCommand(io, options, { out, force: argv["force"] === true, resume }));
  },
});

/** Reads the tenant and says on stderr what was refused. */
export async function runScanCommand(
  io: CliIo,
  options: TenantOptions,
  target: {
    readonly out: string | undefined;
    readonly force: boolean;
    readonly resume: boolean;
  },
): Promise<Outcome> {
  const folder = target.out ?? evidenceFolder(io, options.tenant);
  const result = await scanInto(io, options, { ...target, folder, option: "--out" });
  const coverage = coverageOfManifest(await readManifest(folder));
  for (const line of describeUnread(coverage)) io.stderr(`${line}\n`);
  await io.stdout(`${folder}\n`);
  return result.incomplete ? { exitCode: EXIT_CODES.incomplete } : DONE;
}

/** A tenant's name becomes a path only as far as it is letters, digits, dots and hyphens. */
export function evidenceFolder(io: CliIo, tenant: string): string {
  const safe = tenant
    .toLowerCase()
    .replace(/[^a-z0-9.-]+/g, "-")
    .replace(/^[.-]+/, "");
  return join("evidence", safe === "" ? "tenant" : safe, minuteOf(io.now().toISOString()));
}
