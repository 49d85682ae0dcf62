import { spawn } from "node:child_process";
import { join } from "node:path";
import { countLeastRequests } from "./count-calls.ts";
import type { Figures } from "./figures.ts";
import { writeLargeTenant } from "./large-tenant.ts";
import { measureNode } from "./measure-command.ts";
import { startSlowLine } from "./slow-line.ts";

/** The default of the command. */
const CONCURRENCY = 3;
const DELAY_MS = 50;
const MAX_PEAK_MB = 350;
const MAX_WALL_RATIO = 1.3;
const MAX_REQUEST_RATIO = 1.05;
const MORE_REQUESTS = 15;
/** The emulated tenant holds all its rows in memory. */
const EMULATOR_HEAP_MB = 6144;

/**
 * Scans an emulated tenant of many recipients over a slow line: memory, requests, time.
 *
 * Scan, emulated service and line are processes of their own; the line is this one. Time is judged by the requests of
 * the protocol, waste by single requests: the parts of a batch instead of the batch.
 */
export async function benchScan(
  main: string,
  folder: string,
  recipients: number,
  figures: Figures,
): Promise<void> {
  const seed = join(folder, "tenant");
  const { domain } = await writeLargeTenant(folder, seed, recipients);
  const emulator = await startEmulateCommand(main, seed);
  try {
    figures.title(
      `scan of ${String(recipients)} recipients of 2 kB, 500 groups, 300 policies; ${String(DELAY_MS)} ms a request, --concurrency ${String(CONCURRENCY)}`,
    );
    for (const more of [[], ["--record", join(folder, "record")]]) {
      const out = join(folder, `evidence${String(more.length)}`);
      const line = await startSlowLine(emulator.url, DELAY_MS);
      const tenant = ["--tenant", `${domain}.onmicrosoft.com`, "--emulator", line.url];
      const limits = ["--concurrency", String(CONCURRENCY), "--out", out];
      const { wallMs, peakMb, exitCode } = await measureNode([
        main,
        "scan",
        ...tenant,
        ...limits,
        ...more,
      ]);
      await line.close();
      if (more.length > 0) {
        figures.show("with --record", `${seconds(wallMs)}, ${String(Math.round(peakMb ?? 0))} MB`);
        continue;
      }
      const [http, single] = [line.httpRequests(), line.singleRequests()];
      const most = Math.floor(MAX_REQUEST_RATIO * (await countLeastRequests(out)) + MORE_REQUESTS);
      const maxMs = (MAX_WALL_RATIO * http * DELAY_MS) / CONCURRENCY;
      figures.judge("exit code", String(exitCode), "0", exitCode === 0);
      figures.judge(
        "peak memory",
        `${String(Math.round(peakMb ?? 0))} MB`,
        `under ${String(MAX_PEAK_MB)} MB`,
        peakMb === null || peakMb < MAX_PEAK_MB,
      );
      figures.judge("single requests", String(single), `at most ${String(most)}`, single <= most);
      figures.show("http requests", `${String(http)}, at most ${String(line.peak())} at once`);
      figures.judge("wall time", seconds(wallMs), `at most ${seconds(maxMs)}`, wallMs <= maxMs);
    }
  } finally {
    emulator.stop();
  }
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(2)} s`;

interface RunningEmulator {
  readonly url: string;
  readonly stop: () => void;
}

function startEmulateCommand(main: string, folder: string): Promise<RunningEmulator> {
  const heap = `--max-old-space-size=${String(EMULATOR_HEAP_MB)}`;
  const child = spawn(process.execPath, [heap, main, "emulate", folder], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => {
      reject(new Error(`the emulated tenant ended with ${String(code)}`));
    });
    child.stdout.once("data", (chunk: Buffer) => {
      resolve({ url: chunk.toString("utf8").trim(), stop: () => void child.kill("SIGTERM") });
    });
  });
}
