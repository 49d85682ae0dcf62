import type { Plan } from "../model/plan-document.ts";
import type { Coverage } from "../model/snapshot.ts";

/** Tells whether something was refused or failed: what is missing may be anything. */
export function isIncomplete(
  coverage: readonly Pick<Coverage, "status" | "parentsNotRead">[],
): boolean {
  return coverage.some(
    ({ status, parentsNotRead }) =>
      isFailure(status) || parentsNotRead.some((parent) => isFailure(parent.status)),
  );
}

/** Tells whether a plan has something that it could not judge or plan. */
export function isPlanIncomplete(plan: Plan): boolean {
  return (
    isIncomplete(plan.coverage) ||
    plan.apps.some(
      ({ status, permissions }) =>
        status === "blocked" || permissions.some(({ verdict }) => verdict === "unproven"),
    )
  );
}

const isFailure = (status: string): boolean => status === "denied" || status === "failed";
