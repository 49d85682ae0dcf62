import { SETTLE_WINDOWS } from "../model/settle-windows.ts";
import type { ImpersonationRetirement } from "../model/plan-impersonation.ts";
import type { Plan } from "../model/plan-document.ts";
import type {
  AccessDifference,
  AccessMoment,
  RehearsedApp,
  RehearsedRetirement,
  RehearsedShared,
  ScriptRun,
} from "../model/rehearsal.ts";
import { askMailboxes } from "./ask-mailboxes.ts";
import type { CopiedScripts } from "./copy-scripts.ts";
import { moveClock, readClock } from "./emulated-clock.ts";
import { startLab, type Lab } from "./rehearsal-lab.ts";
import {
  isForward,
  scriptsOf,
  unitOf,
  type RehearsalContext,
  type Subject,
} from "./rehearsal-subjects.ts";
import { runUnits, type Unit } from "./run-units.ts";
import { scanAgain } from "./scan-again.ts";
import { runShared, sharedLeft, type SharedSubject } from "./shared-subjects.ts";

export interface Forward {
  readonly apps: readonly { readonly subject: Subject; readonly app: RehearsedApp }[];
  readonly shared: ReadonlyMap<SharedSubject, Pick<RehearsedShared, "scripts" | "leftToPlan">>;
  readonly retirements: readonly RehearsedRetirement[];
  readonly clock: { readonly from: string; readonly to: string };
  /** How many questions were asked of mailboxes. */
  readonly requests: number;
}

interface ForwardWork {
  readonly subjects: readonly Subject[];
  readonly shared: readonly SharedSubject[];
  readonly retirements: readonly ImpersonationRetirement[];
  readonly scripts: CopiedScripts;
}

interface Seen {
  readonly moments: AccessMoment[];
  readonly differences: AccessDifference[];
}

/** Runs every phase of every wave, asks on the way who reaches what, and plans the tenant again in the end. */
export async function rehearseForward(
  context: RehearsalContext,
  { subjects, shared, retirements, scripts }: ForwardWork,
): Promise<Forward> {
  const lab = await startLab(context.source, "forward");
  try {
    const from = await readClock(lab.emulator);
    const seen = new Map(
      subjects.map((one): readonly [Subject, Seen] => [one, { moments: [], differences: [] }]),
    );
    const look = async (subject: Subject, moment: string): Promise<void> => {
      const { questions } = subject.samples;
      const asked = await askMailboxes(lab, { appId: subject.app.appId ?? "", moment }, questions);
      seen.get(subject)?.moments.push(asked.moment);
      seen.get(subject)?.differences.push(...asked.differences);
    };
    for (const subject of subjects) await look(subject, "before");
    const { runs, made } = await runWaves(context, { lab, subjects, shared, look });
    const retired = await runRetirements(context, { lab, retirements, scripts });
    // Whatever was changed last is visible everywhere by then.
    await settle(lab);
    for (const subject of subjects) await look(subject, "after");
    context.say("scanning the changed tenant, and planning it again");
    const { plan } = await scanAgain(lab, "forward", context.audit);
    return {
      clock: { from, to: await readClock(lab.emulator) },
      requests: subjects.reduce(
        (sum, subject) =>
          sum + subject.samples.questions.length * (seen.get(subject)?.moments.length ?? 0),
        0,
      ),
      apps: subjects.map((subject) => ({
        subject,
        app: appOf(subject, {
          scripts: runs.get(subject) ?? [],
          seen: seen.get(subject) ?? { moments: [], differences: [] },
          leftToPlan: leftToPlan(subject, plan),
        }),
      })),
      shared: new Map(
        shared.map((one) => [
          one,
          { scripts: made.get(one) ?? [], leftToPlan: sharedLeft(one, plan) },
        ]),
      ),
      retirements: retired.map(({ retirement, changeHash, runs: own }) => {
        const left = (plan.retirements ?? []).find(({ id }) => id === retirement.id)?.steps ?? [];
        return {
          id: retirement.id,
          assignment: retirement.assignment,
          changeHash,
          passed: left.length === 0 && own.every(({ outcome }) => outcome === "passed"),
          scripts: own,
          leftToPlan: left,
        };
      }),
    };
  } finally {
    await lab.emulator.close();
  }
}

/** Moves the clock on until the slowest change is visible. */
export async function settle({ emulator }: Lab): Promise<void> {
  const longest = Math.max(...Object.values(SETTLE_WINDOWS).map(({ minutes }) => minutes));
  const now = Date.parse(await readClock(emulator));
  await moveClock(emulator, new Date(now + longest * 60_000).toISOString());
}

