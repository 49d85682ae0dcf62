import type { SnapshotSections } from "../model/snapshot.ts";
import { collectProperties } from "../opath/filter-properties.ts";
import { parseFilter } from "../opath/parse-filter.ts";

/** The recipient properties that some management scope's filter asks for: only these are kept of a recipient's row. */
export function propertiesInUse(
  sections: Pick<SnapshotSections, "exchange/managementScopes">,
): ReadonlySet<string> {
  const scopes = sections["exchange/managementScopes"];
  const names = new Set<string>();
  for (const { recipientFilter } of scopes.status === "read" ? scopes.rows : []) {
    const parsed = parseFilter(recipientFilter ?? "");
    if (parsed.ok) for (const name of collectProperties(parsed.filter)) names.add(name);
  }
  return names;
}
