import type { SectionName } from "../../model/sections.ts";
import { collectRows } from "../collector.ts";
import type { RawRow } from "../raw-row.ts";
import type { OpenSection } from "../section-recorder.ts";
import type { GatherContext } from "./gather-context.ts";
import type { RowsOutcome } from "./source.ts";

/**
 * The sections that are one collection of Graph, all of it.
 *
 * @see https://learn.microsoft.com/graph/api/directory-deleteditems-list
 * @see https://learn.microsoft.com/graph/api/directory-list-administrativeunits
 */
const LISTS = {
  "graph/organization": "/organization?$select=id,displayName,verifiedDomains",
  "graph/deletedServicePrincipals":
    "/directory/deletedItems/microsoft.graph.servicePrincipal?$select=id,appId,displayName,deletedDateTime,servicePrincipalType,appOwnerOrganizationId&$top=999",
  "graph/administrativeUnits":
    "/directory/administrativeUnits?$select=id,displayName,visibility,membershipType,membershipRule,isMemberManagementRestricted&$top=999",
} as const satisfies Partial<Record<SectionName, string>>;

/** Reads a section that is one collection of Graph. Its least permission is in the table of sections. */
export function readGraphList(
  { graph, sections }: GatherContext,
  name: keyof typeof LISTS,
): Promise<RowsOutcome> {
  return sections.collect(name, collectRows, (section) =>
    addItems(section, graph.items(LISTS[name])),
  );
}

/** Adds items as they come. */
export async function addItems(section: OpenSection, items: AsyncIterable<RawRow>): Promise<void> {
  for await (const row of items) await section.add(row);
}
