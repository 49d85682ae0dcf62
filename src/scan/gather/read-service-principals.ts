import { EXCHANGE_APP_ID, GRAPH_APP_ID } from "../../model/permission-table.ts";
import { collectRows } from "../collector.ts";
import { type RawRow, readText } from "../raw-row.ts";
import type { GatherContext } from "./gather-context.ts";
import { noteOwners, readOwners } from "./read-owners.ts";
import type { ClientSources } from "./resolve-clients-in-use.ts";
import { resolveClientsInUse } from "./resolve-clients-in-use.ts";
import type { RowsOutcome } from "./source.ts";

const PATH =
  "/servicePrincipals?$select=id,appId,displayName,accountEnabled,servicePrincipalType,appOwnerOrganizationId,createdDateTime,disabledByMicrosoftStatus,tags&$top=999";
const RESOURCES: ReadonlySet<string> = new Set([GRAPH_APP_ID, EXCHANGE_APP_ID]);

/**
 * Reads the client service principals, and the owners of those in use.
 *
 * The two resources have a section of their own.
 *
 * @see https://learn.microsoft.com/graph/api/serviceprincipal-list
 */
export function readServicePrincipals(
  { graph, sections }: GatherContext,
  sources: ClientSources,
): Promise<RowsOutcome> {
  return sections.collect("graph/servicePrincipals", collectRows, async (section) => {
    const rows: RawRow[] = [];
    for await (const row of graph.items(PATH)) {
      if (!RESOURCES.has(readText(row, "appId").toLowerCase())) rows.push(row);
    }
    const inUse = resolveClientsInUse(sources, rows);
    const ids = rows.filter((row) => inUse.hasServicePrincipal(row)).map(idOf);
    const owners = await readOwners(graph, "servicePrincipals", ids);
    noteOwners(section, owners, sources.unread);
    for (const row of rows) await section.add(withOwners(row, owners.byId.get(idOf(row))));
  });
}

/** The row with its owners, where they are known. */
export const withOwners = (row: RawRow, owners: readonly RawRow[] | undefined): RawRow =>
  owners === undefined ? row : { ...row, owners };

const idOf = (row: RawRow): string => readText(row, "id");
