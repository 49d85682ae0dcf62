import { collectRows } from "../collector.ts";
import { readText } from "../raw-row.ts";
import type { GatherContext } from "./gather-context.ts";
import { addItems } from "./read-graph-list.ts";
import { rowsOrFail, type RowsOutcome } from "./source.ts";

/**
 * Reads every application permission that anybody holds on the two resources: one listing for each resource.
 *
 * @see https://learn.microsoft.com/graph/api/serviceprincipal-list-approleassignedto
 */
export function readAppRoleAssignedTo(
  { graph, sections }: GatherContext,
  resources: RowsOutcome,
): Promise<RowsOutcome> {
  return sections.collect("graph/appRoleAssignedTo", collectRows, async (section) => {
    for (const resource of rowsOrFail("graph/resourceServicePrincipals", resources)) {
      const path = `/servicePrincipals/${readText(resource, "id")}/appRoleAssignedTo?$top=999`;
      await addItems(section, graph.items(path));
    }
  });
}
