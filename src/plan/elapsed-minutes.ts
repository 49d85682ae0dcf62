import type { Step } from "../model/plan-step.ts";

/**
 * The time that has passed for certain between the end of one step and the end of a later one: the longest chain of
 * waits between them. 0 where no chain joins them.
 *
 * INVARIANT: `steps` are in an order that respects `after`.
 */
export function elapsedMinutes(steps: readonly Step[], from: number, to: number): number {
  const start = steps[from];
  if (start === undefined || from >= to) return 0;
  const longest = new Map([[start.id, 0]]);
  for (const step of steps.slice(from + 1, to + 1)) {
    const waits = step.after.flatMap(({ step: id, waitMinutes }) => {
      const passed = longest.get(id);
      return passed === undefined ? [] : [passed + waitMinutes];
    });
    if (waits.length > 0) longest.set(step.id, Math.max(...waits));
  }
  // Steps run one after the other: what has passed at an earlier one has passed at this one too.
  return Math.max(...longest.values());
}
