import { readDecisions } from "../../documents/read-decisions.ts";
import { readPlan } from "../../documents/read-plan.ts";
import { EXIT_CODES, ServiceUnavailableError } from "../../errors.ts";
import { readManifest } from "../../evidence/manifest.ts";
import type { Rehearsal } from "../../model/rehearsal.ts";
import type { CliIo } from "../cli-io.ts";
import { type CommandFactory, DONE, type Outcome } from "../command.ts";
import { describeRehearsal } from "../describe-rehearsal.ts";
import { loadTemplates } from "../load-templates.ts";
import { plainText } from "../plain-text.ts";
import { sayEvidence } from "../say-evidence.ts";
import { selectPlannedApps } from "../select-planned-apps.ts";
import { readTool } from "../tool-version.ts";

export interface RehearseArguments {
  readonly pack: string;
  readonly evidence: string;
  readonly decisions: string | undefined;
  /** App ids, object ids or names; empty = every app. */
  readonly apps: readonly string[];
  readonly rollbacks: boolean;
  readonly json: boolean;
}

/** `scopewright rehearse <pack> --evidence <folder>`: evidence that the scripts of a pack work. */
export const rehearseCommand: CommandFactory = (io, finish) => ({
  command: "rehearse <pack>",
  describe: "Run a pack's scripts in PowerShell against an emulated copy of the tenant",
  builder: (yargs) =>
    yargs
      .positional("pack", { type: "string", describe: "folder of the pack", demandOption: true })
      .option("evidence", {
        type: "string",
        describe: "evidence folder that the plan was made from",
        demandOption: true,
        requiresArg: true,
      })
      .option("decisions", {
        type: "string",
        requiresArg: true,
        describe: "decisions.json that the plan was made with",
      })
      .option("app", {
        type: "string",
        array: true,
        requiresArg: true,
        describe: "only this app: app id, object id or name; may be given again",
      })
      .option("rollbacks", {
        type: "boolean",
        default: true,
        describe: "try the way back from every phase too; --no-rollbacks leaves it out",
      })
      .option("json", { type: "boolean", default: false, describe: "print rehearsal.json" })
      .example("$0 rehearse pack --evidence evidence", "needs PowerShell 7 (pwsh)")
      .example("$0 rehearse pack --evidence evidence --app 'HR Sync'", "one app, in little time"),
  handler: async (argv) => {
    const { decisions, app } = argv;
    finish(
      await runRehearse(io, {
        pack: String(argv["pack"]),
        evidence: String(argv["evidence"]),
        decisions: typeof decisions === "string" ? decisions : undefined,
        apps: Array.isArray(app) ? app.map(String) : [],
        rollbacks: argv["rollbacks"] !== false,
        json: argv["json"] === true,
      }),
    );
  },
});

/**
 * Rehearses a pack and writes `rehearsal.json` into it, nothing else.
 *
 * @throws AppError before anything runs: for a pack or evidence that is not what it says, an app that the plan lacks, or
 *   a PowerShell that is missing
 */
export async function runRehearse(io: CliIo, options: RehearseArguments): Promise<Outcome> {
  const { checkPack } = await import("../../rehearsal/check-pack.ts");
  const pack = await checkPack(options.pack);
  const { data } = await readPlan(options.pack);
  sayEvidence(io, data.plan.evidence);
  const only = selectPlannedApps(data.plan, options.apps);
  const { cloud } = await readManifest(options.evidence);
  const { decisions: file } = options;
  const decisions = file === undefined ? undefined : await readDecisions(file);
  const tool = await readTool(io.packageFolder);
  const { assertSamePlan } = await import("../../rehearsal/assert-same-plan.ts");
  const { evidence } = options;
  await assertSamePlan({ pack, plan: data.plan, evidence, decisions, tool });
  const engine = await findPowerShell(io);
  const { rehearsePack } = await import("../../rehearsal/rehearse-pack.ts");
  const rehearsal = await rehearsePack({
    pack,
    data,
    evidence,
    cloud,
    decisions,
    only,
    rollbacks: options.rollbacks,
    engine,
    templates: await loadTemplates(io.packageFolder),
    environment: io.env,
    tool,
    now: io.now,
    onProgress: (line) => {
      io.stderr(`${plainText(line)}\n`);
    },
  });
  const { writeRehearsal } = await import("../../documents/write-rehearsal.ts");
  const written = await writeRehearsal(options.pack, rehearsal);
  await io.stdout(options.json ? written.text : `${describeRehearsal(rehearsal)}${written.file}\n`);
  return outcomeOf(rehearsal);
}

/** @throws ServiceUnavailableError that says what to install */
async function findPowerShell(io: CliIo) {
  const { findEngine } = await import("../../rehearsal/find-engine.ts");
  const found = await findEngine(io.env);
  if ("engine" in found) return found.engine;
  throw new ServiceUnavailableError(`no PowerShell to rehearse with: ${found.missing}`, {
    hint: "install PowerShell 7.6 (https://learn.microsoft.com/powershell/scripting/install), or name one with SCOPEWRIGHT_POWERSHELL; no module is needed",
  });
}

/** What failed comes before what was left out. */
function outcomeOf({ passed, notRehearsed }: Rehearsal): Outcome {
  if (!passed) return { exitCode: REHEARSAL_FAILED };
  return notRehearsed.length > 0 ? { exitCode: EXIT_CODES.incomplete } : DONE;
}

const REHEARSAL_FAILED = 1;
