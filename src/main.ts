#!/usr/bin/env node
import { join } from "node:path";
import type { CliIo } from "./cli/cli-io.ts";
import { runCli } from "./cli/run-cli.ts";

/** A reader that went away (`| head`) wants nothing more: that is no error. */
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

const io: CliIo = {
  stdout: (text) =>
    new Promise((resolve) => {
      if (process.stdout.write(text)) resolve();
      else process.stdout.once("drain", resolve);
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
};

process.exitCode = await runCli(process.argv.slice(2), io);
