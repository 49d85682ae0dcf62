import { filterablePropertyKinds } from "./filterable-property-kinds.ts";
import type { FilterValueKind } from "./filterable-property-kinds.ts";

/** One property that a recipient filter may name. */
export interface FilterableProperty {
  /** In the casing of the source: filters and rows are looked up by it. */
  readonly name: string;
  readonly kind: FilterValueKind;
}

/**
 * Every documented filterable property by its lower-cased name.
 *
 * The page lists them for `RecipientFilter`; its own list of cmdlets does not name the
 * management scope cmdlets, which only link to it. A property that is listed here is therefore
 * documented for filters, not confirmed one by one for scopes.
 *
 * INVARIANT: keys are the lower-cased names, and no two names differ only in case.
 *
 * @see https://learn.microsoft.com/powershell/exchange/recipientfilter-properties
 *   "Filterable recipient properties" (docs as of 2026-06-19)
 */
export const filterableProperties: ReadonlyMap<string, FilterableProperty> = new Map(
  Object.entries(filterablePropertyKinds).map(([name, kind]) => [
    name.toLowerCase(),
    { name, kind },
  ]),
);
