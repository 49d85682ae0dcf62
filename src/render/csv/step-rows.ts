import type { AppPlan } from "../../model/plan-app.ts";
import type { Plan } from "../../model/plan-document.ts";
import { plannedChanges } from "../../model/planned-changes.ts";
import type { Step } from "../../model/plan-step.ts";
import { appFolders } from "../app-folders.ts";
import { impersonationFolder } from "../impersonation-folder.ts";
import { sharedFolder } from "../object-folder.ts";
import { stepTimes, wavesByApp } from "../wave-times.ts";
import type { CsvRow } from "./csv-columns.ts";
import { joinList } from "./join-list.ts";

/** One row for each step, with what it has from the app or the assignment that lists it. */
export function stepRows(plan: Plan): readonly CsvRow<"steps.csv">[] {
  const folders = appFolders(plan.apps);
  const waves = wavesByApp(plan);
  const places = new Map(
    plan.apps.flatMap((app) =>
      app.steps.map((id, index): [string, Place] => [
        id,
        { ...place(app, index, folders.get(app) ?? ""), wave: waves.get(app.appId ?? "") ?? null },
      ]),
    ),
  );
  for (const { id, steps, changeHash } of plan.retirements ?? []) {
    const folder = impersonationFolder(id);
    for (const [index, step] of steps.entries())
      places.set(step, { ...NO_PLACE, order: index + 1, changeHash, folder });
  }
  for (const { object, steps, changeHash } of plan.sharedObjects ?? []) {
    const folder = `shared/${sharedFolder(object)}`;
    for (const [index, step] of steps.entries())
      places.set(step, { ...NO_PLACE, order: index + 1, changeHash, folder });
  }
  const times = stepTimes(plan);
  const changes = new Map(
    plannedChanges(plan).flatMap(({ id, steps }) => steps.map((step) => [step.id, id] as const)),
  );
  return plan.steps.map((step) => {
    const { folder, ...columns } = places.get(step.id) ?? NO_PLACE;
    return {
      ...columns,
      stepId: step.id,
      appId: step.appId,
      changeId: changes.get(step.id) ?? null,
      earliestAt: times.get(step.id) ?? null,
      ...stepColumns(step),
      script: folder === null ? null : `scripts/${folder}/${step.phase}.ps1`,
    };
  });
}

/** What a step has from the app that lists it. */
interface Place extends Pick<
  CsvRow<"steps.csv">,
  "servicePrincipalId" | "app" | "order" | "changeHash" | "wave"
> {
  readonly folder: string | null;
}

const NO_PLACE: Place = {
  servicePrincipalId: null,
  app: null,
  order: null,
  changeHash: null,
  wave: null,
  folder: null,
};

function place(app: AppPlan, index: number, folder: string): Omit<Place, "wave"> {
  return {
    servicePrincipalId: app.servicePrincipalId,
    app: app.displayName,
    order: index + 1,
    changeHash: app.changeHash,
    folder,
  };
}

function stepColumns(
  step: Step,
): Omit<
  CsvRow<"steps.csv">,
  "stepId" | "appId" | "changeId" | "script" | "earliestAt" | Exclude<keyof Place, "folder">
> {
  return {
    change: step.change,
    phase: step.phase,
    action: step.action,
    title: step.title,
    after: joinList(step.after.map(({ step: id }) => id)),
    waitMinutes: joinList(step.after.map(({ waitMinutes }) => String(waitMinutes))),
    gate: step.gate,
    settleMinutes: step.settleMinutes,
    hazards: joinList(step.hazards.map(({ kind, text }) => `${kind}: ${text}`)),
    rollbackPhase: step.rollback?.phase ?? null,
    rollback: step.rollback?.text ?? null,
  };
}
