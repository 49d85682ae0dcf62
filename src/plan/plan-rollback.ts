import type { RollbackPhase, Step } from "../model/plan-step.ts";

/** One thing taken back, with the minutes that have passed for certain since the rollback began. */
export interface RollbackStep {
  readonly step: Step;
  readonly minutes: number;
}

const ORDER: readonly RollbackPhase[] = ["rollback-4", "rollback-3", "rollback-1", "rollback-0"];

/**
 * The way back from a point before the policy is retired: declaration, consent, then the Exchange objects, each
 * phase in reverse order. Role assignments are taken back only after a re-granted consent is visible.
 */
export function planRollback(done: readonly Step[]): readonly RollbackStep[] {
  const rollback: RollbackStep[] = [];
  let minutes = 0;
  for (const phase of ORDER) {
    const own = done.filter((step) => step.rollback?.phase === phase).toReversed();
    for (const step of own) rollback.push({ step, minutes });
    minutes += Math.max(0, ...own.map((step) => step.rollback?.waitMinutes ?? 0));
  }
  return rollback;
}
