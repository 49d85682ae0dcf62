import createYargs, { type CommandModule } from "yargs";
import { AppError, EXIT_CODES } from "../errors.ts";
import type { CliIo } from "./cli-io.ts";
import type { CommandFactory, Outcome } from "./command.ts";
import { redactSecrets } from "../scan/redact-secrets.ts";
import { exitCodeHelp } from "./exit-code-help.ts";
import { plainText } from "./plain-text.ts";
import { readTool } from "./tool-version.ts";

/** In the order of the help. A command brings most of the program with it, so each is loaded only where it may run. */
const COMMANDS: ReadonlyMap<string, () => Promise<CommandFactory>> = new Map([
  ["scan", async () => (await import("./commands/scan.ts")).scanCommand],
  ["permissions", async () => (await import("./commands/permissions.ts")).permissionsCommand],
  ["access", async () => (await import("./commands/access.ts")).accessCommand],
  ["plan", async () => (await import("./commands/plan.ts")).planCommand],
  ["report", async () => (await import("./commands/report.ts")).reportCommand],
  ["audit", async () => (await import("./commands/audit.ts")).auditCommand],
  ["rehearse", async () => (await import("./commands/rehearse.ts")).rehearseCommand],
  ["decisions", async () => (await import("./commands/decisions.ts")).decisionsCommand],
  ["emulate", async () => (await import("./commands/emulate.ts")).emulateCommand],
  ["demo", async () => (await import("./commands/demo.ts")).demoCommand],
]);

/** The commands that the arguments name, one of which is meant; all of them where none is named, for the help. */
async function loadCommands(args: readonly string[]): Promise<readonly CommandFactory[]> {
  const named = [...COMMANDS].filter(([name]) => args.includes(name));
  const wanted = named.length === 0 ? [...COMMANDS] : named;
  return await Promise.all(wanted.map(([, load]) => load()));
}

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
    for (const create of await loadCommands(args)) {
      const command = create(io, (ended) => {
        outcome = ended;
      });
      yargs.command(whenParsed(withExitCodes(command)));
    }
    await runChosen(yargs.parseAsync([...args], {}, printer(io)));
    return outcome.exitCode;
  } catch (error) {
    return reportError(io, error, debug);
  }
}

/** Takes the place of a command's handler: it ends the parsing, and the command runs after it. */
class Chosen extends Error {
  readonly run: () => unknown;

  constructor(run: () => unknown) {
    super("a command was chosen");
    this.run = run;
  }
}

/**
 * The command, to be run when parsing is over. As soon as a handler returns, yargs lays out the help of its command for
 * an error that may come: up to 90 ms at the start of every run, for a text that nobody is shown.
 */
function whenParsed(command: CommandModule): CommandModule {
  return {
    ...command,
    handler: (argv) => {
      throw new Chosen(() => command.handler(argv));
    },
  };
}

async function runChosen(parsed: Promise<unknown>): Promise<void> {
  try {
    await parsed;
  } catch (error) {
    if (!(error instanceof Chosen)) throw error;
    await error.run();
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
