import type { RowEdit } from "../../changes/tenant-change.ts";
import type { WritingCall, WritingCmdlet } from "../../cmdlet.ts";
import { readRows, sectionOf } from "../../read-section.ts";
import { groupKindOf } from "../../recipient-directory.ts";
import type { RawRow } from "../../row-values.ts";
import { lowerTextOf, textOf } from "../../row-values.ts";
import { objectNotFound, ServiceFault } from "../../service-fault.ts";
import type { TenantState } from "../../tenant-state.ts";
import { findRecipient } from "../find-recipient.ts";
import { UNIT_IDS } from "../get-administrative-unit.ts";
import { findRoles } from "../get-management-role.ts";
import { SCOPE_IDS } from "../get-management-scope.ts";
import { SERVICE_PRINCIPAL_IDS } from "../get-service-principal.ts";
import { findExactlyOne } from "./find-exactly-one.ts";
import {
  assertHydrated,
  assertName,
  createGuid,
  datesOf,
  distinguishedName,
  identifiedBy,
  MAX_NAME_LENGTH,
  nameTaken,
} from "./new-object.ts";

/**
 * Assigns an application role to a service principal; without a scope, in the whole organisation. The other parameter
 * sets are refused as not supported.
 *
 * @see https://learn.microsoft.com/powershell/module/exchangepowershell/new-managementroleassignment
 *   (docs as of 2026-08-21)
 */
export const newManagementRoleAssignment: WritingCmdlet = {
  name: "New-ManagementRoleAssignment",
  computes: [
    "App",
    "CustomResourceScope",
    "Force",
    "Name",
    "RecipientAdministrativeUnitScope",
    "RecipientGroupScope",
    "Role",
  ],
  write: (call) => {
    const { state, parameters, make } = call;
    assertHydrated(state);
    const role = roleNameOf(call);
    const principal = findExactlyOne(
      readRows(state, "exchange/servicePrincipals"),
      parameters.text("App") ?? "",
      SERVICE_PRINCIPAL_IDS,
    );
    const scope = scopeOf(call);
    const row = assignmentOf(call, nameOf(call, role, principal), { role, principal, scope });
    make({
      what: `New-ManagementRoleAssignment ${String(row["Name"])}`,
      settles: "roleAssignment",
      edits: [{ kind: "addRow", section: "exchange/roleAssignments", row }],
    });
    return [row];
  },
};

export const removeManagementRoleAssignment: WritingCmdlet = {
  name: "Remove-ManagementRoleAssignment",
  computes: ["Identity", "Force"],
  write: ({ state, parameters, make }) => {
    assertHydrated(state);
    const row = findExactlyOne(
      readRows(state, "exchange/roleAssignments"),
      parameters.text("Identity") ?? "",
      ["Name", "Identity", "Id", "Guid", "DistinguishedName"],
    );
    const value = textOf(row, "Name") ?? "";
    make({
      what: `Remove-ManagementRoleAssignment ${value}`,
      settles: "roleAssignment",
      edits: [
        {
          kind: "removeRows",
          section: "exchange/roleAssignments",
          match: { property: "Name", value },
        },
        ...withoutEffectiveUsers(state, row),
      ],
    });
    return [];
  },
};

/** Whoever had the role through an assignment has it no more: the rows of its effective users go with it. */
function withoutEffectiveUsers(state: TenantState, assignment: RawRow): readonly RowEdit[] {
  const section = "exchange/impersonationEffectiveUsers";
  const key = textOf(assignment, "Role") ?? "";
  const value = textOf(assignment, "Name") ?? "";
  return sectionOf(state, section).parents.has(key.toLowerCase())
    ? [{ kind: "removeChildren", section, key, match: { property: "Name", value } }]
    : [];
}

interface Scope {
  readonly type: string;
  /** The name by which the service prints it; blank for the whole organisation. */
  readonly target: string;
}

interface Assigned {
  readonly role: string;
  readonly principal: RawRow;
  readonly scope: Scope;
}

