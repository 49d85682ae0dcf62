import type { RawRow } from "../row-values.ts";
import { isRecord } from "../row-values.ts";
import { unsupportedQuery } from "./graph-errors.ts";

/** Most related objects that `$expand` brings along; there is no link to the rest. */
const MAX_EXPANDED = 20;

/** Relationships, which a row may have recorded, but which only come when they are expanded. */
const RELATIONSHIPS = ["owners", "members", "transitiveMembers", "appliesTo"];

export interface Shape {
  /** Lower case; undefined = all, or the defaults. */
  readonly select: readonly string[] | undefined;
  readonly expand: ReadonlyMap<string, readonly string[] | undefined>;
}

const EXPAND = /^(\w+)(?:\(\$select=([\w,\s]+)\))?$/i;

/**
 * Reads `$select` and `$expand`.
 *
 * @throws ServiceFault `badRequest` for an expansion that the resource does not have
 */
export function readShape(query: URLSearchParams, expandable: readonly string[] = []): Shape {
  const expand = new Map<string, readonly string[] | undefined>();
  for (const part of query.get("$expand")?.split(/,(?![^(]*\))/) ?? []) {
    const [, name, select] = EXPAND.exec(part.trim()) ?? [];
    if (name === undefined || !expandable.includes(name)) {
      throw unsupportedQuery(`Could not find a property named '${part}' to expand.`);
    }
    expand.set(name, select === undefined ? undefined : list(select));
  }
  const select = query.get("$select");
  return { select: select === null ? undefined : list(select), expand };
}

/** The row as the query options ask for it. Annotations but the type go; so does what was not asked for. */
export function shapeRow(
  row: RawRow,
  shape: Shape,
  {
    isMixed = false,
    defaults,
  }: { readonly isMixed?: boolean; readonly defaults?: readonly string[] },
): RawRow {
  const selected = shape.select ?? defaults?.map((name) => name.toLowerCase());
  const entries = Object.entries(row).filter(([key]) => {
    if (key === "@odata.type") return isMixed;
    if (key.includes("@") || RELATIONSHIPS.includes(key)) return false;
    return selected === undefined || selected.includes(key.toLowerCase());
  });
  return { ...Object.fromEntries(entries), ...Object.fromEntries(expansionsOf(row, shape)) };
}

type Expansion = readonly [string, readonly RawRow[]];

/** A relationship that was not recorded is left out: an empty list would say that there is none. */
function expansionsOf(row: RawRow, { expand }: Shape): readonly Expansion[] {
  return [...expand].flatMap(([name, select]): readonly Expansion[] => {
    const related = row[name];
    if (!Array.isArray(related)) return [];
    const rows = related.filter(isRecord).slice(0, MAX_EXPANDED);
    const shape = { select, expand: new Map<string, undefined>() };
    return [[name, rows.map((one) => shapeRow(withType(one), shape, { isMixed: true }))]];
  });
}

/** Owners are people or service principals; a row that does not say which is told by what it carries. */
export const withType = (row: RawRow): RawRow =>
  Object.hasOwn(row, "@odata.type")
    ? row
    : {
        "@odata.type": Object.hasOwn(row, "appId")
          ? "#microsoft.graph.servicePrincipal"
          : "#microsoft.graph.user",
        ...row,
      };

const list = (text: string): readonly string[] =>
  text.split(",").map((name) => name.trim().toLowerCase());
