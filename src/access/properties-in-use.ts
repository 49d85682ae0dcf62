import { CANDIDATE_ATTRIBUTES } from "../model/candidate-attributes.ts";
import type { SnapshotSections } from "../model/snapshot.ts";
import { collectProperties } from "../opath/filter-properties.ts";
import { parseFilter } from "../opath/parse-filter.ts";

/**
 * The recipient properties that are kept of a recipient's row: those that some management scope's filter asks for,
 * and, where there are policies to replace, those that a scope may be found by: filters of dynamic groups, and attributes.
 *
 * @param decided filters that decisions name
 */
export function propertiesInUse(
  sections: Pick<
    SnapshotSections,
    "exchange/managementScopes" | "exchange/applicationAccessPolicies" | "exchange/dynamicGroups"
  >,
  decided: readonly string[] = [],
): ReadonlySet<string> {
  const scopes = sections["exchange/managementScopes"];
  const policies = sections["exchange/applicationAccessPolicies"];
  const hasPolicies = policies.status === "read" && policies.rows.length > 0;
  const names = new Set<string>(hasPolicies ? CANDIDATE_ATTRIBUTES : []);
  const groups = sections["exchange/dynamicGroups"];
  const rows = [
    ...(scopes.status === "read" ? scopes.rows : []),
    ...(hasPolicies && groups.status === "read" ? groups.rows : []),
  ];
  for (const filter of [...rows.map(({ recipientFilter }) => recipientFilter ?? ""), ...decided]) {
    const parsed = parseFilter(filter);
    if (parsed.ok) for (const name of collectProperties(parsed.filter)) names.add(name);
  }
  return names;
}
