import type { AppState } from "../mapping/app-state.ts";
import { SETTLE_WINDOWS } from "../model/settle-windows.ts";
import { timingOf } from "./timing.ts";

/**
 * When everything that was changing as the evidence was taken has settled: grants, role assignments and scope
 * groups whose date lies inside their window before `collectedAt`. Null when nothing was. Policies carry no date.
 */
export function earliestStart(state: AppState, groups: readonly string[]): string | null {
  const { facts, app } = state;
  const { roleAssignment, membership } = SETTLE_WINDOWS;
  const { tokenMinutes } = timingOf(state);
  const grants = app.grants.status === "read" ? app.grants.value : [];
  const assignments = app.assignments.status === "read" ? app.assignments.value : [];
  const ends = [
    ...grants.map(({ row }) => endOf(row.createdDateTime, tokenMinutes)),
    ...assignments.flatMap(({ row }) => [
      endOf(row.whenCreated, roleAssignment.minutes),
      endOf(row.whenChanged, roleAssignment.minutes),
    ]),
    ...facts.groups
      .filter(({ key }) => groups.includes(key))
      .map(({ whenChanged }) => endOf(whenChanged, membership.minutes)),
  ];
  const latest = Math.max(...ends.filter((end) => !Number.isNaN(end)), 0);
  return latest > Date.parse(facts.snapshot.collectedAt) ? new Date(latest).toISOString() : null;
}

const endOf = (changed: string | undefined, minutes: number): number =>
  changed === undefined ? Number.NaN : Date.parse(changed) + minutes * 60_000;
