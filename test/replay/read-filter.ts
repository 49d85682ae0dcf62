import type { FilterProperty, FilterTree } from "../generator/filter-tree.ts";
import { groupDn } from "../generator/rows/distinguished-name.ts";
import type { TenantDescription } from "../generator/tenant-description.ts";

/**
 * Reads the filter of a planned scope, apart from the product's parser. Throws on whatever a generated filter never
 * holds, such as `-and` beside `-or` without parentheses between them, which two readers may read in two ways.
 */
export function readFilter(text: string, tenant: TenantDescription): FilterTree {
  const tokens = text.match(/'(?:[^']|'')*'|-\w+|[()]|[$\w]+|\S/g) ?? [];
  const { tree, rest } = readChain(tokens, tenant);
  if (rest.length > 0) throw new Error(`cannot read ${text} from ${rest.join(" ")}`);
  return tree;
}

interface Read {
  readonly tree: FilterTree;
  readonly rest: readonly string[];
}

function readChain(tokens: readonly string[], tenant: TenantDescription): Read {
  let { tree, rest } = readOperand(tokens, tenant);
  const joint = rest[0];
  while (rest[0] !== undefined && rest[0] === joint && (joint === "-and" || joint === "-or")) {
    const next = readOperand(rest.slice(1), tenant);
    tree = { kind: joint === "-and" ? "and" : "or", left: tree, right: next.tree };
    rest = next.rest;
  }
  return { tree, rest };
}

function readOperand(tokens: readonly string[], tenant: TenantDescription): Read {
  const [first, second, third] = tokens;
  if (first === "-not") {
    const { tree, rest } = readOperand(tokens.slice(1), tenant);
    return { tree: { kind: "not", inner: tree }, rest };
  }
  if (first === "(") {
    const { tree, rest } = readChain(tokens.slice(1), tenant);
    if (rest[0] !== ")") throw new Error(`no ) before ${rest.join(" ")}`);
    return { tree, rest: rest.slice(1) };
  }
  if (first === undefined || second === undefined || third === undefined) {
    throw new Error(`no comparison: ${tokens.join(" ")}`);
  }
  const tree = readComparison([first, second, third], tenant);
  return { tree, rest: tokens.slice(3) };
}

function readComparison(
  [property, operator, value]: readonly [string, string, string],
  tenant: TenantDescription,
): FilterTree {
  const named = property as FilterProperty;
  const text = value.slice(1, -1).replaceAll("''", "'");
  if (operator === "-eq" && value === "$null") return { kind: "blank", property: named };
  if (!value.startsWith("'")) throw new Error(`no text: ${value}`);
  switch (operator) {
    case "-eq":
      return property.toLowerCase() === "memberofgroup"
        ? { kind: "memberOf", group: groupOfDn(text, tenant) }
        : { kind: "eq", property: named, value: text };
    case "-ne":
      return { kind: "ne", property: named, value: text };
    case "-like":
      return { kind: "like", property: named, prefix: text.replace(/\*$/, "") };
    default:
      throw new Error(`${operator} in a planned filter`);
  }
}

function groupOfDn(dn: string, tenant: TenantDescription): string {
  const found = tenant.groups.find(
    ({ key }) => groupDn(tenant, key).toLowerCase() === dn.toLowerCase(),
  );
  if (found === undefined) throw new Error(`a planned filter names ${dn}, which is no group`);
  return found.key;
}
