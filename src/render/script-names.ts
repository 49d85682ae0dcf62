import type { Phase, RollbackPhase, Step } from "../model/plan-step.ts";

export type ScriptName = Phase | RollbackPhase | "repair-after-6-recreate-policy";

const ORDER: readonly ScriptName[] = [
  "0-objects",
  "1-prepare",
  "2-test",
  "3-cutover",
  "4-declare",
  "5-confirm",
  "6-retire",
  "7-after",
  "rollback-4",
  "rollback-3",
  "rollback-1",
  "rollback-0",
  "remove-shared",
  "repair-after-6",
  "repair-after-6-recreate-policy",
];

/** Lists the scripts that an app's steps need, in the order of the phases, ways back last. */
export function scriptNames(steps: readonly Step[]): readonly ScriptName[] {
  const present = new Set<ScriptName>();
  for (const step of steps) {
    present.add(step.phase);
    if (step.rollback !== null) present.add(step.rollback.phase);
    if (step.target.kind === "accessPolicy" && step.phase === "6-retire") {
      present.add("repair-after-6");
      present.add("repair-after-6-recreate-policy");
    }
  }
  return ORDER.filter((name) => present.has(name));
}
