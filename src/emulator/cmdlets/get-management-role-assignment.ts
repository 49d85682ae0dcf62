import type { CallParameters } from "../call-parameters.ts";
import type { Cmdlet, CmdletCall } from "../cmdlet.ts";
import { readParent, readRows, rowsIfRead, sectionOf } from "../read-section.ts";
import type { RawRow } from "../row-values.ts";
import { booleanOf, lowerTextOf, textOf } from "../row-values.ts";
import { notRecorded, objectNotFound } from "../service-fault.ts";
import type { TenantState } from "../tenant-state.ts";
import { findRoles } from "./get-management-role.ts";
import { selectByIdentity } from "./select-by-identity.ts";

/** Parameters that are compared with the property of the same name. */
const SAME_NAME = [
  "ConfigWriteScope",
  "CustomConfigWriteScope",
  "CustomRecipientWriteScope",
  "ExclusiveConfigWriteScope",
  "ExclusiveRecipientWriteScope",
  "RecipientAdministrativeUnitScope",
  "RecipientGroupScope",
  "RecipientOrganizationalUnitScope",
  "RecipientWriteScope",
  "RoleAssigneeType",
];

/**
 * Role assignments, or one row for each effective user of a role.
 *
 * Effective users are only known for the roles that the evidence asked for: who is in a role group cannot be told
 * from anything else.
 */
export const getManagementRoleAssignment: Cmdlet = {
  name: "Get-ManagementRoleAssignment",
  section: "exchange/roleAssignments",
  computes: [
    ...SAME_NAME,
    "AssignmentMethod",
    "Delegating",
    "Enabled",
    "GetEffectiveUsers",
    "Identity",
    "Role",
    "RoleAssignee",
  ],
  run: (call) => {
    const { parameters } = call;
    const rows = parameters.flag("GetEffectiveUsers") === true ? effective(call) : listed(call);
    return { rows: rows.filter((row) => isWanted(row, parameters)) };
  },
};

function effective({ state, parameters }: CmdletCall): readonly RawRow[] {
  readRows(state, "exchange/roleAssignments");
  const role = parameters.text("Role");
  if (role === undefined) throw notRecorded("the effective users of all roles");
  return readParent(state, "exchange/impersonationEffectiveUsers", roleNameOf(state, role));
}

function listed({ state, parameters }: CmdletCall): readonly RawRow[] {
  const rows = readRows(state, "exchange/roleAssignments");
  const role = parameters.text("Role");
  if (role === undefined) {
    return selectByIdentity(rows, parameters, ["Name", "Identity", "Id", "Guid"]);
  }
  const name = roleNameOf(state, role).toLowerCase();
  const found = rows.filter((row) => lowerTextOf(row, "Role") === name);
  if (found.length === 0 && isRoleGone(state, role)) throw objectNotFound(role);
  return found;
}

/** `-Role` takes a name, a path or a GUID; assignments and evidence name the role. */
function roleNameOf(state: TenantState, role: string): string {
  const [row] = findRoles(rowsIfRead(state, "exchange/roles") ?? [], role);
  return (row === undefined ? undefined : textOf(row, "Name")) ?? role;
}

function isRoleGone(state: TenantState, role: string): boolean {
  const effectiveUsers = sectionOf(state, "exchange/impersonationEffectiveUsers");
  const asked = effectiveUsers.parents.get(role.toLowerCase());
  if (asked !== undefined) return asked.status === "notFound";
  const isImpersonation = role.toLowerCase() === "applicationimpersonation";
  if (isImpersonation && effectiveUsers.status === "absent") return true;
  const roles = rowsIfRead(state, "exchange/roles");
  return roles !== undefined && findRoles(roles, role).length === 0;
}

function isWanted(row: RawRow, parameters: CallParameters): boolean {
  return (
    SAME_NAME.every((name) => isSame(row, name, parameters.text(name))) &&
    isAssignee(row, parameters.text("RoleAssignee")) &&
    isMethod(row, parameters.list("AssignmentMethod")) &&
    isFlag(booleanOf(row, "Enabled") ?? true, parameters.flag("Enabled")) &&
    isFlag(isDelegating(row), parameters.flag("Delegating"))
  );
}

const isSame = (row: RawRow, name: string, wanted: string | undefined): boolean =>
  wanted === undefined || lowerTextOf(row, name) === wanted.trim().toLowerCase();

function isAssignee(row: RawRow, wanted: string | undefined): boolean {
  const properties = ["RoleAssignee", "RoleAssigneeName", "App", "User"];
  return wanted === undefined || properties.some((name) => isSame(row, name, wanted));
}

const isMethod = (row: RawRow, wanted: readonly string[] | undefined): boolean =>
  wanted === undefined ||
  wanted.some((method) => method.toLowerCase() === lowerTextOf(row, "AssignmentMethod"));

const isFlag = (is: boolean, wanted: boolean | undefined): boolean =>
  wanted === undefined || is === wanted;

const isDelegating = (row: RawRow): boolean =>
  lowerTextOf(row, "RoleAssignmentDelegationType")?.startsWith("delegating") ?? false;
