import type { Step } from "../../model/plan-step.ts";
import { oneLine } from "../one-line.ts";
import { renderInstant } from "../render-instant.ts";
import { renderMinutes } from "../render-minutes.ts";
import { sharedBefore } from "../made-before.ts";
import { scriptOf, stepName, type ChangeContext } from "./change-context.ts";

/** How a change is made: each step with its script, its earliest time, its waits, what opens the next, and its hazards. */
export function implementationText(context: ChangeContext): string {
  const { change, folder, plan } = context;
  const { subject } = change;
  const isFirst = subject.kind === "app" && change.change === 1;
  return [
    `Scripts: ${folder}/. They run only when change ${String(change.change)} of hash ${change.changeHash} is approved.`,
    ...(isFirst ? sharedBefore(plan, subject.app) : []),
    ...change.steps.flatMap((step) => stepLines(step, context)),
  ].join("\n");
}

function stepLines(step: Step, context: ChangeContext): readonly string[] {
  const earliest = context.times.get(step.id);
  return [
    `${String(context.numbers.get(step.id) ?? 0)}. ${oneLine(step.title)} (${scriptOf(context, step.phase)})`,
    ...(earliest === undefined ? [] : [`   Not before: ${renderInstant(earliest)}`]),
    ...step.after.map(
      ({ step: id, waitMinutes, why }) =>
        `   ${waitMinutes === 0 ? "Right" : `Wait ${renderMinutes(waitMinutes)}`} after ${stepName(context, id)}: ${oneLine(why)}`,
    ),
    `   Go on when: ${oneLine(step.gate)}`,
    ...(step.settleMinutes === 0
      ? []
      : [`   Visible everywhere within: ${renderMinutes(step.settleMinutes)}`]),
    ...step.hazards.map(({ kind, text }) => `   Hazard ${kind}: ${oneLine(text)}`),
  ];
}
