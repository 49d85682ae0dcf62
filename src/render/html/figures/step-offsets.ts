import type { Step } from "../../../model/plan-step.ts";

/**
 * When each step may start at the earliest, in minutes after the first one: its waits after the steps before it. Steps
 * themselves take no time here, and freezes are not counted: a schedule has those.
 */
export function stepOffsets(steps: readonly Step[]): ReadonlyMap<string, number> {
  const byId = new Map(steps.map((step) => [step.id, step]));
  const offsets = new Map<string, number>();
  const offsetOf = (step: Step): number => {
    const known = offsets.get(step.id);
    if (known !== undefined) return known;
    const starts = step.after.map(({ step: id, waitMinutes }) => {
      const before = byId.get(id);
      return before === undefined ? waitMinutes : offsetOf(before) + waitMinutes;
    });
    const offset = Math.max(0, ...starts);
    offsets.set(step.id, offset);
    return offset;
  };
  for (const step of steps) offsetOf(step);
  return offsets;
}
