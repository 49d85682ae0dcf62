#!/usr/bin/env node
import { join } from "node:path";
import type { CliIo } from "./cli/cli-io.ts";
import { runCli } from "./cli/run-cli.ts";

/** Goes on once stdout takes more, or once nobody reads it. */
let resume = (): void => undefined;

/** A reader that went away (`| head`) wants nothing more: that is no error, and no drain will come. */
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  resume();
});
process.stdout.on("drain", () => {
  resume();
});

const io: CliIo = {
  stdout: (text) =>
    new Promise((resolve) => {
      resume = resolve;
      if (process.stdout.destroyed || process.stdout.write(text)) resolve();
    }),
  stderr: (text) => void process.stderr.write(text),
  stderrIsTty: process.stderr.isTTY,
  env: process.env,
  now: () => new Date(),
  packageFolder: join(import.meta.dirname, ".."),
  untilInterrupted: () =>
    new Promise((resolve) => {
      process.once("SIGINT", () => {
        resolve();
      });
      process.once("SIGTERM", () => {
        resolve();
      });
    }),
  onInterrupt: (lastWord) => {
    const end = (signal: NodeJS.Signals): void => {
      takeBack();
      lastWord();
      // Nobody listens any more: the signal does what it always does, once the words are out.
      process.stderr.write("", () => process.kill(process.pid, signal));
    };
    const takeBack = (): void => {
      process.off("SIGINT", end);
      process.off("SIGTERM", end);
    };
    process.once("SIGINT", end);
    process.once("SIGTERM", end);
    return takeBack;
  },
};

process.exitCode = await runCli(process.argv.slice(2), io);
