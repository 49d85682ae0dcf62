import type { TenantDescription } from "../generator/tenant-description.ts";

/** Leaves out of a tenant whatever a failure does not need, one thing at a time, until nothing more can go. */
export function shrinkTenant(
  tenant: TenantDescription,
  fails: (smaller: TenantDescription) => boolean,
): TenantDescription {
  let smallest = tenant;
  for (let next: TenantDescription | undefined = tenant; next !== undefined;) {
    smallest = next;
    next = firstSmaller(smallest, fails);
  }
  return smallest;
}

function firstSmaller(
  tenant: TenantDescription,
  fails: (smaller: TenantDescription) => boolean,
): TenantDescription | undefined {
  for (const smaller of smallerTenants(tenant)) if (fails(smaller)) return smaller;
  return undefined;
}

const LISTS = [
  "apps",
  "policies",
  "assignments",
  "scopes",
  "units",
  "groups",
  "recipients",
] as const;

function* smallerTenants(tenant: TenantDescription): Generator<TenantDescription> {
  for (const list of LISTS) {
    for (const less of without<unknown>(tenant[list])) yield { ...tenant, [list]: less };
  }
  for (const apps of withSmaller(tenant.apps, "grants")) yield { ...tenant, apps };
  for (const apps of withSmaller(tenant.apps, "declared")) yield { ...tenant, apps };
  for (const groups of withSmaller(tenant.groups, "members")) yield { ...tenant, groups };
  for (const unread of withoutKey(tenant.unread)) yield { ...tenant, unread };
  for (const unreadParents of withoutKey(tenant.unreadParents)) yield { ...tenant, unreadParents };
}

/** The items with one thing less in a list of one of them. */
const withSmaller = <Key extends string, Item extends { readonly [K in Key]?: readonly unknown[] }>(
  items: readonly Item[],
  key: Key,
): Item[][] =>
  items.flatMap((item, at) =>
    without<unknown>(item[key] ?? []).map((less) => items.with(at, { ...item, [key]: less })),
  );

const without = <Item>(items: readonly Item[]): readonly (readonly Item[])[] =>
  items.map((_item, at) => items.toSpliced(at, 1));

const withoutKey = <Value>(record: Readonly<Record<string, Value>>): Record<string, Value>[] =>
  Object.keys(record).map((gone) =>
    Object.fromEntries(Object.entries(record).filter(([key]) => key !== gone)),
  );
