import type {
  AccessDifference,
  RehearsedRollback,
  RehearsedShared,
  ScriptRun,
} from "../model/rehearsal.ts";
import { askMailboxes } from "./ask-mailboxes.ts";
import { listNotRestored } from "./list-not-restored.ts";
import { startLab } from "./rehearsal-lab.ts";
import { isForward, unitOf, type RehearsalContext, type Subject } from "./rehearsal-subjects.ts";
import { progressOf, settle } from "./rehearse-forward.ts";
import { runUnits, type Unit } from "./run-units.ts";
import { scanAgain } from "./scan-again.ts";
import { runShared, usersOf, type SharedSubject } from "./shared-subjects.ts";

export interface Rollbacks {
  /** Phases from which the way back was tried; sorted. */
  readonly from: readonly string[];
  readonly bySubject: ReadonlyMap<Subject, readonly RehearsedRollback[]>;
  readonly removals: ReadonlyMap<SharedSubject, RehearsedShared["removals"]>;
  readonly requests: number;
}

/** From here on no way back is claimed to be proven. */
const POINT_OF_NO_RETURN = "6-retire";
const CUTOVER = "3-cutover";

interface RollbackWork {
  readonly subjects: readonly Subject[];
  readonly shared: readonly SharedSubject[];
}

/**
 * Tries the way back from every phase before the policy is retired, each on a tenant of its own: what several apps use
 * is made before them, and taken away after them.
 */
export async function rehearseRollbacks(
  context: RehearsalContext,
  { subjects, shared }: RollbackWork,
): Promise<Rollbacks> {
  const phases = subjects.flatMap(({ scripts }) => scripts.scripts.filter(hasWayBack));
  const from = [...new Set(phases)].toSorted();
  const bySubject = new Map<Subject, RehearsedRollback[]>();
  const removals = new Map<SharedSubject, RehearsedShared["removals"][number][]>();
  let requests = 0;
  for (const phase of from) {
    const own = subjects.filter(
      ({ scripts }) =>
        scripts.scripts.includes(phase) && waysBack(scripts.scripts, phase).length > 0,
    );
    const used = shared.filter((one) => usersOf(one, own).length > 0);
    const back = await goAndComeBack(context, phase, { subjects: own, shared: used });
    for (const [one, scripts] of back.removed) {
      removals.set(one, [...(removals.get(one) ?? []), { from: phase, scripts }]);
    }
    for (const [subject, rollback] of back.rollbacks) {
      bySubject.set(subject, [...(bySubject.get(subject) ?? []), rollback]);
      requests += subject.samples.questions.length * (rollback.scripts.length + 2);
    }
  }
  return { from, bySubject, removals, requests };
}

const hasWayBack = (script: string): boolean => isForward(script) && script < POINT_OF_NO_RETURN;

/** The rollbacks of what was done up to a phase, last done first. */
const waysBack = (scripts: readonly string[], phase: string): readonly string[] =>
  scripts
    .filter((name) => /^rollback-\d$/.test(name) && name.charAt(9) <= phase.charAt(0))
    .toSorted()
    .toReversed();

async function goAndComeBack(
  context: RehearsalContext,
  phase: string,
  { subjects, shared }: RollbackWork,
): Promise<{
  readonly rollbacks: ReadonlyMap<Subject, RehearsedRollback>;
  readonly removed: ReadonlyMap<SharedSubject, readonly ScriptRun[]>;
}> {
  if (subjects.length === 0) return { rollbacks: new Map(), removed: new Map() };
  const lab = await startLab(context.source, `back-from-${phase}`);
  try {
    const units = new Map(
      subjects.map((subject): readonly [Unit, Subject] => {
        const all = subject.scripts.scripts;
        const there = all.filter((script) => isForward(script) && script <= phase);
        const scripts = [...there, ...waysBack(all, phase)];
        // Nobody says so where a cut-over ran, or was tried.
        const says = phase < CUTOVER ? { CutoverNeverRan: true } : {};
        return [unitOf(subject.scripts, subject.app.displayName, scripts, says), subject];
      }),
    );
    const differences = new Map<Subject, AccessDifference[]>();
    const look = async (subject: Subject, moment: string): Promise<void> => {
      const who = { appId: subject.app.appId ?? "", moment };
      const asked = await askMailboxes(lab, who, subject.samples.questions);
      differences.set(subject, [...(differences.get(subject) ?? []), ...asked.differences]);
    };
    for (const subject of subjects) await look(subject, "before");
    const tell = (unit: Unit, run: ScriptRun): void => {
      context.say(progressOf(`back from ${phase}`, unit, run));
    };
    await runShared(lab, { subjects: shared, way: "make" }, tell);
    const runs = await runUnits(lab, [...units.keys()], {
      onMoment: async (unit, moment) => {
        const subject = units.get(unit);
        if (subject !== undefined && moment.startsWith("after ")) await look(subject, moment);
      },
      onScript: tell,
    });
    const removed = await runShared(lab, { subjects: shared, way: "remove" }, tell);
    await settle(lab);
    for (const subject of subjects) await look(subject, "restored");
    const again = await scanAgain(lab, `back-from-${phase}`, context.audit);
    const rollbacks = new Map(
      [...units].map(([unit, subject]) => [
        subject,
        {
          from: phase,
          scripts: runs.get(unit) ?? [],
          differences: differences.get(subject) ?? [],
          notRestored: [
            ...unfinished(unit, runs.get(unit) ?? []),
            ...listNotRestored(subject.app, context.plan, again.plan),
          ],
        },
      ]),
    );
    return { rollbacks, removed };
  } finally {
    await lab.emulator.close();
  }
}

/** A script that failed ends its app: what should have come after it did not run. */
function unfinished({ scripts }: Unit, runs: readonly ScriptRun[]): readonly string[] {
  const left = scripts.slice(runs.length);
  return left.length === 0 ? [] : [`not run: ${left.join(", ")}`];
}
