import type { Plan } from "../model/plan-document.ts";
import type { RehearsedShared, ScriptRun } from "../model/rehearsal.ts";
import type { SharedObject } from "../model/shared-object.ts";
import type { CopiedScripts, ScriptFolder } from "./copy-scripts.ts";
import type { Lab } from "./rehearsal-lab.ts";
import { isForward, scriptsOf, unitOf, type Subject } from "./rehearsal-subjects.ts";
import { runUnits, type Unit } from "./run-units.ts";

/** A group or unit that several apps use, whose scripts are rehearsed. */
export interface SharedSubject {
  readonly shared: SharedObject;
  readonly scripts: ScriptFolder;
  /** The first wave that uses it. */
  readonly wave: number;
}

/** What the apps that are rehearsed use together, in the order of the plan. */
export function makeSharedSubjects(
  { sharedObjects = [] }: Plan,
  subjects: readonly Subject[],
  copied: CopiedScripts,
): readonly SharedSubject[] {
  return sharedObjects.flatMap((shared): SharedSubject[] => {
    const waves = usersOf({ shared }, subjects).map(({ wave }) => wave);
    if (waves.length === 0) return [];
    return [{ shared, scripts: scriptsOf(shared.changeHash, copied), wave: Math.min(...waves) }];
  });
}

/** The apps that use it, of those that are rehearsed. */
export const usersOf = (
  { shared }: Pick<SharedSubject, "shared">,
  subjects: readonly Subject[],
): readonly Subject[] => subjects.filter(({ app }) => shared.apps.includes(app.appId ?? ""));

/** Scripts that make it and fill it, or that take it away: a look before the deed. */
export type SharedWay = "make" | "remove";

/** Runs the scripts of some shared objects, and tells what was run for each. */
export async function runShared(
  lab: Lab,
  { subjects, way }: { readonly subjects: readonly SharedSubject[]; readonly way: SharedWay },
  onScript: (unit: Unit, run: ScriptRun) => void,
): Promise<ReadonlyMap<SharedSubject, readonly ScriptRun[]>> {
  const units = new Map(
    subjects.map((one): readonly [SharedSubject, Unit] => {
      const { scripts } = one.scripts;
      const own =
        way === "make"
          ? scripts.filter(isForward)
          : scripts.filter((name) => !isForward(name)).toReversed();
      return [one, unitOf(one.scripts, one.shared.object.name, own)];
    }),
  );
  const runs = await runUnits(lab, [...units.values()], {
    onMoment: () => Promise.resolve(),
    onScript,
  });
  return new Map([...units].map(([one, unit]) => [one, runs.get(unit) ?? []]));
}

/** What of shared objects would still be to do. */
export const sharedLeft = ({ shared }: SharedSubject, again: Plan): readonly string[] =>
  (again.sharedObjects ?? []).some(
    ({ object }) => object.kind === shared.object.kind && object.name === shared.object.name,
  )
    ? ["it is not there with all its members"]
    : [];

/** What one object's scripts came to, forward and back. */
export function rehearsedShared(
  { shared, wave }: SharedSubject,
  result: Pick<RehearsedShared, "scripts" | "leftToPlan" | "removals">,
): RehearsedShared {
  const runs = [...result.scripts, ...result.removals.flatMap(({ scripts }) => scripts)];
  return {
    name: shared.object.name,
    changeHash: shared.changeHash,
    wave,
    passed: result.leftToPlan.length === 0 && runs.every(({ outcome }) => outcome === "passed"),
    ...result,
  };
}
