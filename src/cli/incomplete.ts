import type { Plan } from "../model/plan-document.ts";
import { isSectionName, SECTIONS } from "../model/sections.ts";
import { isAnswered, unreadParents, type SectionState } from "../model/unread.ts";

/**
 * Tells whether something was refused, failed or left out, or is missing in a section that was read: what is missing
 * may be anything. An optional section that nobody asked for is no gap.
 */
export function isIncomplete(coverage: readonly SectionState[]): boolean {
  return coverage.some(
    (state) =>
      (state.status === "notAsked"
        ? isReadByEveryScan(state.section)
        : !isAnswered(state.section, state.status)) || unreadParents(state).length > 0,
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
