import { AppError } from "../../errors.ts";
import { readManifest } from "../../evidence/manifest.ts";
import type { CliIo } from "../cli-io.ts";
import { sayEvidence } from "../say-evidence.ts";
import { DONE, type CommandFactory, type Outcome } from "../command.ts";

/** In the order in which the README explains them. */
const FAULT_KEYS = [
  "seed",
  "pageSize",
  "throttleEvery",
  "retryAfterSeconds",
  "transientEvery",
  "slow",
  "denyCmdlets",
  "denyPaths",
  "failPage",
  "dropConnection",
  "truncateBody",
  "htmlError",
  "expireToken",
  "expireCursor",
] as const;

/** `scopewright emulate <evidence>`: an emulated tenant on the loopback interface. */
export const emulateCommand: CommandFactory = (io, finish) => ({
  command: "emulate <evidence>",
  describe: "Serve an emulated tenant from evidence, on the loopback interface",
  builder: (yargs) =>
    yargs
      .positional("evidence", { type: "string", describe: "evidence folder", demandOption: true })
      .option("port", { type: "number", default: 0, describe: "port; 0 = any free one" })
      .option("faults", {
        type: "string",
        requiresArg: true,
        describe: `scenario file (JSON) of what goes wrong: ${FAULT_KEYS.join(", ")}; see the README`,
      })
      .example(
        "$0 emulate fixtures/contoso --port 4000",
        "then: scan --emulator http://127.0.0.1:4000",
      )
      .example(
        "$0 emulate fixtures/contoso --faults scenario.json",
        'with {"pageSize": 20, "failPage": [{"on": "Get-Recipient", "page": 2}]}',
      ),
  handler: async (argv) => {
    finish(
      await runEmulate(io, {
        evidence: String(argv["evidence"]),
        port: Number(argv["port"]),
        faults: typeof argv["faults"] === "string" ? argv["faults"] : undefined,
      }),
    );
  },
});

interface EmulateArguments {
  readonly evidence: string;
  readonly port: number;
  /** Path of a scenario file. */
  readonly faults?: string | undefined;
}

/** Serves until the user asks to stop. */
export async function runEmulate(
  io: CliIo,
  { evidence, port, faults }: EmulateArguments,
): Promise<Outcome> {
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new AppError("usage", `\`${String(port)}\` is no port`, { hint: "0 to 65535" });
  }
  sayEvidence(io, await readManifest(evidence));
  const { startEmulator } = await import("../../emulator/start-emulator.ts");
  const { readFaultScenario } = await import("../../emulator/faults/read-fault-scenario.ts");
  const emulator = await startEmulator({
    folder: evidence,
    port,
    faults: faults === undefined ? undefined : await readFaultScenario(faults),
  });
  await io.stdout(`${emulator.url}\n`);
  io.stderr(
    "emulated tenant: any bearer token is taken, changes last until it stops; stop with Ctrl+C\n",
  );
  await io.untilInterrupted();
  await emulator.close();
  return DONE;
}
