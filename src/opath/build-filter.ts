import { comparison, group, negation, textValue } from "./filter-ast.ts";
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

/**
 * Selects whatever none of the filters selects, recipients that do not exist yet included.
 *
 * Microsoft shows "not this alias" as a filter, never `-not(MemberOfGroup …)`: preview it and test both sides (U6).
 *
 * @see https://learn.microsoft.com/exchange/permissions-exo/application-rbac "Example Two" (docs as of 2025-11-25)
 */
export const noneOf = (filters: readonly [Filter, ...Filter[]]): Filter => negation(anyOf(filters));

/** Selects what `filter` selects and none of `excluded` does. */
export const butNot = (filter: Filter, excluded: readonly [Filter, ...Filter[]]): Filter =>
  group("and", [filter, noneOf(excluded)]);
