import type { Step } from "../../model/plan-step.ts";
import { memberFile } from "../member-files.ts";
import { recipientNameFilter } from "./exchange-filters.ts";

/** The new groups and units of some steps, and the lists of members that they are filled with. */
export function objectViews(
  steps: readonly Step[],
  view: (step: Step) => object,
): {
  readonly groups: readonly object[];
  readonly groupMembers: readonly object[];
  readonly units: readonly object[];
  readonly unitMembers: readonly object[];
} {
  const of = (target: "scopeObject" | "members", kind: "group" | "administrativeUnit") =>
    steps.flatMap((step): readonly object[] => {
      if (step.target.kind !== target || step.target.object.kind !== kind) return [];
      const groupFilter = recipientNameFilter(step.target.object.name);
      const file = step.target.kind === "members" ? memberFile(step.target.set) : "";
      return [{ ...view(step), groupFilter, file }];
    });
  return {
    groups: of("scopeObject", "group"),
    groupMembers: of("members", "group"),
    units: of("scopeObject", "administrativeUnit"),
    unitMembers: of("members", "administrativeUnit"),
  };
}
