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
    const all = rowsIfRead(state, "exchange/roleAssignments");
    if (all !== undefined) {
      const held = all.filter((row) => isHeldBy(row, principal, call));
      return { rows: held.map((row) => authorizationOf(call, row, mailbox)) };
    }
    const recorded = parentRowsIfRead(state, "exchange/servicePrincipalAuthorizations", app);
    if (recorded === undefined || mailbox !== undefined) {
      throw notRecorded(`the roles of ${app}: role assignments were not read`);
    }
    return { rows: recorded };
  },
};

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

/** A regular, enabled assignment of an application role whose assignee is this service principal. */
function isHeldBy(row: RawRow, principal: RawRow, { state }: CmdletCall): boolean {
  const isRegular = (lowerTextOf(row, "RoleAssignmentDelegationType") ?? "regular") === "regular";
  const isApplicationRole = lowerTextOf(row, "Role")?.startsWith("application ") ?? false;
  const isPrincipal = lowerTextOf(row, "RoleAssigneeType") === "serviceprincipal";
  if (!isRegular || !isApplicationRole || !isPrincipal || booleanOf(row, "Enabled") === false) {
    return false;
  }
  const assignee = ["App", "RoleAssignee", "RoleAssigneeName", "User"].flatMap(
    (name) => lowerTextOf(row, name) ?? [],
  );
  const namesakes = readRows(state, "exchange/servicePrincipals").filter(
    (one) => lowerTextOf(one, "DisplayName") === lowerTextOf(principal, "DisplayName"),
  );
  return SERVICE_PRINCIPAL_IDS.some((id) => {
    const isAmbiguous = id === "DisplayName" && namesakes.length > 1;
    return !isAmbiguous && assignee.includes(lowerTextOf(principal, id) ?? "\n");
  });
}

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
function permissionsOf(role: string): readonly string[] {
  const known = APPLICATION_ROLES.find((one) => one.role.toLowerCase() === role.toLowerCase());
  return known?.permissions ?? [role.replace(/^application /i, "")];
}
