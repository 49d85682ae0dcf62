import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Figures } from "./figures.ts";
import { writeLargePlan } from "./large-plan.ts";
import { measureNode, type Measured } from "./measure-command.ts";

const MAX_RATIO = 3;
const MAX_PEAK_MB = 3 * 1024;
/** What a row more may cost among many, measured by what it costs among few: memory that must be cleaned up included. */
const MAX_GROWTH = 1.5;
/** Small runs are over in the time of a hiccup, and mostly about 2,000 apps: only large ones are judged. */
const LARGE = 500_000;
const ROUNDS = 3;

/** What planning took, beyond its start, by number of recipients. */
interface Run {
  readonly recipients: number;
  readonly ours: Measured;
}

/**
 * Plans tenants of growing size, and streams and parses every line of the same evidence: their ratio, peak memory, and
 * whether a row more costs the same among many as among few.
 */
export async function benchPlan(
  main: string,
  folder: string,
  sizes: readonly number[],
  figures: Figures,
): Promise<void> {
  const runs: Run[] = [];
  for (const recipients of sizes) {
    const own = join(folder, `plan-${String(recipients)}`);
    try {
      runs.push({ recipients, ours: await benchSize(main, own, recipients, figures) });
    } finally {
      await rm(own, { recursive: true, force: true });
    }
  }
  judgeGrowth(runs, figures);
}

async function benchSize(
  main: string,
  folder: string,
  recipients: number,
  figures: Figures,
): Promise<Measured> {
  const evidence = await writeLargePlan(folder, recipients);
  const parse = join(import.meta.dirname, "parse-lines.ts");
  const files = await listLines(evidence);
  const floor: Measured[] = [];
  const ours: Measured[] = [];
  for (let round = 0; round < (recipients < LARGE ? ROUNDS : 1); round += 1) {
    floor.push(await measureNode(["--import", "tsx", parse, ...files]));
    const out = ["--out", join(folder, "plan"), "--force"];
    ours.push(await measureNode([main, "plan", evidence, ...out]));
  }
  const [theirs, mine] = [median(floor), median(ours)];
  const ratio = mine.wallMs / theirs.wallMs;
  figures.title(
    `plan of ${String(recipients)} recipients of 2 kB, 300 policies, 2000 apps, ${theirs.stdout.trim()} rows in all`,
  );
  figures.show("stream and JSON.parse", seconds(theirs.wallMs));
  figures.show("plan", seconds(mine.wallMs));
  figures.judge("exit code", String(mine.exitCode), "0 or 3", [0, 3].includes(mine.exitCode ?? -1));
  const peakMb = mine.peakMb ?? 0;
  const [times, memory] = [ratio.toFixed(2), `${String(Math.round(peakMb))} MB`];
  if (recipients < LARGE) {
    figures.show("ratio", times);
    figures.show("peak memory", memory);
    return mine;
  }
  figures.judge("ratio", times, `at most ${String(MAX_RATIO)}`, ratio <= MAX_RATIO);
  figures.judge("peak memory", memory, `under ${String(MAX_PEAK_MB)} MB`, peakMb < MAX_PEAK_MB);
  return mine;
}

/** The cost of the last rows beside the cost of the first. */
function judgeGrowth(runs: readonly Run[], figures: Figures): void {
  const [few, more, many] = runs;
  if (few === undefined || more === undefined || many === undefined) return;
  const costOf = (from: Run, to: Run): number =>
    (to.ours.wallMs - from.ours.wallMs) / (to.recipients - from.recipients);
  const growth = costOf(more, many) / costOf(few, more);
  figures.title("growth: time for a row more, among many and among few");
  const limit = `at most ${String(MAX_GROWTH)}`;
  figures.judge("ratio", growth.toFixed(2), limit, growth <= MAX_GROWTH);
}

const median = (runs: readonly Measured[]): Measured => {
  const middle = runs.toSorted((a, b) => a.wallMs - b.wallMs)[Math.floor(runs.length / 2)];
  if (middle === undefined) throw new Error("nothing was measured");
  return middle;
};

const seconds = (ms: number): string => `${(ms / 1000).toFixed(2)} s`;

async function listLines(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true });
  return entries.filter((name) => name.endsWith(".ndjson")).map((name) => join(folder, name));
}
