import type { Step } from "../model/plan-step.ts";

/**
 * What change 1 of an app comes to: `moves` = roles take the place of its grants; `deletes` = grants go that open no
 * mailbox, with no role in their place; `declares` = the grants are gone, and only its registration still asks for them.
 */
export type KindOfMove = "moves" | "deletes" | "declares";

/** Tells by the steps of change 1: whatever is moved is tested first. */
export function kindOfMove(steps: readonly Pick<Step, "phase">[]): KindOfMove {
  const phases = new Set(steps.map(({ phase }) => phase));
  if (phases.has("2-test") || phases.has("1-prepare")) return "moves";
  return phases.has("3-cutover") ? "deletes" : "declares";
}
