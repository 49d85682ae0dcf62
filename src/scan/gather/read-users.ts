import { collectProperties } from "../../opath/filter-properties.ts";
import { parseFilter } from "../../opath/parse-filter.ts";
import { type RawRow, readText } from "../raw-row.ts";
import type { Outcome } from "../section-recorder.ts";
import type { GatherContext } from "./gather-context.ts";
import { rowsIfKnown, type RowsOutcome } from "./source.ts";

const PATH = "/users?$select=id,userPrincipalName&$top=999";

/**
 * Reads user principal names, where a person or the filter of some management scope asks for them: recipients do not
 * show theirs.
 *
 * @see https://learn.microsoft.com/graph/api/user-list
 * @returns null when nobody was asked
 */
export async function readUsers(
  { graph, sections }: GatherContext,
  managementScopes: RowsOutcome,
  isAskedFor = false,
): Promise<Outcome<void> | null> {
  if (!isAskedFor && !(rowsIfKnown(managementScopes) ?? []).some(asksForPrincipalName)) return null;
  return await sections.read("graph/users", async (section) => {
    for await (const row of graph.items(PATH)) await section.add(row);
  });
}

function asksForPrincipalName(scope: RawRow): boolean {
  const parsed = parseFilter(readText(scope, "RecipientFilter"));
  return parsed.ok && collectProperties(parsed.filter).has("UserPrincipalName");
}
