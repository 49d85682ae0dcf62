import type { AppShape } from "../mapping/app-shape.ts";
import type { Candidate } from "../model/plan-candidate.ts";
import type { Step } from "../model/plan-step.ts";

/** Marks the candidate that an app's steps are made for; none where it has no steps, or they replace nothing. */
export function markPlanned(
  candidates: readonly Candidate[],
  shape: AppShape,
  steps: readonly Step[],
): readonly Candidate[] {
  if (shape.kind !== "restricted" || steps.length === 0) return candidates;
  const { chosen } = shape;
  return candidates.map((candidate): Candidate => {
    if (chosen !== undefined) {
      return candidate.id === chosen.id ? { ...candidate, plannedBy: "decision" } : candidate;
    }
    return candidate.kind === "managementScope"
      ? { ...candidate, plannedBy: "default" }
      : candidate;
  });
}
