import type { PermissionKey } from "../access/effective-access.ts";
import type { ResolvedGrant } from "../access/entra-grant.ts";
import { byText } from "../model/by-text.ts";
import {
  APP_ROLE_PERMISSIONS,
  RESOURCE_APP_IDS,
  type Resource,
} from "../model/permission-table.ts";
import type { AppState } from "./app-state.ts";
import { permissionsWithNewAccess } from "./merge-new-access.ts";

/** What an app's registration asks for of one resource, although its role in Exchange gives it. */
export interface DeclaredRoles {
  readonly resource: Resource;
  readonly appRoleIds: readonly string[];
}

/**
 * Lists what an app's registration still declares of the permissions that it migrates, or has in Exchange already, or
 * is to have there by decision: the next admin consent would bring them back.
 *
 * @param grants what is migrated
 */
export function listDeclaredRoles(
  { app, newAccess }: Pick<AppState, "app" | "newAccess">,
  grants: readonly ResolvedGrant[],
): readonly DeclaredRoles[] {
  const registration = app.application.status === "read" ? app.application.value : null;
  const migrated = migratedRoleIds({ app, newAccess }, grants);
  return (["exchange", "graph"] as const).flatMap((resource) => {
    const declared = (registration?.requiredResourceAccess ?? [])
      .filter(({ resourceAppId }) => resourceAppId === RESOURCE_APP_IDS[resource])
      .flatMap(({ roleIds }) => roleIds)
      .filter((role) => migrated.has(`${resource}/${role}`));
    const appRoleIds = [...new Set(declared)].toSorted(byText);
    return appRoleIds.length === 0 ? [] : [{ resource, appRoleIds }];
  });
}

/** AppRoles whose permission the app migrates, or already has in Exchange. */
function migratedRoleIds(
  state: Pick<AppState, "app" | "newAccess">,
  grants: readonly ResolvedGrant[],
): ReadonlySet<string> {
  const keys = [...grants, ...grantedByExchangeOnly(state)];
  const roles = APP_ROLE_PERMISSIONS.filter(
    ({ kind, resource, permission }) =>
      (kind === "governed" || kind === "ungoverned") &&
      keys.some((key) => key.resource === resource && key.permission === permission),
  );
  return new Set([
    ...roles.flatMap(({ resource, appRoleIds }) => appRoleIds.map((id) => `${resource}/${id}`)),
    ...grants.map(({ resource, row }) => `${resource}/${row.appRoleId}`),
  ]);
}

/** Permissions of the app that Exchange alone grants, or is to grant. */
function grantedByExchangeOnly(
  state: Pick<AppState, "app" | "newAccess">,
): readonly PermissionKey[] {
  const { grants: known } = state.app;
  const grants = known.status === "read" ? known.value : [];
  return permissionsWithNewAccess(state).filter(
    (key) =>
      !grants.some(
        ({ resource, permission }) => resource === key.resource && permission === key.permission,
      ),
  );
}
