/**
 * Measures, as ratios within one run: reading evidence of many recipients and answering `access` for one app, against
 * streaming and parsing the same lines; and the demo.
 *
 * Usage: npm run bench [-- recipients]
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeLargeEvidence } from "./large-evidence.ts";
import { measureNode, type Measured } from "./measure-command.ts";

const ROUNDS = 3;
const ROOT = join(import.meta.dirname, "..", "..");
const MAIN = join(ROOT, "dist", "main.js");

const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

const median = (runs: readonly Measured[]): number =>
  runs.map(({ wallMs }) => wallMs).toSorted((a, b) => a - b)[Math.floor(runs.length / 2)] ?? 0;

const seconds = (ms: number): string => `${(ms / 1000).toFixed(2)} s`;

const peak = (runs: readonly Measured[]): string =>
  `${String(Math.round(Math.max(...runs.map(({ peakMb }) => peakMb ?? 0))))} MB`;

async function benchAccess(folder: string, count: number): Promise<void> {
  const evidence = join(folder, "evidence");
  await writeLargeEvidence(join(ROOT, "fixtures", "contoso"), evidence, count);
  const lines = join(evidence, "exchange", "recipients.ndjson");
  const floor: Measured[] = [];
  const ours: Measured[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    floor.push(
      await measureNode(["--import", "tsx", join(import.meta.dirname, "parse-lines.ts"), lines]),
    );
    ours.push(
      await measureNode([MAIN, "access", evidence, "--app", "Sales Mail Reader", "--json"]),
    );
  }
  print(`access for one app, ${String(count)} recipients of 2 kB (medians of ${String(ROUNDS)})`);
  print(`  stream and JSON.parse  ${seconds(median(floor))}  ${peak(floor)}`);
  print(`  access                 ${seconds(median(ours))}  ${peak(ours)}`);
  print(`  ratio                  ${(median(ours) / median(floor)).toFixed(2)}  (at most 2)`);
  print(`  answer                 ${ours[0]?.stdout.slice(0, 160) ?? ""}`);
}

async function benchDemo(folder: string): Promise<void> {
  const runs: Measured[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    runs.push(await measureNode([MAIN, "demo", "--out", join(folder, "demo")]));
  }
  print(`demo                     ${seconds(median(runs))}  ${peak(runs)}  (under 15 s)`);
}

const folder = await mkdtemp(join(tmpdir(), "scopewright-bench-"));
try {
  await benchDemo(folder);
  await benchAccess(folder, Number(process.argv[2] ?? 1_000_000));
} finally {
  await rm(folder, { recursive: true, force: true });
}
