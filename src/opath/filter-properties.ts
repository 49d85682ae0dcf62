import type { Filter } from "./filter-ast.ts";
import { foldDn } from "./fold-dn.ts";
import { listComparisons } from "./list-comparisons.ts";
import { readConstantText } from "./read-constant.ts";
import { resolveProperty } from "./resolve-property.ts";

/**
 * Collects the properties that evaluating a filter asks a recipient for, in their documented
 * casing where they are documented.
 *
 * With PrimarySmtpAddress comes EmailAddresses, which a filter on it searches as well.
 */
export function collectProperties(filter: Filter): Set<string> {
  const names = listComparisons(filter).map(({ property }) => resolveProperty(property).name);
  const searched = names.includes("PrimarySmtpAddress") ? ["EmailAddresses"] : [];
  return new Set([...names, ...searched]);
}

/**
 * Collects the distinguished names of the groups that a filter asks membership of, as written, in
 * the order of the text; each group once.
 *
 * A value that is no DN selects nobody and names no group.
 */
export function collectGroupDns(filter: Filter): Set<string> {
  const byFold = new Map<string, string>();
  for (const { property, value } of listComparisons(filter)) {
    const text = readConstantText(value);
    if (text === undefined || resolveProperty(property).name !== "MemberOfGroup") continue;
    const folded = foldDn(text);
    if (folded !== undefined && !byFold.has(folded)) byFold.set(folded, text);
  }
  return new Set(byFold.values());
}
