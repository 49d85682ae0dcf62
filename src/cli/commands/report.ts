import { join } from "node:path";
import { hashPlan, readRehearsal } from "../../documents/read-rehearsal.ts";
import { readPlan } from "../../documents/read-plan.ts";
import { lines, planFiles } from "../../documents/plan-files.ts";
import { EXIT_CODES } from "../../errors.ts";
import type { Plan } from "../../model/plan-document.ts";
import type { Rehearsal } from "../../model/rehearsal.ts";
import type { CliIo } from "../cli-io.ts";
import { DONE, type CommandFactory, type Outcome } from "../command.ts";
import { describeUnread } from "../describe-coverage.ts";
import { readTicketPattern } from "../../render/ticket-link.ts";
import { isPlanIncomplete } from "../incomplete.ts";
import { readBoard } from "../read-board.ts";
import { assertPdfIsFree, findPrinter, PDF_MODES, printPdf, type PdfMode } from "../print-pdf.ts";
import { sayEvidence } from "../say-evidence.ts";
import { writePack } from "../write-pack.ts";

export interface ReportOptions {
  readonly plan: string;
  readonly out: string | undefined;
  readonly force: boolean;
  /** approvals.csv as the board filled it in. */
  readonly approvals: string | undefined;
  /** Pattern of a ticket's address. */
  readonly ticket: string | undefined;
  /** The file to print the page to. */
  readonly pdf: string | undefined;
  readonly pdfMode: PdfMode;
}

/** `scopewright report <plan>`: the pack of a plan. */
export const reportCommand: CommandFactory = (io, finish) => ({
  command: "report <plan>",
  describe: "Write the migration pack of a plan: index.html, CSVs, scripts",
  builder: (yargs) =>
    yargs
      .positional("plan", {
        type: "string",
        describe: "plan.json or its folder",
        demandOption: true,
      })
      .option("out", { type: "string", describe: "folder for the pack [the plan's own]" })
      .option("approvals", {
        type: "string",
        describe: "csv/approvals.csv as the board filled it in: what its scripts may do",
      })
      .option("ticket", {
        type: "string",
        describe: "address of a ticket, with {ticket} for its number in --approvals",
      })
      .option("pdf", {
        type: "string",
        describe:
          "print the page to this file as well, through an installed Chrome, Edge or Chromium",
      })
      .option("pdf-mode", {
        choices: PDF_MODES,
        default: "full" as const,
        describe: "what --pdf prints: the summary, or every app's page as well",
      })
      .option("force", { type: "boolean", default: false, describe: "replace an earlier pack" })
      .example("$0 report reports/contoso.onmicrosoft.com/2026-11-23T18-20Z", "beside the plan")
      .example("$0 report plan.json --out pack", "into a folder of your own")
      .example("$0 report pack --approvals approvals.csv --force", "with what the board decided")
      .example("$0 report plan.json --out pack --pdf board.pdf --pdf-mode summary", "to print"),
  handler: async (argv) => {
    const text = (name: string): string | undefined =>
      typeof argv[name] === "string" ? argv[name] : undefined;
    finish(
      await runReport(io, {
        plan: String(argv["plan"]),
        out: text("out"),
        approvals: text("approvals"),
        ticket: text("ticket"),
        pdf: text("pdf"),
        pdfMode: argv["pdf-mode"] === "summary" ? "summary" : "full",
        force: argv["force"] === true,
      }),
    );
  },
});

/** Reads a plan and writes its pack; beside the plan's own files unless told otherwise. */
export async function runReport(io: CliIo, options: ReportOptions): Promise<Outcome> {
  const { pdf } = options;
  // Before any work: nobody should wait for a pack to learn that it cannot be printed.
  const browser = pdf === undefined ? undefined : await findPrinter(io.env);
  if (pdf !== undefined) await assertPdfIsFree(pdf, options.force);
  const { folder: own, data } = await readPlan(options.plan);
  sayEvidence(io, data.plan.evidence);
  for (const line of describeUnread(data.plan.coverage)) io.stderr(`${line}\n`);
  const { ticket } = options;
  const ticketLink = ticket === undefined ? undefined : readTicketPattern(ticket);
  const board = await readBoard(io, options.approvals, data.plan);
  const rehearsal = await rehearsalOf(io, own, data.plan);
  const folder = options.out ?? own;
  const replaces = [...[...planFiles(data)].map(({ path }) => path), "manifest.json"];
  await writePack(io, inMemory(data), {
    folder,
    force: options.force,
    replaces,
    approvals: options.approvals,
    extras: { board, rehearsal, ...(ticketLink === undefined ? {} : { ticketLink }) },
  });
  await io.stdout(`${folder}/index.html\n`);
  if (pdf !== undefined && browser !== undefined) {
    io.stderr("printing ...\n");
    await printPdf({ page: join(folder, "index.html"), pdf, mode: options.pdfMode, browser });
    await io.stdout(`${pdf}\n`);
  }
  return isPlanIncomplete(data.plan) ? { exitCode: EXIT_CODES.incomplete } : DONE;
}

/** The rehearsal beside a plan, if it is one of this plan; another one is said and left out. */
async function rehearsalOf(io: CliIo, folder: string, plan: Plan): Promise<Rehearsal | undefined> {
  const found = await readRehearsal(folder);
  if (found === undefined || found.plan.sha256 === hashPlan(plan)) return found;
  io.stderr("rehearsal.json is of another plan and is left out: rehearse this one\n");
  return undefined;
}

type Data = Awaited<ReturnType<typeof readPlan>>["data"];

/** The folder that is read may be the one that is replaced: everything is read before. */
function inMemory(data: Data): Data {
  const sets = new Map(data.setNames.map((name) => [name, [...data.setIds(name)]]));
  const mailboxes = [...data.mailboxes()];
  const setIds = (name: string): readonly string[] => sets.get(name) ?? [];
  return { ...data, setIds, setText: (name) => lines(setIds(name)), mailboxes: () => mailboxes };
}
