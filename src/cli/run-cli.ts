import createYargs, { type CommandModule } from "yargs";
import { AppError, EXIT_CODES } from "../errors.ts";
import type { CliIo } from "./cli-io.ts";
import type { CommandFactory, Outcome } from "./command.ts";
import { accessCommand } from "./commands/access.ts";
import { auditCommand } from "./commands/audit.ts";
import { decisionsCommand } from "./commands/decisions.ts";
import { demoCommand } from "./commands/demo.ts";
import { emulateCommand } from "./commands/emulate.ts";
import { permissionsCommand } from "./commands/permissions.ts";
import { planCommand } from "./commands/plan.ts";
import { rehearseCommand } from "./commands/rehearse.ts";
import { reportCommand } from "./commands/report.ts";
import { scanCommand } from "./commands/scan.ts";
import { redactSecrets } from "../scan/redact-secrets.ts";
import { exitCodeHelp } from "./exit-code-help.ts";
import { plainText } from "./plain-text.ts";
import { readTool } from "./tool-version.ts";

const COMMANDS: readonly CommandFactory[] = [
  scanCommand,
  permissionsCommand,
  accessCommand,
  planCommand,
  reportCommand,
  auditCommand,
  rehearseCommand,
  decisionsCommand,
  emulateCommand,
  demoCommand,
];

/** Runs one command line; the result is the exit code. Results go to stdout, everything else to stderr. */
export async function runCli(args: readonly string[], io: CliIo): Promise<number> {
  let outcome: Outcome = { exitCode: 0 };
  const debug = args.includes("--debug");
  try {
    const { version } = await readTool(io.packageFolder);
    const yargs = createYargs([...args])
      .scriptName("scopewright")
      .usage(
        "$0 <command>\n\nAudits how apps reach Exchange Online mailboxes; never changes a tenant.",
      )
      .parserConfiguration({ "parse-numbers": false, "parse-positional-numbers": false })
      .option("debug", {
        type: "boolean",
        default: false,
        describe: "show requests, and the causes of an error",
      })
      .strict()
      .demandCommand(1, 1, "name a command")
      .recommendCommands()
      .version(version)
      .help()
      .wrap(100)
      .epilogue(exitCodeHelp())
      .exitProcess(false)
      .fail((message: string | null, error: Error | undefined) => {
        throw error ?? usage(message ?? "wrong usage");
      });
    for (const create of COMMANDS) {
      const command = create(io, (ended) => {
        outcome = ended;
      });
      yargs.command(withExitCodes(command));
    }
    await yargs.parseAsync([...args], {}, printer(io));
    return outcome.exitCode;
  } catch (error) {
    return reportError(io, error, debug);
  }
}

/** The help of every command ends with the exit codes. */
function withExitCodes(command: CommandModule): CommandModule {
  const { builder } = command;
  if (typeof builder !== "function") return command;
  return {
    ...command,
    builder: async (yargs) => (await builder(yargs)).epilogue(exitCodeHelp()),
  };
}

const usage = (message: string): AppError =>
  new AppError(
    "usage",
    plainText(message.replaceAll("\n", " ").replace(/^Did/, "unknown command: did")),
    {
      hint: "scopewright --help lists the commands, scopewright <command> --help its options",
    },
  );

/** yargs hands over what --help and --version print. */
function printer(io: CliIo): (error: unknown, argv: unknown, output: string) => void {
  return (error, _argv, output) => {
    if (output !== "" && (error === undefined || error === null)) void io.stdout(`${output}\n`);
  };
}

function reportError(io: CliIo, error: unknown, debug: boolean): number {
  if (error instanceof AppError && error.code !== "internal") {
    io.stderr(`error: ${plainLines(error.message)}\n`);
    if (error.hint !== undefined) io.stderr(`hint: ${plainLines(error.hint)}\n`);
    if (debug) printCauses(io, error.cause);
    return EXIT_CODES[error.code];
  }
  const said = error instanceof Error ? error.message : String(error);
  io.stderr(`error: a bug of ours: ${said}\n`);
  io.stderr("hint: run it again with --debug and report what it prints, with redacted evidence\n");
  if (debug) printCauses(io, error);
  return EXIT_CODES.internal;
}

/** Errors and hints quote names of the tenant: their control characters become visible, our line breaks stay. */
const plainLines = (text: string): string => text.split("\n").map(plainText).join("\n");

function printCauses(io: CliIo, cause: unknown): void {
  for (let one = cause; one instanceof Error; one = one.cause) {
    io.stderr(`cause: ${redactSecrets(plainLines(one.stack ?? one.message))}\n`);
  }
}
