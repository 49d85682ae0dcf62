import type { ScriptRun } from "../model/rehearsal.ts";
import { earliestOf } from "./earliest-of.ts";
import { moveClock, readClock } from "./emulated-clock.ts";
import type { Ending } from "./operator-door.ts";
import { nextMoment, type Lab } from "./rehearsal-lab.ts";

/** The scripts of one app, to be run in this order. */
export interface Unit {
  /** Of the app, in progress and results. */
  readonly name: string;
  /** Absolute folder of its scripts. */
  readonly folder: string;
  /** Folder of its results, relative. */
  readonly results: string;
  /** Names without `.ps1`. */
  readonly scripts: readonly string[];
  readonly says: Readonly<Record<string, boolean>>;
}

export interface UnitObserver {
  /** A wait is over and the script is about to run, or it ended well. */
  readonly onMoment: (unit: Unit, moment: string) => Promise<void>;
  readonly onScript: (unit: Unit, run: ScriptRun) => void;
}

/** A script that comes back more often than this waits for what never comes. */
const MOST_WAITS = 20;

interface Progress {
  readonly unit: Unit;
  readonly runs: ScriptRun[];
  next: number;
  /** When to go on; ISO 8601 UTC. */
  due: string;
  waits: number;
  startedAt: string | undefined;
}

/**
 * Runs the scripts of several apps as somebody would who works on all of them at once: whichever wait is over first goes
 * on, and nobody else is served before the app has to wait again. A script that fails ends its app.
 *
 * @returns what was run, for each unit
 */
export async function runUnits(
  lab: Lab,
  units: readonly Unit[],
  observer: UnitObserver,
): Promise<ReadonlyMap<Unit, readonly ScriptRun[]>> {
  const now = await readClock(lab.emulator);
  const all = units.map((unit): Progress => ({
    unit,
    runs: [],
    next: 0,
    due: now,
    waits: 0,
    startedAt: undefined,
  }));
  for (;;) {
    const waiting = all.filter(({ unit, next }) => next < unit.scripts.length);
    const [first] = waiting.toSorted((a, b) => Date.parse(a.due) - Date.parse(b.due));
    if (first === undefined) break;
    await moveClock(lab.emulator, await nextMoment(lab, first.due));
    await goOn(lab, first, observer);
  }
  return new Map(all.map(({ unit, runs }) => [unit, runs]));
}

/** Goes on with an app until it has to wait, or is done. */
async function goOn(lab: Lab, progress: Progress, observer: UnitObserver): Promise<void> {
  const { unit } = progress;
  for (;;) {
    const script = unit.scripts[progress.next];
    if (script === undefined) return;
    if (progress.waits > 0) await observer.onMoment(unit, `before ${script}`);
    progress.startedAt ??= await readClock(lab.emulator);
    const ending = await lab.run({
      file: `${unit.folder}/${script}.ps1`,
      app: unit.results,
      says: unit.says,
    });
    const earliest = earliestOf(ending);
    if (earliest !== undefined && progress.waits < MOST_WAITS) {
      progress.waits += 1;
      progress.due = earliest;
      return;
    }
    const run: ScriptRun = {
      script,
      startedAt: progress.startedAt,
      endedAt: await readClock(lab.emulator),
      waits: progress.waits,
      ...outcomeOf(ending, lab.work),
    };
    progress.runs.push(run);
    progress.next = run.outcome === "passed" ? progress.next + 1 : Infinity;
    progress.waits = 0;
    progress.startedAt = undefined;
    observer.onScript(unit, run);
    await observer.onMoment(unit, `after ${script}`);
  }
}

function outcomeOf(
  { failure, exitCode }: Ending,
  work: string,
): Pick<ScriptRun, "outcome" | "error"> {
  if (failure === null && exitCode === 0) return { outcome: "passed", error: null };
  const told = failure?.message ?? `it ended with exit code ${String(exitCode)}`;
  // The folder has another name in every run, and says nothing.
  return { outcome: "failed", error: told.replaceAll(work, "…") };
}