async function runWaves(
  { say }: RehearsalContext,
  work: {
    readonly lab: Lab;
    readonly subjects: readonly Subject[];
    readonly shared: readonly SharedSubject[];
    readonly look: (subject: Subject, moment: string) => Promise<void>;
  },
): Promise<{
  readonly runs: ReadonlyMap<Subject, readonly ScriptRun[]>;
  readonly made: ReadonlyMap<SharedSubject, readonly ScriptRun[]>;
}> {
  const { lab, subjects, shared, look } = work;
  const done = new Map<Subject, readonly ScriptRun[]>();
  const made = new Map<SharedSubject, readonly ScriptRun[]>();
  for (const wave of new Set(subjects.map((one) => one.wave))) {
    const first = { subjects: shared.filter((one) => one.wave === wave), way: "make" as const };
    const before = await runShared(lab, first, (unit, run) => {
      say(progressOf(`before wave ${String(wave)}`, unit, run));
    });
    for (const [one, runs] of before) made.set(one, runs);
    const own = new Map(
      subjects
        .filter((one) => one.wave === wave)
        .map((subject): readonly [Unit, Subject] => {
          const scripts = subject.scripts.scripts.filter(isForward);
          return [unitOf(subject.scripts, subject.app.displayName, scripts), subject];
        }),
    );
    const runs = await runUnits(lab, [...own.keys()], {
      onMoment: async (unit, moment) => {
        const subject = own.get(unit);
        if (subject !== undefined) await look(subject, moment);
      },
      onScript: (unit, run) => {
        say(progressOf(`wave ${String(wave)}`, unit, run));
      },
    });
    for (const [unit, subject] of own) done.set(subject, runs.get(unit) ?? []);
  }
  return { runs: done, made };
}

/** One line on a script that ended. */
export const progressOf = (
  where: string,
  { name }: Unit,
  { script, outcome, error }: ScriptRun,
): string => `${where}: ${name}, ${script}: ${error === null ? outcome : `${outcome}: ${error}`}`;

async function runRetirements(
  { say }: RehearsalContext,
  work: {
    readonly lab: Lab;
    readonly retirements: readonly ImpersonationRetirement[];
    readonly scripts: CopiedScripts;
  },
): Promise<
  readonly {
    readonly retirement: ImpersonationRetirement;
    readonly changeHash: string;
    readonly runs: readonly ScriptRun[];
  }[]
> {
  const planned = work.retirements.flatMap((retirement) => {
    const { changeHash, steps, assignment } = retirement;
    if (changeHash === null || steps.length === 0) return [];
    const folder = scriptsOf(changeHash, work.scripts);
    const unit = unitOf(folder, assignment, folder.scripts.filter(isForward));
    return [{ retirement, changeHash, unit }];
  });
  const runs = await runUnits(
    work.lab,
    planned.map(({ unit }) => unit),
    {
      onMoment: () => Promise.resolve(),
      onScript: (unit, run) => {
        say(progressOf("impersonation", unit, run));
      },
    },
  );
  return planned.map((one) => ({ ...one, runs: runs.get(one.unit) ?? [] }));
}

/** Steps that the changed tenant would still need, and an app that is blocked, though it was not before. */
function leftToPlan({ app, changeHash }: Subject, again: Plan): readonly string[] {
  const after = again.apps.find(({ appId }) => appId === app.appId);
  if (after === undefined) return [];
  const steps = after.steps.map((id) => id.split("/").slice(1, 3).join(" "));
  if (steps.length > 0 && after.changeHash === changeHash) return ["the same change again"];
  return after.status === "blocked"
    ? [`blocked: ${after.reasons[0]?.text ?? "no reason is given"}`]
    : steps;
}

function appOf(
  { app, changeHash, wave, samples }: Subject,
  result: {
    readonly scripts: readonly ScriptRun[];
    readonly seen: Seen;
    readonly leftToPlan: readonly string[];
  },
): RehearsedApp {
  const { appId, displayName, status } = app;
  const { scripts, seen } = result;
  return {
    appId,
    displayName,
    status,
    changeHash,
    wave,
    passed:
      scripts.every(({ outcome }) => outcome === "passed") &&
      seen.differences.length === 0 &&
      result.leftToPlan.length === 0,
    scripts,
    access: { routes: samples.routes, notSampled: samples.notSampled, ...seen },
    leftToPlan: result.leftToPlan,
    rollbacks: [],
  };
}
