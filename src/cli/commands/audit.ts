import { AppError, EXIT_CODES } from "../../errors.ts";
import type { CliIo } from "../cli-io.ts";
import { DONE, type CommandFactory, type Outcome } from "../command.ts";
import { countFindings } from "../count-findings.ts";
import { isPlanIncomplete } from "../incomplete.ts";
import { countStatuses, makeAudit } from "../make-audit.ts";
import { planDataOfAudit } from "../plan-data-of-audit.ts";
import { tenantFolder } from "../report-folder.ts";
import {
  addTenantOptions,
  readResume,
  readTenantOptions,
  scanInto,
  type TenantOptions,
  withDecidedGroups,
} from "../scan-options.ts";
import { writePack } from "../write-pack.ts";
import { evidenceFolder } from "./scan.ts";

export interface AuditOptions {
  /** An evidence folder, or the tenant to scan first. */
  readonly source: string | TenantOptions;
  /** Where the evidence of a scan goes. */
  readonly evidenceOut: string | undefined;
  readonly out: string | undefined;
  readonly decisions: string | undefined;
  readonly force: boolean;
  /** Goes on with a scan that was interrupted. */
  readonly resume: boolean;
}

/** `scopewright audit`: scan or evidence -> pack in one go. */
export const auditCommand: CommandFactory = (io, finish) => ({
  command: "audit [evidence]",
  describe: "From a tenant or its evidence to the migration pack, in one go",
  builder: (yargs) =>
    addTenantOptions(yargs)
      .positional("evidence", {
        type: "string",
        describe: "evidence folder; without it --tenant is scanned",
      })
      .option("out", { type: "string", describe: "folder for the pack [reports/<domain>/<time>]" })
      .option("evidence-out", { type: "string", describe: "folder for the evidence of a scan" })
      .option("decisions", {
        type: "string",
        describe: "decisions.json: what the evidence cannot tell",
      })
      .option("resume", {
        type: "boolean",
        default: false,
        describe: "go on with the scan in --evidence-out: keep what was read, read the rest",
      })
      .option("force", { type: "boolean", default: false, describe: "replace an earlier pack" })
      .example("$0 audit fixtures/contoso", "evidence that is there already")
      .example("$0 audit --tenant contoso.onmicrosoft.com", "scan first, then audit"),
  handler: async (argv) => {
    const text = (name: string): string | undefined =>
      typeof argv[name] === "string" ? argv[name] : undefined;
    const evidence = text("evidence");
    if (evidence !== undefined && text("tenant") !== undefined) {
      throw new AppError("usage", "evidence and --tenant are two ways to start: give one of them");
    }
    if (evidence !== undefined && argv["resume"] === true) {
      throw new AppError("usage", "--resume goes on with a scan: give --tenant, not evidence");
    }
    finish(
      await runAudit(io, {
        source: evidence ?? readTenantOptions(argv, io),
        evidenceOut: text("evidence-out"),
        out: text("out"),
        decisions: text("decisions"),
        force: argv["force"] === true,
        resume: readResume(argv, "--evidence-out"),
      }),
    );
  },
});

/** Scans if need be, audits, writes the pack; prints where its page is. */
export async function runAudit(io: CliIo, options: AuditOptions): Promise<Outcome> {
  const audit = await makeAudit(io, await evidenceOf(io, options), options.decisions);
  const { plan } = audit;
  const folder = options.out ?? tenantFolder("reports", plan.evidence);
  await writePack(io, planDataOfAudit(audit), { folder, force: options.force });
  io.stderr(`${countStatuses(plan)}\n${countFindings(plan)}\n`);
  await io.stdout(`${folder}/index.html\n`);
  return isPlanIncomplete(plan) ? { exitCode: EXIT_CODES.incomplete } : DONE;
}

async function evidenceOf(
  io: CliIo,
  { source, evidenceOut, decisions, force, resume }: AuditOptions,
): Promise<string> {
  if (typeof source === "string") return source;
  const folder = evidenceOut ?? evidenceFolder(io, source.tenant);
  await scanInto(io, await withDecidedGroups(source, decisions), {
    folder,
    option: "--evidence-out",
    force,
    resume,
  });
  if (evidenceOut === undefined) io.stderr(`evidence: ${folder}\n`);
  return folder;
}
