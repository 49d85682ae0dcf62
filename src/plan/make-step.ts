import type { Step } from "../model/plan-step.ts";
import { stepId } from "./step-id.ts";

type Given = Pick<Step, "phase" | "action" | "title" | "target" | "gate" | "rollback"> &
  Partial<Pick<Step, "after" | "hazards" | "settleMinutes">>;

/** In the place of an app id: the step makes something that several apps use. */
export const SHARED = "shared";

/** A step with its id; change 2 starts where the legacy is retired. */
export function makeStep(app: string, given: Given): Step {
  const retires = ["5-confirm", "6-retire", "7-after"].includes(given.phase);
  return {
    id: stepId(app, given),
    appId: app === SHARED ? null : app,
    phase: given.phase,
    change: retires ? 2 : 1,
    action: given.action,
    title: given.title,
    target: given.target,
    after: given.after ?? [],
    gate: given.gate,
    settleMinutes: given.settleMinutes ?? 0,
    hazards: given.hazards ?? [],
    rollback: given.rollback,
  };
}
