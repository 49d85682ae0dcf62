/**
 * Measures, as ratios within one run: reading evidence of many recipients and answering `access` for one app, against
 * streaming and parsing the same lines; planning large tenants likewise; the demo; a scan of a slow tenant; the page of
 * many apps in an installed browser. Ends with 1 when a limit is broken.
 *
 * Usage: npm run bench [-- demo access scan plan page]; some of the five, or all. `plan` takes some gigabytes of disk for
 * a while; `--recipients 10000,100000` plans smaller tenants, `--apps 500` opens a smaller page.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { benchPage } from "./bench-page.ts";
import { benchPlan } from "./bench-plan.ts";
import { benchScan } from "./bench-scan.ts";
import { createFigures } from "./figures.ts";
import { writeLargeEvidence } from "./large-evidence.ts";
import { measureNode, type Measured } from "./measure-command.ts";

const ROUNDS = 3;
const RECIPIENTS_READ = 1_000_000;
const RECIPIENTS_SCANNED = 200_000;
const RECIPIENTS_PLANNED = "10000,100000,1000000";
const APPS_SHOWN = "500,10000";
const MAX_RATIO = 2;
const MAX_DEMO_MS = 15_000;
const ROOT = join(import.meta.dirname, "..", "..");
const MAIN = join(ROOT, "dist", "main.js");

const figures = createFigures((line) => {
  process.stdout.write(`${line}\n`);
});

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
  const ratio = median(ours) / median(floor);
  figures.title(
    `access for one app, ${String(count)} recipients of 2 kB (medians of ${String(ROUNDS)})`,
  );
  figures.show("stream and JSON.parse", `${seconds(median(floor))}  ${peak(floor)}`);
  figures.show("access", `${seconds(median(ours))}  ${peak(ours)}`);
  figures.judge("ratio", ratio.toFixed(2), `at most ${String(MAX_RATIO)}`, ratio <= MAX_RATIO);
  figures.show("answer", ours[0]?.stdout.slice(0, 160) ?? "");
}

async function benchDemo(folder: string): Promise<void> {
  const runs: Measured[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    runs.push(await measureNode([MAIN, "demo", "--out", join(folder, "demo")]));
  }
  figures.title(`demo (median of ${String(ROUNDS)}, ${peak(runs)})`);
  const wallMs = median(runs);
  const limit = `under ${seconds(MAX_DEMO_MS)}`;
  figures.judge("wall time", seconds(wallMs), limit, wallMs < MAX_DEMO_MS);
}

const BENCHES: Readonly<Record<string, (folder: string) => Promise<void>>> = {
  demo: benchDemo,
  access: (folder) => benchAccess(folder, RECIPIENTS_READ),
  scan: (folder) => benchScan(MAIN, folder, RECIPIENTS_SCANNED, figures),
  plan: (folder) => benchPlan(MAIN, folder, values.recipients.split(",").map(Number), figures),
  page: (folder) => benchPage(MAIN, folder, values.apps.split(",").map(Number), figures),
};

const { values, positionals: asked } = parseArgs({
  options: {
    recipients: { type: "string", default: RECIPIENTS_PLANNED },
    apps: { type: "string", default: APPS_SHOWN },
  },
  allowPositionals: true,
});
const folder = await mkdtemp(join(tmpdir(), "scopewright-bench-"));
try {
  for (const [name, bench] of Object.entries(BENCHES)) {
    if (asked.length === 0 || asked.includes(name)) await bench(folder);
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
process.exitCode = figures.areWithinLimits() ? 0 : 1;
