import type { FilterValueKind } from "../model/filterable-property-kinds.ts";
import { collectGroupDns, collectProperties } from "./filter-properties.ts";
import type { Comparison, Filter } from "./filter-ast.ts";
import { foldDn } from "./fold-dn.ts";
import { foldCase } from "./fold-text.ts";
import { listComparisons } from "./list-comparisons.ts";
import { readConstantText } from "./read-constant.ts";
import { readNumber } from "./read-number.ts";
import { resolveProperty } from "./resolve-property.ts";

/**
 * Something about a recipient that filters ask for, and what it might be.
 *
 * INVARIANT: the first option is "nothing"; the order does not depend on that of the filters.
 */
export type Choice =
  | { readonly kind: "property"; readonly name: string; readonly options: readonly unknown[] }
  | { readonly kind: "group"; readonly name: string; readonly options: readonly [false, true] };

/**
 * Lists, for all that the filters ask of a recipient, values that could tell them apart. Properties
 * are named in lower case, groups by their folded DN.
 */
export function listChoices(filters: readonly Filter[]): readonly Choice[] {
  const names = new Set(filters.flatMap((filter) => [...collectProperties(filter)].map(foldCase)));
  const dns = filters.flatMap((filter) => [...collectGroupDns(filter), ...FRESH.dn]);
  const groups = names.delete("memberofgroup") ? dns.flatMap((dn) => foldDn(dn) ?? []) : [];
  const constants = gatherConstants(filters.flatMap(listComparisons));
  const choices: readonly Choice[] = [
    ...[...names].map((name) => propertyChoice(name, constants.get(name) ?? [])),
    ...[...new Set(groups)].map(groupChoice),
  ];
  return choices.toSorted((one, other) => (one.name < other.name ? -1 : 1));
}

function gatherConstants(
  comparisons: readonly Comparison[],
): ReadonlyMap<string, readonly string[]> {
  const constants = new Map<string, string[]>();
  for (const { property, value } of comparisons) {
    const name = foldCase(property);
    const text = readConstantText(value);
    if (text === undefined) continue;
    const known = constants.get(name);
    if (known === undefined) constants.set(name, [text]);
    else known.push(text);
  }
  return constants;
}

const groupChoice = (name: string): Choice => ({ kind: "group", name, options: [false, true] });

function propertyChoice(name: string, constants: readonly string[]): Choice {
  const { kind } = resolveProperty(name);
  const values = new Set([...constants.flatMap(near), ...FRESH[kind]]);
  return { kind: "property", name, options: [null, ...[...values].toSorted()] };
}

/** Values at and around a constant, as a text, a pattern or a number. */
function near(constant: string): readonly string[] {
  const number = readNumber(constant);
  const numbers = number === undefined ? [] : [String(number - 1), String(number + 1)];
  return [constant, constant.replace(/\*$/, ""), ...numbers];
}

/** Values that no filter names. */
const FRESH: Readonly<Record<FilterValueKind, readonly string[]>> = {
  text: ["~"],
  exactText: ["~"],
  dn: ["CN=~"],
  guid: ["00000000-0000-0000-0000-000000000001"],
  boolean: ["False", "True"],
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
