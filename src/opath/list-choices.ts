import type { FilterValueKind } from "../model/filterable-property-kinds.ts";
import { collectGroupDns, collectProperties } from "./filter-properties.ts";
import type { Comparison, Filter } from "./filter-ast.ts";
import { foldDn } from "./fold-dn.ts";
import { listComparisons } from "./list-comparisons.ts";
import { readConstantText } from "./read-constant.ts";
import { readNumber } from "./read-number.ts";
import { resolveProperty } from "./resolve-property.ts";
import { readPrefix } from "./match-text.ts";

/** Something about a recipient that filters ask for, and what it might be. The first option is "nothing". */
export type Choice =
  | { readonly kind: "property"; readonly name: string; readonly options: readonly unknown[] }
  | {
      readonly kind: "group";
      readonly foldedDn: string;
      readonly options: readonly [false, true];
    };

/** Lists, for all that the filters ask of a recipient, values that could tell them apart. */
export function listChoices(filters: readonly Filter[]): readonly Choice[] {
  const comparisons = filters.flatMap(listComparisons);
  const names = new Set(filters.flatMap((filter) => [...collectProperties(filter)]));
  const dns = filters.flatMap((filter) => [...collectGroupDns(filter), ...FRESH.dn]);
  const groups = names.delete("MemberOfGroup")
    ? new Set(dns.flatMap((dn) => foldDn(dn) ?? []))
    : [];
  return [
    ...[...names].map((name): Choice => ({
      kind: "property",
      name,
      options: listOptions(name, comparisons),
    })),
    ...[...groups].map((foldedDn): Choice => ({
      kind: "group",
      foldedDn,
      options: [false, true],
    })),
  ];
}

function listOptions(name: string, comparisons: readonly Comparison[]): readonly unknown[] {
  const { kind } = resolveProperty(name);
  if (kind === "boolean") return [false, true];
  const constants = comparisons.flatMap(({ property, value }) =>
    resolveProperty(property).name === name ? (readConstantText(value) ?? []) : [],
  );
  return [...new Set([null, ...constants.flatMap((text) => near(kind, text)), ...FRESH[kind]])];
}

/** Values at and around a constant. */
function near(kind: FilterValueKind, constant: string): readonly unknown[] {
  const number = kind === "integer" || kind === "text" ? readNumber(constant) : undefined;
  const numbers = number === undefined ? [] : [String(number - 1), String(number + 1)];
  const prefix = readPrefix(constant);
  if (kind !== "text" || prefix?.open !== true) return [constant, ...numbers];
  return [prefix.text, `${prefix.text}~`, constant];
}

/** Values that no filter names. */
const FRESH: Readonly<Record<FilterValueKind, readonly string[]>> = {
  text: ["~"],
  exactText: ["~"],
  dn: ["CN=~"],
  guid: ["00000000-0000-0000-0000-000000000001"],
  boolean: [],
  integer: ["0"],
  date: ["0001-01-01T00:00:00Z", "9999-12-31T00:00:00Z"],
  dateUtc: ["0001-01-01T00:00:00Z", "9999-12-31T00:00:00Z"],
  enumeration: ["~"],
  flags: [],
  country: ["zz"],
  size: [],
  timeSpan: [],
  bytes: [],
  blank: ["~"],
  other: [],
};
