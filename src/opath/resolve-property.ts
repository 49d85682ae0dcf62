import { filterableProperties } from "../model/filterable-properties.ts";
import type { FilterValueKind } from "../model/filterable-property-kinds.ts";

/** A property as a filter's evaluation treats it. */
export interface ResolvedProperty {
  /** In the documented casing, or as the filter writes it if it is not documented. */
  readonly name: string;
  readonly kind: FilterValueKind;
  readonly documented: boolean;
}

/**
 * Properties whose values are compared as another kind than the page's column says.
 *
 * DistinguishedName and Id hold DNs, which are listed as plain text. CountryOrRegion is listed as
 * text, too, yet New-ManagementScope asks for the two-letter code where rows print the name.
 */
const COMPARED_AS: ReadonlyMap<string, FilterValueKind> = new Map([
  ["DistinguishedName", "dn"],
  ["Id", "dn"],
  ["CountryOrRegion", "country"],
]);

/**
 * Finds the property that a filter names; case makes no difference.
 *
 * A name that is not documented is compared as text, should the evidence hold it at all.
 *
 * @see https://learn.microsoft.com/powershell/exchange/recipientfilter-properties
 *   "Filterable recipient properties" (docs as of 2026-06-19)
 */
export function resolveProperty(written: string): ResolvedProperty {
  const property = filterableProperties.get(written.toLowerCase());
  if (property === undefined) return { name: written, kind: "text", documented: false };
  const kind = COMPARED_AS.get(property.name) ?? property.kind;
  return { name: property.name, kind, documented: true };
}
