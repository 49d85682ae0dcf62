import type { ImpersonationHolder } from "../access/resolve-impersonation.ts";
import { assignmentId } from "../access/resolved-assignment.ts";
import { byText } from "../model/by-text.ts";

/** The holders of impersonation by the assignment that makes them so; sorted by its id. */
export function groupByAssignment(
  holders: readonly ImpersonationHolder[],
): ReadonlyMap<string, readonly ImpersonationHolder[]> {
  const byId = new Map<string, readonly ImpersonationHolder[]>();
  for (const holder of holders) {
    const id = assignmentId(holder.row);
    byId.set(id, [...(byId.get(id) ?? []), holder]);
  }
  return new Map([...byId].toSorted(([a], [b]) => byText(a, b)));
}
