import { fork } from "node:child_process";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { describeProgress, describeResult, sumUp } from "./describe-fuzz.ts";
import type { FuzzProgress, FuzzShare } from "./fuzz-messages.ts";

/** Every property on generated tenants: `--tenants N` to the end, else for `--seconds` (60), from `--seed` on. */
const { values } = parseArgs({
  options: {
    tenants: { type: "string" },
    seconds: { type: "string" },
    seed: { type: "string", default: "1" },
    jobs: { type: "string", default: String(availableParallelism()) },
  },
});

const DEFAULT_SECONDS = 60;
const TELL_EVERY_MS = 5000;
const WORKER = join(import.meta.dirname, "fuzz-worker.js");
/** Planning makes many short-lived objects: room for them spares the collector most of its work. */
const NODE_OPTIONS = ["--max-semi-space-size=64"];

function wholeNumber(name: string, text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number) || number < 1) {
    throw new Error(`--${name} must be a whole number above 0, not \`${text}\``);
  }
  return number;
}

const tenants = values.tenants === undefined ? null : wholeNumber("tenants", values.tenants);
const seconds =
  values.seconds === undefined
    ? tenants === null
      ? DEFAULT_SECONDS
      : null
    : wholeNumber("seconds", values.seconds);
const firstSeed = wholeNumber("seed", values.seed);
const jobs = wholeNumber("jobs", values.jobs);

const shares = Array.from({ length: jobs }, (_, job): FuzzShare => ({
  firstSeed: firstSeed + job,
  endSeed: tenants === null ? Number.MAX_SAFE_INTEGER : firstSeed + tenants,
  stride: jobs,
  seconds,
}));
const told = new Map<number, FuzzProgress>();
const startedMs = performance.now();

const workers = shares.map((share, job) => {
  const worker = fork(WORKER, { execArgv: NODE_OPTIONS });
  worker.on("message", (progress: FuzzProgress) => {
    told.set(job, progress);
    if (progress.failure !== null) stopOthers(job);
  });
  worker.on("exit", (code, signal) => {
    // Whoever was stopped for another's counterexample has not failed.
    if (signal !== "SIGTERM" && code !== 0) {
      process.stdout.write(`job ${String(job)} ended with ${String(code ?? signal)}\n`);
      process.exitCode = 1;
    }
  });
  worker.send(share);
  return { worker, ended: new Promise((resolve) => worker.once("close", resolve)) };
});

function stopOthers(found: number): void {
  for (const [job, { worker }] of workers.entries()) if (job !== found) worker.kill("SIGTERM");
}

const timer = setInterval(() => {
  const { tenants: done } = sumUp([...told.values()]);
  const passedMs = performance.now() - startedMs;
  process.stderr.write(`${describeProgress(done, passedMs, { tenants, seconds })}\n`);
}, TELL_EVERY_MS);

await Promise.all(workers.map(({ ended }) => ended));
clearInterval(timer);
const result = sumUp([...told.values()]);
process.stdout.write(`${describeResult(result)}\n`);
if (result.failure !== null) process.exitCode = 1;
