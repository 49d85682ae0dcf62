/** A recipient filter as a tree, before it becomes text. */
export type FilterTree =
  | { readonly kind: "and" | "or"; readonly left: FilterTree; readonly right: FilterTree }
  | { readonly kind: "not"; readonly inner: FilterTree }
  | { readonly kind: "eq" | "ne"; readonly property: FilterProperty; readonly value: string }
  /** `-like 'prefix*'`: Exchange Online takes a wildcard at the end only. */
  | { readonly kind: "like"; readonly property: FilterProperty; readonly prefix: string }
  | { readonly kind: "blank"; readonly property: FilterProperty }
  /** `group` = key of a group. */
  | { readonly kind: "memberOf"; readonly group: string; readonly spelling?: "upperCase" };

export type FilterProperty =
  | "Alias"
  | "Company"
  | "CustomAttribute1"
  | "Department"
  | "ExternalDirectoryObjectId"
  | "Office"
  | "PrimarySmtpAddress"
  | "RecipientTypeDetails"
  | "UserPrincipalName";

/** Prints a filter the way Exchange stores it: every comparison of a compound in parentheses. */
export function printFilter(tree: FilterTree, dnOf: (group: string) => string): string {
  const inner = (child: FilterTree): string => printFilter(child, dnOf);
  switch (tree.kind) {
    case "and":
    case "or":
      return `((${inner(tree.left)}) -${tree.kind} (${inner(tree.right)}))`;
    case "not":
      return `(-not(${inner(tree.inner)}))`;
    case "eq":
    case "ne":
      return `${tree.property} -${tree.kind} ${quote(tree.value)}`;
    case "like":
      return `${tree.property} -like ${quote(`${tree.prefix}*`)}`;
    case "blank":
      return `${tree.property} -eq $null`;
    case "memberOf":
      return `MemberOfGroup -eq ${quote(spell(dnOf(tree.group), tree.spelling))}`;
  }
}

/** The comparisons of a filter, without what joins them. */
export function leavesOf(tree: FilterTree): readonly FilterTree[] {
  if (tree.kind === "and" || tree.kind === "or") {
    return [...leavesOf(tree.left), ...leavesOf(tree.right)];
  }
  return tree.kind === "not" ? leavesOf(tree.inner) : [tree];
}

export const and = (left: FilterTree, right: FilterTree): FilterTree => ({
  kind: "and",
  left,
  right,
});
export const or = (left: FilterTree, right: FilterTree): FilterTree => ({
  kind: "or",
  left,
  right,
});
export const not = (inner: FilterTree): FilterTree => ({ kind: "not", inner });
export const eq = (property: FilterProperty, value: string): FilterTree => ({
  kind: "eq",
  property,
  value,
});
export const memberOf = (group: string): FilterTree => ({ kind: "memberOf", group });

/** The service may print a distinguished name in a casing of its own. */
const spell = (dn: string, spelling: "upperCase" | undefined): string =>
  spelling === undefined ? dn : dn.toUpperCase();

const quote = (text: string): string => `'${text.replaceAll("'", "''")}'`;
