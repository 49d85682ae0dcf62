import type { RoleAssignmentRow } from "../model/exchange-rows.ts";
import { firstFilled } from "./resolved-assignment.ts";

/**
 * Role groups that hold ApplicationImpersonation from the start: Hygiene Management may use it, Organization
 * Management may only hand it out.
 *
 * @see https://learn.microsoft.com/exchange/applicationimpersonation-role-exchange-2013-help "Default management role
 *   assignments" (help of Exchange Server 2013)
 */
const BUILT_IN_GROUPS: ReadonlySet<string> = new Set([
  "hygiene management",
  "organization management",
]);

/** Tells an assignment that came with Exchange: it belongs to one of its own role groups. */
export function isBuiltInAssignment(row: RoleAssignmentRow): boolean {
  if (row.roleAssigneeType?.toLowerCase() !== "rolegroup") return false;
  const names = [row.roleAssigneeName, row.roleAssignee].flatMap((name) => firstFilled(name) ?? []);
  return names.some((name) => BUILT_IN_GROUPS.has(lastPart(name).toLowerCase()));
}

/** A role group is printed by name, or with the container before it. */
const lastPart = (name: string): string => name.split(/[\\/]/).at(-1) ?? name;
