import { hashText } from "../mapping/object-names.ts";
import type { Phase, StepAction, StepTarget } from "../model/plan-step.ts";

/** JSON with sorted keys: equal values give equal text. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    isRecord(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

/** `appId/phase/action/first 8 of sha256(target)`: the same step has the same id in every plan. */
export function stepId(
  app: string,
  step: { readonly phase: Phase; readonly action: StepAction; readonly target: StepTarget },
): string {
  const digest = hashText(canonicalJson(step.target)).slice(0, 8);
  return [app, step.phase, step.action, digest].join("/");
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
