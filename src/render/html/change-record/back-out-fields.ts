import type { Step } from "../../../model/plan-step.ts";
import { renderMinutes } from "../../render-minutes.ts";
import { field, type RecordField, type RecordInput } from "./record-view.ts";

/** How a change is taken back, until when, and how long it takes. */
export function backOutFields({ change, steps }: RecordInput): readonly RecordField[] {
  const back = steps.toReversed().filter(({ rollback }) => rollback !== null);
  const lines = [...new Set(back.map(said))];
  if (change === 2)
    return [
      field("Back-out plan", [
        "Repair the scope first: a rollback is not claimed to be proven once a policy is removed.",
        ...lines,
      ]),
      field("Last moment for back-out", ["Before 6-retire runs."]),
      field("Time to restore", [
        "Not promised: how long a re-created policy takes is undocumented.",
      ]),
    ];
  return [
    field("Back-out plan", lines),
    field("Last moment for back-out", ["Any time before change 2 removes the policies."]),
    field("Time to restore", [timeToRestore(back)]),
  ];
}

function said({ rollback }: Step): string {
  if (rollback === null) return "";
  const wait =
    rollback.waitMinutes === 0
      ? ""
      : `; then wait ${renderMinutes(rollback.waitMinutes)} before the next, earlier rollback`;
  return `${rollback.phase}: ${rollback.text}${wait}`;
}

/** Access is back when what was granted again is visible; the rest is tidying. */
function timeToRestore(back: readonly Step[]): string {
  const longest = Math.max(0, ...back.map(({ rollback }) => rollback?.waitMinutes ?? 0));
  return longest === 0
    ? "At once: the old access still stands."
    : `New tokens carry the grant again once it is visible: at most ${renderMinutes(longest)}.`;
}
