import { planFiles } from "../../documents/plan-files.ts";
import { writeFolder } from "../../documents/write-folder.ts";
import { EXIT_CODES } from "../../errors.ts";
import type { CliIo } from "../cli-io.ts";
import { DONE, type CommandFactory, type Outcome } from "../command.ts";
import { countFindings } from "../count-findings.ts";
import { isPlanIncomplete } from "../incomplete.ts";
import { countStatuses, makeAudit } from "../make-audit.ts";
import { planDataOfAudit } from "../plan-data-of-audit.ts";
import { tenantFolder } from "../report-folder.ts";

export interface PlanOptions {
  readonly evidence: string;
  readonly out: string | undefined;
  readonly decisions: string | undefined;
  readonly force: boolean;
  readonly detailedExitCode: boolean;
}

const THERE_ARE_CHANGES: Outcome = { exitCode: 2 };

/** `scopewright plan <evidence>`: plan.json with its sets. */
export const planCommand: CommandFactory = (io, finish) => ({
  command: "plan <evidence>",
  describe: "Plan the migration and write plan.json with its sets",
  builder: (yargs) =>
    yargs
      .positional("evidence", { type: "string", describe: "evidence folder", demandOption: true })
      .option("out", { type: "string", describe: "folder for the plan [reports/<domain>/<time>]" })
      .option("decisions", {
        type: "string",
        describe: "decisions.json: what the evidence cannot tell",
      })
      .option("force", { type: "boolean", default: false, describe: "replace an earlier plan" })
      .option("detailed-exitcode", {
        type: "boolean",
        default: false,
        describe: "end with 2 when there is something to change",
      })
      .example("$0 plan evidence", "plan into reports/<domain>/<time>")
      .example("$0 plan evidence --decisions decisions.json", "with what you decided")
      .example("$0 plan evidence --out plan --force", "plan into a folder of your own, again"),
  handler: async (argv) => {
    finish(
      await runPlan(io, {
        evidence: String(argv["evidence"]),
        out: typeof argv["out"] === "string" ? argv["out"] : undefined,
        decisions: typeof argv["decisions"] === "string" ? argv["decisions"] : undefined,
        force: argv["force"] === true,
        detailedExitCode: argv["detailed-exitcode"] === true,
      }),
    );
  },
});

/** Audits the evidence and writes the plan's files. */
export async function runPlan(io: CliIo, options: PlanOptions): Promise<Outcome> {
  const audit = await makeAudit(io, options.evidence, options.decisions);
  const { plan } = audit;
  const folder = options.out ?? tenantFolder("reports", plan.evidence);
  await writeFolder(folder, planFiles(planDataOfAudit(audit)), {
    force: options.force,
    about: { tool: plan.tool, evidence: plan.evidence.sha256 },
  });
  io.stderr(`${countStatuses(plan)}\n${countFindings(plan)}\n`);
  await io.stdout(`${folder}/plan.json\n`);
  if (isPlanIncomplete(plan)) return { exitCode: EXIT_CODES.incomplete };
  return options.detailedExitCode && plan.steps.length > 0 ? THERE_ARE_CHANGES : DONE;
}
