import { collectRows } from "../collector.ts";
import { isRecord, type RawRow, readText } from "../raw-row.ts";
import type { GatherContext } from "./gather-context.ts";
import { noteOwners, readOwners } from "./read-owners.ts";
import { withOwners } from "./read-service-principals.ts";
import { type ClientSources, resolveClientsInUse } from "./resolve-clients-in-use.ts";
import { rowsIfKnown, type RowsOutcome, unreadOf } from "./source.ts";

const PATH =
  "/applications?$select=id,appId,displayName,createdDateTime,signInAudience,requiredResourceAccess,passwordCredentials,keyCredentials&$top=999";
const CREDENTIALS = ["passwordCredentials", "keyCredentials"] as const;
/** What may be kept of a credential: never the key, the hint or the secret, whatever the service sends. */
const KEPT = ["keyId", "displayName", "startDateTime", "endDateTime"] as const;

/**
 * Reads the app registrations, and the owners of those in use.
 *
 * @see https://learn.microsoft.com/graph/api/application-list
 */
export function readApplications(
  { graph, sections }: GatherContext,
  sources: ClientSources,
  servicePrincipals: RowsOutcome,
): Promise<RowsOutcome> {
  return sections.collect("graph/applications", collectRows, async (section) => {
    const rows: RawRow[] = [];
    for await (const row of graph.items(PATH)) rows.push(withoutSecrets(row));
    const inUse = resolveClientsInUse(sources, rowsIfKnown(servicePrincipals));
    const ids = rows.filter((row) => inUse.hasApplication(row)).map(idOf);
    const owners = await readOwners(graph, "applications", ids);
    noteOwners(section, owners, [
      ...sources.unread,
      ...unreadOf({ "graph/servicePrincipals": servicePrincipals }),
    ]);
    for (const row of rows) await section.add(withOwners(row, owners.byId.get(idOf(row))));
  });
}

function withoutSecrets(row: RawRow): RawRow {
  const reduced: Record<string, unknown> = { ...row };
  for (const property of CREDENTIALS) {
    const credentials = row[property];
    if (Array.isArray(credentials)) reduced[property] = credentials.filter(isRecord).map(reduce);
    else delete reduced[property];
  }
  return reduced;
}

const reduce = (credential: RawRow): RawRow =>
  Object.fromEntries(KEPT.filter((key) => key in credential).map((key) => [key, credential[key]]));

const idOf = (row: RawRow): string => readText(row, "id");
