import type { Step } from "../../model/plan-step.ts";
import { oneLine } from "../one-line.ts";
import { renderMinutes } from "../render-minutes.ts";
import { isReading, scriptOf, type ChangeContext } from "./change-context.ts";

const LEAD = {
  1: "Can be rolled back from every point, as long as change 2 was not begun. Last step first:",
  2: "The point of no return: no way back is claimed to be proven.",
} as const;

/** How a change is taken back, the last step first; what cannot be is said. */
export function backoutText(context: ChangeContext): string {
  const { change } = context;
  return [
    LEAD[change.change],
    ...change.steps.toReversed().flatMap((step) => stepLines(step, context)),
  ].join("\n");
}

function stepLines(step: Step, context: ChangeContext): readonly string[] {
  const name = `Step ${String(context.numbers.get(step.id) ?? 0)}, ${oneLine(step.title)}`;
  const { rollback } = step;
  if (rollback === null)
    return [`${name}: ${isReading(step) ? "reads only" : "nothing takes it back"}`];
  return [
    `${name}: ${oneLine(rollback.text)} (${scriptOf(context, rollback.phase)})`,
    ...(rollback.waitMinutes === 0
      ? []
      : [`   Then wait: ${renderMinutes(rollback.waitMinutes)} before the next`]),
    ...rollback.hazards.map(({ kind, text }) => `   Hazard ${kind}: ${oneLine(text)}`),
  ];
}
