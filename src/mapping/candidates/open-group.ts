import type { TenantFacts } from "../../access/tenant-facts.ts";

/**
 * Tells whether anybody in the tenant may join a group, and so put a mailbox into a scope that names it. False where
 * who may join was not read: then that is told beside the group.
 *
 * @see https://learn.microsoft.com/graph/api/resources/group "visibility" (docs as of 2026-08-20)
 */
export function isOpenGroup({ snapshot }: TenantFacts, group: string): boolean {
  const section = snapshot.sections["graph/groups"];
  const row = section.status === "read" ? section.rows.find(({ id }) => id === group) : undefined;
  return row?.visibility?.toLowerCase() === "public";
}
