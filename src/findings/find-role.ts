import type { AppId } from "../model/ids.ts";
import {
  APP_ROLE_PERMISSIONS,
  RESOURCE_APP_IDS,
  type AppRolePermission,
} from "../model/permission-table.ts";
import { rowsOf, type FindingContext } from "./finding-context.ts";

/**
 * The appRole that a registration declares by the resource's app id and the role's id; undefined = no permission on
 * mailbox data. The tenant's own names win over the table's ids.
 */
export function findRole(
  context: FindingContext,
  resourceAppId: AppId,
  roleId: string,
): AppRolePermission | undefined {
  const resource = rowsOf(context, "graph/resourceServicePrincipals").find(
    ({ appId }) => appId === resourceAppId,
  );
  const value = resource?.appRoles?.find(({ id }) => id === roleId)?.value?.toLowerCase();
  return APP_ROLE_PERMISSIONS.filter(
    (entry) => RESOURCE_APP_IDS[entry.resource] === resourceAppId,
  ).find((entry) =>
    value === undefined ? entry.appRoleIds.includes(roleId) : entry.value.toLowerCase() === value,
  );
}
