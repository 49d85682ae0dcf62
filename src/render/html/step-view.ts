import type { Hazard, Step, StepRollback } from "../../model/plan-step.ts";
import { renderInstant } from "../render-instant.ts";
import { renderMinutes } from "../render-minutes.ts";
import type { StepTimes } from "../wave-times.ts";
import type { ChangeView, HazardView, StepView } from "./report-view.ts";
import { sourceView } from "./source-view.ts";

const HAZARD_LABELS: Readonly<Record<Hazard["kind"], string>> = {
  interruptsAccess: "May interrupt access",
  widensAccess: "May widen access",
  timeUndocumented: "Time to effect is not documented",
  tokensOutliveConsent: "Tokens outlive consent",
  consentMayReturn: "Consent may come back",
  rollbackRightDiffers: "Rolling back needs another right",
  pointOfNoReturn: "Point of no return",
  mayRestoreNothing: "Rolling back may restore nothing",
  limitUndocumented: "Near an undocumented limit",
  membershipCanChange: "Membership can change",
  endOfService: "End of service",
};

const CHANGES: Readonly<
  Record<Step["change"], { readonly title: string; readonly about: string }>
> = {
  1: {
    title: "Change 1: migrate",
    about: "Can be rolled back, from every point, as long as the policies stand.",
  },
  2: {
    title: "Change 2: retire the legacy",
    about: "The point of no return, and a decision of its own: afterwards no rollback is proven.",
  },
};

/** The steps of one app in order, told as two changes. */
export function changeViews(
  steps: readonly Step[],
  folder: string,
  times: StepTimes,
): readonly ChangeView[] {
  const views = stepViews(steps, folder, times);
  return ([1, 2] as const).flatMap((change) => {
    const own = views.filter((_, index) => steps[index]?.change === change);
    return own.length === 0 ? [] : [{ ...CHANGES[change], steps: own }];
  });
}

/** Steps in the order given, numbered from 1. No folder = no scripts of their own. */
export function stepViews(
  steps: readonly Step[],
  folder: string | null,
  times: StepTimes,
): readonly StepView[] {
  const numbers = new Map(steps.map((step, index) => [step.id, index + 1]));
  return steps.map((step, index) => ({
    id: step.id,
    number: index + 1,
    phase: step.phase,
    title: step.title,
    waits: step.after.map(({ step: id, waitMinutes, why }) => ({
      wait: waitMinutes === 0 ? "right" : renderMinutes(waitMinutes),
      after: numbers.has(id) ? `step ${numbers.get(id)}` : id,
      why,
    })),
    gate: step.gate,
    settle: step.settleMinutes === 0 ? null : renderMinutes(step.settleMinutes),
    earliestAt: instantOf(times.get(step.id)),
    hazards: step.hazards.map(hazardView),
    rollback: step.rollback === null ? null : rollbackView(step, step.rollback, folder),
    script: scriptPath(folder, step.phase),
  }));
}

const instantOf = (at: string | undefined): string | null =>
  at === undefined ? null : renderInstant(at);

function scriptPath(folder: string | null, name: string): string | null {
  return folder === null ? null : `${folder}/${name}.ps1`;
}

/** What the step itself is said to risk is not said again of its way back. */
function rollbackView(
  { hazards }: Step,
  rollback: StepRollback,
  folder: string | null,
): StepView["rollback"] {
  const said = new Set(hazards.map(({ kind, text }) => `${kind} ${text}`));
  return {
    phase: rollback.phase,
    text: rollback.text,
    wait: rollback.waitMinutes === 0 ? null : renderMinutes(rollback.waitMinutes),
    script: scriptPath(folder, rollback.phase),
    hazards: rollback.hazards
      .filter(({ kind, text }) => !said.has(`${kind} ${text}`))
      .map(hazardView),
  };
}

function hazardView({ kind, text, source }: Hazard): HazardView {
  return { label: HAZARD_LABELS[kind], text, source: sourceView(source) };
}
