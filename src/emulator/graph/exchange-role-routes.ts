import { readRows, rowsIfRead } from "../read-section.ts";
import type { RawRow } from "../row-values.ts";
import { booleanOf, lowerTextOf, textOf } from "../row-values.ts";
import type { TenantState } from "../tenant-state.ts";
import { resourceScopeOf, targetIdOf } from "../cmdlets/resource-scope.ts";
import type { Collection, GraphCall } from "./graph-call.ts";

const collection = (
  name: string,
  rows: readonly RawRow[],
  filterable: readonly string[],
): Collection => ({
  kind: "collection",
  context: `roleManagement/exchange/${name}`,
  rows,
  filterable,
});

/** Application roles, as the beta provider of role management shows them. */
export const listRoleDefinitions = ({ state }: GraphCall): Collection =>
  collection(
    "roleDefinitions",
    readRows(state, "exchange/roles").map((row) => ({
      id: textOf(row, "Guid") ?? textOf(row, "Name") ?? "",
      displayName: textOf(row, "Name") ?? null,
      description: textOf(row, "Description") ?? null,
      isEnabled: true,
      isBuiltIn: booleanOf(row, "IsRootRole") ?? true,
      rolePermissions: [],
    })),
    ["id", "displayName"],
  );

export const listCustomAppScopes = ({ state }: GraphCall): Collection =>
  collection(
    "customAppScopes",
    readRows(state, "exchange/managementScopes").map((row) => ({
      id: scopeIdOf(row),
      type: "RecipientScope",
      displayName: textOf(row, "Name") ?? null,
      customAttributes: {
        Exclusive: booleanOf(row, "Exclusive") ?? false,
        RecipientFilter: textOf(row, "RecipientFilter") ?? null,
      },
    })),
    ["id", "displayName"],
  );

/** Assignments to service principals; those of users and groups of roles are left to the cmdlet. */
export const listRoleAssignments = ({ state }: GraphCall): Collection =>
  collection(
    "roleAssignments",
    readRows(state, "exchange/roleAssignments")
      .filter((row) => lowerTextOf(row, "RoleAssigneeType") === "serviceprincipal")
      .map((row) => roleAssignmentOf(state, row)),
    ["principalId", "roleDefinitionId"],
  );

function roleAssignmentOf(state: TenantState, row: RawRow): RawRow {
  const role = lowerTextOf(row, "Role");
  const definition = rowsIfRead(state, "exchange/roles")?.find(
    (one) => lowerTextOf(one, "Name") === role,
  );
  return {
    id: textOf(row, "Guid") ?? textOf(row, "Name") ?? "",
    principalId: `/ServicePrincipals/${textOf(row, "RoleAssignee") ?? textOf(row, "App") ?? ""}`,
    roleDefinitionId: (definition === undefined ? undefined : textOf(definition, "Guid")) ?? role,
    ...scopeIdsOf(state, row),
  };
}

function scopeIdsOf(state: TenantState, assignment: RawRow): RawRow {
  const resourceScope = resourceScopeOf(state, assignment);
  const { type, target } = resourceScope;
  if (type === "CustomRecipientScope") {
    const scope = rowsIfRead(state, "exchange/managementScopes")?.find(
      (row) => lowerTextOf(row, "Name") === target.toLowerCase(),
    );
    return { directoryScopeId: null, appScopeId: scope === undefined ? target : scopeIdOf(scope) };
  }
  const folder = { AdministrativeUnit: "AdministrativeUnits", Group: "Groups" }[type];
  return {
    directoryScopeId: folder === undefined ? "/" : `/${folder}/${targetIdOf(state, resourceScope)}`,
    appScopeId: null,
  };
}

const scopeIdOf = (row: RawRow): string => textOf(row, "Guid") ?? textOf(row, "Name") ?? "";
