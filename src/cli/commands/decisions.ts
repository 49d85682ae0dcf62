import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { readPlan } from "../../documents/read-plan.ts";
import { AppError } from "../../errors.ts";
import type { Plan } from "../../model/plan-document.ts";
import type { CliIo } from "../cli-io.ts";
import { describeUnread } from "../describe-coverage.ts";
import { sayEvidence } from "../say-evidence.ts";
import { DONE, type CommandFactory, type Outcome } from "../command.ts";

export interface DecisionsInitOptions {
  readonly plan: string;
  readonly out: string | undefined;
  readonly force: boolean;
}

/** `scopewright decisions init <plan>`: a decisions.json with everything that the plan waits for. */
export const decisionsCommand: CommandFactory = (io, finish) => ({
  command: "decisions",
  describe:
    "Say what a plan cannot know: intended scopes, acceptances, apps behind impersonating accounts",
  builder: (yargs) =>
    yargs
      .command({
        command: "init <plan>",
        describe: "Write a decisions.json that lists what the plan waits for, with the choices",
        builder: (init) =>
          init
            .positional("plan", {
              type: "string",
              describe: "plan.json or its folder",
              demandOption: true,
            })
            .option("out", { type: "string", describe: "file to write [decisions.json]" })
            .option("force", { type: "boolean", default: false, describe: "replace a file" })
            .example(
              "$0 decisions init reports/contoso",
              "then: plan evidence --decisions decisions.json",
            ),
        handler: async (argv) => {
          finish(
            await runDecisionsInit(io, {
              plan: String(argv["plan"]),
              out: typeof argv["out"] === "string" ? argv["out"] : undefined,
              force: argv["force"] === true,
            }),
          );
        },
      })
      .demandCommand(1, 1, "name what to do: init"),
  handler: () => undefined,
});

/** Writes the file; one that is there is kept unless told otherwise: it holds what people decided. */
export async function runDecisionsInit(io: CliIo, options: DecisionsInitOptions): Promise<Outcome> {
  const { data } = await readPlan(options.plan);
  sayEvidence(io, data.plan.evidence);
  for (const line of describeUnread(data.plan.coverage)) io.stderr(`${line}\n`);
  const file = options.out ?? join(".", "decisions.json");
  if (existsSync(file) && !options.force) {
    throw new AppError("cannotWrite", `\`${file}\` exists`, {
      hint: "it may hold decisions: name another file with --out, or replace it with --force",
    });
  }
  await write(file, renderDecisions(data.plan));
  const { openDecisions, openImpersonation } = data.plan;
  io.stderr(`${String(openDecisions.length + openImpersonation.length)} open decisions\n`);
  await io.stdout(`${file}\n`);
  return DONE;
}

function renderDecisions({ evidence, openDecisions, openImpersonation }: Plan): string {
  const decisions = {
    schemaVersion: 1,
    tenantId: evidence.tenant.id,
    schedule: {},
    apps: {},
    impersonation: {},
    open: openDecisions,
    openImpersonation,
  };
  return `${JSON.stringify(decisions, null, 2)}\n`;
}

async function write(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text);
  } catch (cause) {
    throw new AppError("cannotWrite", `cannot write \`${file}\``, { cause });
  }
}
