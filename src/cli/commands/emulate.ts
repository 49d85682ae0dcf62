import { AppError } from "../../errors.ts";
import type { CliIo } from "../cli-io.ts";
import { DONE, type CommandFactory, type Outcome } from "../command.ts";

/** `scopewright emulate <evidence>`: an emulated tenant on the loopback interface. */
export const emulateCommand: CommandFactory = (io, finish) => ({
  command: "emulate <evidence>",
  describe: "Serve an emulated tenant from evidence, on the loopback interface",
  builder: (yargs) =>
    yargs
      .positional("evidence", { type: "string", describe: "evidence folder", demandOption: true })
      .option("port", { type: "number", default: 0, describe: "port; 0 = any free one" })
      .example(
        "$0 emulate fixtures/contoso --port 4000",
        "then: scan --emulator http://127.0.0.1:4000",
      ),
  handler: async (argv) => {
    finish(
      await runEmulate(io, { evidence: String(argv["evidence"]), port: Number(argv["port"]) }),
    );
  },
});

/** Serves until the user asks to stop. */
export async function runEmulate(
  io: CliIo,
  { evidence, port }: { readonly evidence: string; readonly port: number },
): Promise<Outcome> {
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new AppError("usage", `\`${String(port)}\` is no port`, { hint: "0 to 65535" });
  }
  const { startEmulator } = await import("../../emulator/start-emulator.ts");
  const emulator = await startEmulator({ folder: evidence, port });
  await io.stdout(`${emulator.url}\n`);
  io.stderr("emulated tenant: reading side only, any bearer token is taken; stop with Ctrl+C\n");
  await io.untilInterrupted();
  await emulator.close();
  return DONE;
}
