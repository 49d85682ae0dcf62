import type { Step } from "../model/plan-step.ts";

/**
 * The time that has passed for certain between the end of one step and the end of a later one: the longest chain of
 * waits between them. 0 where no chain joins them.
 *
 * INVARIANT: `steps` are in an order that respects `after`.
 */
export const elapsedMinutes = (steps: readonly Step[], from: number, to: number): number =>
  elapsedFrom(steps, from)[to] ?? 0;

/** The same for every step at once, by its number; 0 for the step itself and those before it. */
export function elapsedFrom(steps: readonly Step[], from: number): readonly number[] {
  const longest = new Map(steps.slice(from, from + 1).map(({ id }) => [id, 0]));
  let passed = 0;
  return steps.map((step, at) => {
    if (at <= from) return 0;
    const waits = step.after.flatMap(({ step: id, waitMinutes }) => {
      const before = longest.get(id);
      return before === undefined ? [] : [before + waitMinutes];
    });
    if (waits.length > 0) longest.set(step.id, Math.max(...waits));
    // Steps run one after the other: what has passed at an earlier one has passed at this one too.
    passed = Math.max(passed, ...waits);
    return passed;
  });
}
