import { comparison, group, textValue } from "./filter-ast.ts";
import type { Filter } from "./filter-ast.ts";

/**
 * Selects the direct members of a group, named by its distinguished name.
 *
 * A name, address or id in place of the DN would be accepted by Exchange and match nothing.
 *
 * @see https://learn.microsoft.com/powershell/exchange/recipientfilter-properties
 *   "MemberOfGroup" (docs as of 2026-06-19)
 */
export const memberOfGroup = (distinguishedName: string): Filter =>
  comparison("MemberOfGroup", "eq", textValue(distinguishedName));

/** Selects the one recipient that stands for the Entra object with this id. */
export const externalDirectoryObjectId = (id: string): Filter =>
  comparison("ExternalDirectoryObjectId", "eq", textValue(id));

/**
 * Selects what any of the filters selects, in the order given.
 *
 * There is no filter for nobody, hence at least one.
 */
export const anyOf = (filters: readonly [Filter, ...Filter[]]): Filter =>
  filters.length === 1 ? filters[0] : group("or", filters);
