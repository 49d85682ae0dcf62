import type { Plan } from "../model/plan-document.ts";
import { isSectionName, SECTIONS } from "../model/sections.ts";
import type { Coverage } from "../model/snapshot.ts";

interface Read extends Pick<Coverage, "status" | "parentsNotRead"> {
  readonly section: string;
}

/** Tells whether something was refused, failed or left out: what is missing may be anything. */
export function isIncomplete(coverage: readonly Read[]): boolean {
  return coverage.some(
    ({ section, status, parentsNotRead }) =>
      isFailure(status) ||
      (status === "notAsked" && isReadByEveryScan(section)) ||
      parentsNotRead.some((parent) => isFailure(parent.status)),
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

const isReadByEveryScan = (section: string): boolean =>
  isSectionName(section) && SECTIONS[section].optional === false;

const isFailure = (status: string): boolean => status === "denied" || status === "failed";
