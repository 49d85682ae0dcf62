import { spawn } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { RequestLogEntry } from "../../src/emulator/request-log.ts";
import { countLeastRequests } from "./count-calls.ts";
import type { Figures } from "./figures.ts";
import { writeLargeTenant } from "./large-tenant.ts";
import { measureNode } from "./measure-command.ts";

/** The default of the command. */
const CONCURRENCY = 3;
const DELAY_MS = 50;
const MAX_PEAK_MB = 350;
const MAX_WALL_RATIO = 1.3;
const MAX_REQUEST_RATIO = 1.05;
const MORE_REQUESTS = 15;
/** The emulated tenant holds all its rows in memory. */
const EMULATOR_HEAP_MB = 6144;
/** The lookup of the tenant stands in no log. */
const NOT_LOGGED = 1;

/**
 * Scans an emulated tenant of many recipients that takes its time: memory, requests, time.
 *
 * Scan and emulated service are processes of their own. Time is judged by the requests of the protocol, waste by single
 * requests: the parts of a batch instead of the batch.
 */
export async function benchScan(
  main: string,
  folder: string,
  recipients: number,
  figures: Figures,
): Promise<void> {
  const seed = join(folder, "tenant");
  const { domain } = await writeLargeTenant(folder, seed, recipients);
  const faults = join(folder, "slow.json");
  await writeFile(faults, JSON.stringify({ slow: DELAY_MS }));
  const emulator = await startEmulateCommand(main, [seed, "--faults", faults]);
  try {
    figures.title(
      `scan of ${String(recipients)} recipients of 2 kB, 500 groups, 300 policies; ${String(DELAY_MS)} ms a request, --concurrency ${String(CONCURRENCY)}`,
    );
    for (const more of [[], ["--record", join(folder, "record")]]) {
      const out = join(folder, `evidence${String(more.length)}`);
      const tenant = ["--tenant", `${domain}.onmicrosoft.com`, "--emulator", emulator.url];
      const limits = ["--concurrency", String(CONCURRENCY), "--out", out];
      const { wallMs, peakMb, exitCode } = await measureNode([
        main,
        "scan",
        ...tenant,
        ...limits,
        ...more,
      ]);
      if (more.length > 0) {
        figures.show("with --record", `${seconds(wallMs)}, ${String(Math.round(peakMb ?? 0))} MB`);
        continue;
      }
      const { http, single } = countRequests(await emulator.requests());
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
      figures.show("http requests", String(http));
      figures.judge("wall time", seconds(wallMs), `at most ${seconds(maxMs)}`, wallMs <= maxMs);
    }
  } finally {
    emulator.stop();
  }
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(2)} s`;

function countRequests(log: readonly RequestLogEntry[]): Counted {
  const parts = log.filter(({ inBatch }) => inBatch).length;
  const batches = log.filter(({ path }) => path.endsWith("/$batch")).length;
  return { http: log.length - parts + NOT_LOGGED, single: log.length - batches + NOT_LOGGED };
}

interface Counted {
  /** Requests of the protocol. */
  readonly http: number;
  /** The same with each part of a batch counted, instead of the batch. */
  readonly single: number;
}

interface RunningEmulator {
  readonly url: string;
  /** All requests so far, oldest first. */
  readonly requests: () => Promise<readonly RequestLogEntry[]>;
  readonly stop: () => void;
}

function startEmulateCommand(main: string, more: readonly string[]): Promise<RunningEmulator> {
  const heap = `--max-old-space-size=${String(EMULATOR_HEAP_MB)}`;
  const child = spawn(process.execPath, [heap, main, "emulate", ...more], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => {
      reject(new Error(`the emulated tenant ended with ${String(code)}`));
    });
    child.stdout.once("data", (chunk: Buffer) => {
      const url = chunk.toString("utf8").trim();
      resolve({
        url,
        requests: async () => {
          const answer = await fetch(`${url}/emulator/requests`);
          return ((await answer.json()) as { readonly value: readonly RequestLogEntry[] }).value;
        },
        stop: () => void child.kill("SIGTERM"),
      });
    });
  });
}
