import { APPLICATION_ROLES } from "../../model/permission-table.ts";
import type { Cmdlet, CmdletCall } from "../cmdlet.ts";
import type { Membership } from "../group-membership.ts";
import {
  assertParentNotRefused,
  assertSectionNotRefused,
  parentRowsIfRead,
  readRows,
  rowsIfRead,
} from "../read-section.ts";
import type { RawRow } from "../row-values.ts";
import { booleanOf, lowerTextOf, textOf } from "../row-values.ts";
import { notRecorded, objectNotFound } from "../service-fault.ts";
import type { TenantState } from "../tenant-state.ts";
import { SERVICE_PRINCIPAL_IDS } from "./get-service-principal.ts";
import { findRecipient } from "./find-recipient.ts";
import { isInResourceScope, resourceScopeOf } from "./resource-scope.ts";

/**
 * Answers which application roles a service principal holds in Exchange, and with `-Resource` whether a mailbox is in
 * their scope. Permissions granted in Entra are not part of it.
 *
 * @see https://learn.microsoft.com/powershell/module/exchangepowershell/test-serviceprincipalauthorization
 *   (docs as of 2026-08-21)
 */
export const testServicePrincipalAuthorization: Cmdlet = {
  name: "Test-ServicePrincipalAuthorization",
  section: "exchange/servicePrincipalAuthorizations",
  computes: ["Identity", "Resource"],
  run: (call) => {
    const { state, parameters } = call;
    assertSectionNotRefused(state, "exchange/servicePrincipalAuthorizations");
    const principal = findPrincipal(call);
    const app = lowerTextOf(principal, "AppId") ?? "";
    assertParentNotRefused(state, "exchange/servicePrincipalAuthorizations", app);
    const resource = parameters.text("Resource");
    const mailbox = resource === undefined ? undefined : findRecipient(state, resource);
    const override = state.settings.authorizations.get(app);
    if (override !== undefined) return { rows: override };
    const held = heldAssignments(state, principal);
    if (held !== undefined) {
      return { rows: held.map((row) => authorizationOf(call, row, mailbox)) };
    }
    const recorded = parentRowsIfRead(state, "exchange/servicePrincipalAuthorizations", app);
    if (recorded === undefined || mailbox !== undefined) {
      throw notRecorded(`the roles of ${app}: role assignments were not read`);
    }
    return { rows: recorded };
  },
};

/** The assignments of application roles to a service principal; undefined where assignments were not read. */
export function heldAssignments(
  state: TenantState,
  principal: RawRow,
): readonly RawRow[] | undefined {
  const ids = assigneeIdsOf(state, principal);
  return rowsIfRead(state, "exchange/roleAssignments")?.filter(
    (row) => isRegularRole(row) && isHeldBy(row, ids),
  );
}

/** By any id; two service principals of one display name are told apart by the other ids only. */
function findPrincipal({ state, parameters }: CmdletCall): RawRow {
  const identity = (parameters.text("Identity") ?? "").trim().toLowerCase();
  const rows = readRows(state, "exchange/servicePrincipals");
  const found = rows.filter((row) =>
    SERVICE_PRINCIPAL_IDS.some((id) => lowerTextOf(row, id) === identity),
  );
  const [principal] = found;
  if (principal === undefined || found.length > 1) throw objectNotFound(identity);
  return principal;
}

/** The texts by which an assignment may name this service principal; a shared display name is none of them. */
function assigneeIdsOf(state: TenantState, principal: RawRow): ReadonlySet<string> {
  const name = lowerTextOf(principal, "DisplayName");
  const namesakes = readRows(state, "exchange/servicePrincipals").filter(
    (row) => lowerTextOf(row, "DisplayName") === name,
  );
  const ids = SERVICE_PRINCIPAL_IDS.filter((id) => id !== "DisplayName" || namesakes.length === 1);
  return new Set(ids.flatMap((id) => lowerTextOf(principal, id) ?? []));
}

function isRegularRole(row: RawRow): boolean {
  const type = lowerTextOf(row, "RoleAssignmentDelegationType") ?? "regular";
  const isApplicationRole = lowerTextOf(row, "Role")?.startsWith("application ") ?? false;
  return type === "regular" && isApplicationRole && booleanOf(row, "Enabled") !== false;
}

const isHeldBy = (row: RawRow, ids: ReadonlySet<string>): boolean =>
  lowerTextOf(row, "RoleAssigneeType") === "serviceprincipal" &&
  ["App", "RoleAssignee", "RoleAssigneeName", "User"].some((name) =>
    ids.has(lowerTextOf(row, name) ?? ""),
  );

function authorizationOf(
  call: CmdletCall,
  assignment: RawRow,
  mailbox: RawRow | undefined,
): RawRow {
  const role = textOf(assignment, "Role") ?? "";
  const scope = resourceScopeOf(call.state, assignment);
  return {
    RoleName: role,
    GrantedPermissions: permissionsOf(role).join(", "),
    AllowedResourceScope: scope.target,
    ScopeType: scope.type,
    InScope:
      mailbox === undefined
        ? "Not Run"
        : printed(isInResourceScope(call.state, scope, mailbox), role),
  };
}

function printed(answer: Membership, role: string): string {
  if (answer === "unknown") throw notRecorded(`who is in the scope of ${role}`);
  return answer === "true" ? "True" : "False";
}

/** A role that the table does not know is taken to grant the permission that it is named after. */
export function permissionsOf(role: string): readonly string[] {
  const known = APPLICATION_ROLES.find((one) => one.role.toLowerCase() === role.toLowerCase());
  return known?.permissions ?? [role.replace(/^application /i, "")];
}
