import { join } from "node:path";
import type { PlanData } from "../documents/plan-data.ts";
import { InvariantError } from "../errors.ts";
import type { AuditInput } from "./scan-again.ts";
import type { Plan } from "../model/plan-document.ts";
import { chooseSamples, type Samples } from "./choose-samples.ts";
import type { CopiedScripts, ScriptFolder } from "./copy-scripts.ts";
import type { LabSource } from "./rehearsal-lab.ts";
import type { Unit } from "./run-units.ts";
import type { ChosenApp } from "./select-apps.ts";

/** An app whose scripts are rehearsed, with what it is asked on the way. */
export interface Subject extends ChosenApp {
  readonly scripts: ScriptFolder;
  readonly samples: Samples;
}

/** What every part of a rehearsal works with. */
export interface RehearsalContext {
  readonly source: LabSource;
  readonly plan: Plan;
  readonly audit: AuditInput;
  /** Tells how far it is; one line. */
  readonly say: (line: string) => void;
}

export function makeSubjects(
  chosen: readonly ChosenApp[],
  copied: CopiedScripts,
  data: PlanData,
): readonly Subject[] {
  return chosen.map((one) => ({
    ...one,
    scripts: scriptsOf(one.changeHash, copied),
    samples: chooseSamples(one.app, data),
  }));
}

/** @throws InvariantError where a pack lacks the scripts of a change that its plan has */
export function scriptsOf(changeHash: string, { byChange }: CopiedScripts): ScriptFolder {
  const scripts = byChange.get(changeHash);
  if (scripts === undefined) throw new InvariantError(`change ${changeHash} has no scripts`);
  return scripts;
}

/** The scripts of a folder as a unit that is run. */
export const unitOf = (
  { folder, name }: ScriptFolder,
  shown: string,
  scripts: readonly string[],
  says: Readonly<Record<string, boolean>> = {},
): Unit => ({ name: shown, folder: join(folder), results: name, scripts, says });

/** Scripts that go forward, in order. */
export const isForward = (script: string): boolean => /^\d-/.test(script);
