import { sectionOf } from "./read-section.ts";
import { groupKindOf, keyOf } from "./recipient-directory.ts";
import type { RawRow } from "./row-values.ts";
import type { TenantState } from "./tenant-state.ts";

/** What is known of a membership; `unknown` = members that would decide it were not read. */
export type Membership = "true" | "false" | "unknown";

const keysOfRows = new WeakMap<readonly RawRow[], ReadonlySet<string>>();

/** Whether the group's own members include the recipient; members of groups inside it do not count. */
export function isDirectMember(state: TenantState, group: string, recipient: string): Membership {
  const members = memberKeysOf(state, group);
  if (members === undefined) return "unknown";
  return members.has(recipient) ? "true" : "false";
}

/** Whether the recipient is in the group or in any group inside it. */
export function isNestedMember(state: TenantState, group: string, recipient: string): Membership {
  const seen = new Set([group]);
  let answer: Membership = "false";
  for (const one of seen) {
    const membership = isDirectMember(state, one, recipient);
    if (membership === "true") return "true";
    if (membership === "unknown") answer = "unknown";
    for (const nested of nestedGroupsOf(state, one)) seen.add(nested);
  }
  return answer;
}

/** Keys of the groups among the direct members; none where the members were not read. */
export function nestedGroupsOf(state: TenantState, group: string): readonly string[] {
  const rows = memberRowsOf(state, group) ?? [];
  return rows.flatMap((row) => {
    const key = keyOf(row);
    if (key === undefined) return [];
    return groupKindOf(state.directory.byKey(key) ?? row) === undefined ? [] : [key];
  });
}

/** The recorded direct members; a group that was asked for and not found has none; undefined = not read. */
export function memberRowsOf(state: TenantState, group: string): readonly RawRow[] | undefined {
  const section = sectionOf(state, "exchange/groupMembers");
  const parent = section.status === "read" ? section.parents.get(group) : undefined;
  if (parent?.status === "notFound") return [];
  return parent?.status === "read" ? parent.rows : undefined;
}

function memberKeysOf(state: TenantState, group: string): ReadonlySet<string> | undefined {
  const rows = memberRowsOf(state, group);
  if (rows === undefined) return undefined;
  const known = keysOfRows.get(rows);
  if (known !== undefined) return known;
  const keys = new Set(rows.flatMap((row) => keyOf(row) ?? []));
  keysOfRows.set(rows, keys);
  return keys;
}
