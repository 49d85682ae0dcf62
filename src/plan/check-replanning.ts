import type { AppState } from "../mapping/app-state.ts";
import type { Reason } from "../model/plan-app.ts";
import type { Step } from "../model/plan-step.ts";
import { quoteTitle } from "./describe-counterexample.ts";
import { simulateStep } from "./simulate-step.ts";

/** What planning an app gives, as far as replanning compares it. */
export interface Replanned {
  readonly status: string;
  readonly steps: readonly Step[];
}

/**
 * Checks that the plan can be made again at any point: after the last step no step is left, and midway only steps
 * that were still to come, none of them twice. What stays legacy may still ask for a decision.
 */
export function checkReplanning(
  start: AppState,
  steps: readonly Step[],
  plan: (state: AppState) => Replanned,
): { readonly points: number; readonly broken: readonly Reason[] } {
  const broken: Reason[] = [];
  let state = start;
  let last: Replanned | undefined;
  for (const [at, step] of steps.entries()) {
    const next = simulateStep(state, step);
    // Of the same state the same is planned.
    const again: Replanned = last !== undefined && next === state ? last : plan(next);
    last = again;
    state = next;
    const remaining = new Set(steps.slice(at + 1).map(({ id }) => id));
    const surplus = again.steps.filter((one) => changes(one) && !remaining.has(one.id));
    const missing = steps
      .slice(at + 1)
      .filter((one) => changes(one) && !again.steps.some(({ id }) => id === one.id));
    broken.push(...[...surplus, ...missing].map((one) => notTheRest(step, one)));
  }
  const left = last ?? plan(state);
  if (left.steps.length > 0 || left.status === "blocked") {
    broken.push({ kind: "replanningNotEmpty", text: `planned again at the end: ${left.status}` });
  }
  return { points: steps.length + 1, broken };
}

/** Steps that only look may be repeated. */
const changes = ({ action }: Step): boolean =>
  !["testAuthorization", "confirmNoGovernedGrant", "watchForReturnedGrant"].includes(action);

const notTheRest = (after: Step, step: Step): Reason => ({
  kind: "replanningDiffers",
  text: `planned again after ${quoteTitle(after)}, ${quoteTitle(step)} is in one of the two plans alone`,
  subject: step.id,
});
