import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { EVERY_SECTION } from "../../scan/asked-sections.ts";
import type { CliIo } from "../cli-io.ts";
import { type DiagnosisOptions, readDiagnosisOptions } from "../diagnosis-options.ts";
import { DONE, type CommandFactory, type Outcome } from "../command.ts";
import { readSignInOptions } from "../sign-in-options.ts";
import { runAudit } from "./audit.ts";

const DEMO_TENANT = "contoso.onmicrosoft.com";

/** `scopewright demo`: the main job on an emulated tenant. */
export const demoCommand: CommandFactory = (io, finish) => ({
  command: "demo",
  describe: "Emulate the tenant contoso, scan it over http and write its migration pack",
  builder: (yargs) =>
    yargs
      .option("out", { type: "string", describe: "folder for the pack [reports/<domain>/<time>]" })
      .example("$0 demo", "then open the index.html that it names"),
  handler: async (argv) => {
    const out = typeof argv["out"] === "string" ? argv["out"] : undefined;
    finish(await runDemo(io, out, readDiagnosisOptions(argv)));
  },
});

/** Emulates, scans, audits. May be run again: it replaces its own pack. Blocked apps are part of the demo. */
export async function runDemo(
  io: CliIo,
  out: string | undefined,
  diagnosis: DiagnosisOptions,
): Promise<Outcome> {
  const work = await mkdtemp(join(tmpdir(), "scopewright-demo-"));
  const { startEmulator } = await import("../../emulator/start-emulator.ts");
  const emulator = await startEmulator({ folder: join(io.packageFolder, "fixtures", "contoso") });
  io.stderr(`emulated tenant ${DEMO_TENANT} at ${emulator.url}\n`);
  try {
    // Nobody goes on with a demo that was interrupted.
    await runAudit(
      { ...io, onInterrupt: () => () => undefined },
      {
        source: {
          tenant: DEMO_TENANT,
          signIn: readSignInOptions({}, {}),
          concurrency: 3,
          emulator: emulator.url,
          asked: EVERY_SECTION,
          diagnosis,
        },
        evidenceOut: join(work, "evidence"),
        out,
        decisions: undefined,
        force: true,
        resume: false,
      },
    );
  } finally {
    await emulator.close();
    await rm(work, { recursive: true, force: true });
  }
  return DONE;
}
