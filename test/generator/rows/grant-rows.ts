import { createHash } from "node:crypto";

import { appRoleId, RESOURCES } from "../app-roles.ts";
import type { AppDescription, GrantDescription, TenantDescription } from "../tenant-description.ts";
import { GRAPH_CREATED } from "./dates.ts";
import type { RawRow } from "./raw-row.ts";

/** The two resource service principals with their appRoles. */
export function resourceRows(): readonly RawRow[] {
  return Object.values(RESOURCES).map(({ appId, servicePrincipalId, displayName, appRoles }) => ({
    id: servicePrincipalId,
    appId,
    displayName,
    appRoles: appRoles.map(([value, id]) => ({
      allowedMemberTypes: ["Application"],
      description: `Allows the app to use ${value} without a signed-in user.`,
      displayName: value,
      id,
      isEnabled: true,
      origin: "Application",
      value,
    })),
  }));
}

/** `/servicePrincipals/{resource}/appRoleAssignedTo` of both resources. */
export function grantRows({ apps }: TenantDescription): readonly RawRow[] {
  return apps.filter(({ deletedAt }) => deletedAt === undefined).flatMap(grantRowsOf);
}

/** The id of the appRoleAssignment of a grant. */
export const grantId = (
  servicePrincipalId: string,
  { resource, value }: GrantDescription,
): string =>
  base64Id(
    [servicePrincipalId, RESOURCES[resource].servicePrincipalId, appRoleId(resource, value)].join(
      "/",
    ),
  );

function grantRowsOf({ servicePrincipalId, displayName, grants }: AppDescription): RawRow[] {
  if (servicePrincipalId === null) return [];
  return grants.map(({ resource, value }) => {
    const { servicePrincipalId: resourceId, displayName: resourceDisplayName } =
      RESOURCES[resource];
    const roleId = appRoleId(resource, value);
    return {
      id: grantId(servicePrincipalId, { resource, value }),
      deletedDateTime: null,
      appRoleId: roleId,
      createdDateTime: "2024-03-11T10:20:30.4048576Z",
      principalDisplayName: displayName,
      principalId: servicePrincipalId,
      principalType: "ServicePrincipal",
      resourceDisplayName,
      resourceId,
    };
  });
}

/** Delegated grants that everybody consented to. */
export function delegatedGrantRows({ apps }: TenantDescription): readonly RawRow[] {
  return apps.flatMap(({ servicePrincipalId, delegated = [] }) => {
    if (servicePrincipalId === null || delegated.length === 0) return [];
    return [
      {
        id: base64Id(`${servicePrincipalId}/delegated`),
        clientId: servicePrincipalId,
        consentType: "AllPrincipals",
        principalId: null,
        resourceId: RESOURCES.graph.servicePrincipalId,
        scope: ` ${delegated.join(" ")}`,
      },
    ];
  });
}

/** `/users`, for filters on the user principal name. */
export function userRows(
  users: readonly { readonly id: string; readonly name: string }[],
): RawRow[] {
  return users.map(({ id, name }) => ({
    id,
    userPrincipalName: name,
    createdDateTime: GRAPH_CREATED,
  }));
}

/** Worlds ask for the same ids again and again. */
const base64Ids = new Map<string, string>();

function base64Id(text: string): string {
  const known =
    base64Ids.get(text) ?? createHash("sha256").update(text).digest("base64url").slice(0, 43);
  base64Ids.set(text, known);
  return known;
}