function roleNameOf({ state, parameters }: WritingCall): string {
  const asked = parameters.text("Role") ?? "";
  const [role, ...others] = findRoles(
    readRows(state, "exchange/roles"),
    asked.replaceAll("*", "?"),
  );
  const name = role === undefined || others.length > 0 ? undefined : textOf(role, "Name");
  if (name === undefined) throw objectNotFound(asked);
  return name;
}

/** One scope at most: what two of them would mean together is documented nowhere. */
function scopeOf({ state, parameters }: WritingCall): Scope {
  const custom = parameters.text("CustomResourceScope");
  const unit = parameters.text("RecipientAdministrativeUnitScope");
  const group = parameters.text("RecipientGroupScope");
  if ([custom, unit, group].filter((one) => one !== undefined).length > 1) throw severalScopes();
  if (custom !== undefined) {
    const row = findExactlyOne(readRows(state, "exchange/managementScopes"), custom, SCOPE_IDS);
    return { type: "CustomRecipientScope", target: textOf(row, "Name") ?? custom };
  }
  if (unit !== undefined) {
    const row = findExactlyOne(readRows(state, "exchange/administrativeUnits"), unit, UNIT_IDS);
    return { type: "AdministrativeUnit", target: textOf(row, "Name") ?? unit };
  }
  if (group === undefined) return { type: "Organization", target: "" };
  const row = findRecipient(state, group, (one) => groupKindOf(one) !== undefined);
  return { type: "Group", target: textOf(row, "Name") ?? group };
}

/** The asked name, or the role's and the principal's, numbered where it is taken. */
function nameOf({ state, parameters }: WritingCall, role: string, principal: RawRow): string {
  const taken = new Set(
    readRows(state, "exchange/roleAssignments").map((row) => lowerTextOf(row, "Name")),
  );
  const asked = parameters.text("Name")?.trim();
  if (asked !== undefined) {
    assertName(asked);
    if (taken.has(asked.toLowerCase())) throw nameTaken(asked);
    return asked;
  }
  const base = `${role}-${textOf(principal, "ObjectId") ?? ""}`;
  for (let number = 0; ; number += 1) {
    const end = number === 0 ? "" : `-${number}`;
    const name = base.slice(0, MAX_NAME_LENGTH - end.length) + end;
    if (!taken.has(name.toLowerCase())) return name;
  }
}

function assignmentOf(
  { state, now, serial }: WritingCall,
  name: string,
  { role, principal, scope }: Assigned,
): RawRow {
  const objectId = textOf(principal, "ObjectId") ?? "";
  return {
    ...identifiedBy(name),
    DataObject: name,
    User: null,
    App: objectId,
    AssignmentMethod: "Direct",
    AssignmentChain: "",
    EffectiveUserName: textOf(principal, "DisplayName") ?? objectId,
    Role: role,
    RoleAssignee: objectId,
    RoleAssigneeName: objectId,
    RoleAssigneeType: "ServicePrincipal",
    RoleAssignmentDelegationType: "Regular",
    RecipientReadScope: "Organization",
    RecipientWriteScope: scope.type,
    ConfigReadScope: "OrganizationConfig",
    ConfigWriteScope: "OrganizationConfig",
    CustomRecipientWriteScope: "",
    CustomConfigWriteScope: "",
    CustomResourceScope: scope.target,
    ExclusiveRecipientWriteScope: "",
    RecipientAdministrativeUnitScope: "",
    RecipientGroupScope: "",
    RecipientOrganizationalUnitScope: "",
    RecipientRelativeWriteScope: "",
    Enabled: true,
    IsValid: true,
    Guid: createGuid("assignment", name, serial),
    DistinguishedName: distinguishedName(
      state,
      name,
      "CN=Role Assignments,CN=RBAC,CN=Configuration,",
    ),
    ...datesOf(now),
  };
}

const severalScopes = (): ServiceFault =>
  new ServiceFault(
    "badRequest",
    "You can specify only one of CustomResourceScope, RecipientAdministrativeUnitScope and RecipientGroupScope.",
    "System.ArgumentException",
  );
