import { hasPointer, isRead } from "../generator/sight.ts";
import type { AppDescription, TenantDescription } from "../generator/tenant-description.ts";
import { allOf, anyOf, type Answer } from "./answer.ts";
import { kindOf, permissionOf, type PermissionName } from "./permission-kinds.ts";
import { answerPolicies } from "./policy-answer.ts";

/** The Graph and Exchange values that carry one of the permissions, whether the app holds them or not. */
const VALUES_OF = new Map([
  ["graph/Mail.ReadBasic", ["Mail.ReadBasic", "Mail.ReadBasic.All"]],
  ["exchange/EWS.AccessAsApp", ["full_access_as_app"]],
]);

/** Whether an Entra grant gives an app a permission on a mailbox, policies included. */
export function answerGrants(
  tenant: TenantDescription,
  app: AppDescription,
  { resource, permission }: PermissionName,
  mailbox: string,
): Answer {
  return anyOf(
    valuesOf({ resource, permission }).map((value) => {
      const holds = holdsGrant(tenant, app, { resource, value });
      switch (kindOf(resource, value)) {
        case "governed":
          // Without the grants nothing is said of them, not even what a policy would refuse.
          return holds === true ? answerPolicies(tenant, app.appId, mailbox) : holds;
        case "ungoverned":
          return holds;
        case "needsMailboxPermission":
        case "unknown":
          return allOf([holds, null]);
        case "retiredApi":
        case "none":
          return false;
      }
    }),
  );
}

const valuesOf = ({ resource, permission }: PermissionName): readonly string[] =>
  VALUES_OF.get(`${resource}/${permission}`) ?? [permission];

/** Whether an app holds any grant of a permission, whatever it reaches. */
export const holdsAnyGrant = (
  tenant: TenantDescription,
  app: AppDescription,
  name: PermissionName,
): Answer =>
  anyOf(valuesOf(name).map((value) => holdsGrant(tenant, app, { resource: name.resource, value })));

/** The permissions that an app holds by grants that could be read. */
export function permissionsHeld(
  tenant: TenantDescription,
  app: AppDescription,
): readonly PermissionName[] {
  return app.grants
    .filter((grant) => holdsGrant(tenant, app, grant) === true)
    .map(({ resource, value }) => ({ resource, permission: permissionOf(resource, value) }));
}

/** Whether the app holds the grant. A service principal that is not there holds nothing. */
function holdsGrant(
  tenant: TenantDescription,
  app: AppDescription,
  { resource, value }: { readonly resource: string; readonly value: string },
): Answer {
  if (!isRead(tenant, "graph/appRoleAssignedTo")) return null;
  if (!isRead(tenant, "graph/resourceServicePrincipals")) return null;
  if (!isResolvable(tenant, app)) return null;
  if (app.servicePrincipalId === null || app.deletedAt !== undefined) return false;
  return app.grants.some((grant) => grant.resource === resource && grant.value === value);
}

/** A grant names a service principal by object id: someone must tell which app that is. */
function isResolvable(tenant: TenantDescription, { appId }: AppDescription): boolean {
  if (isRead(tenant, "graph/servicePrincipals")) return true;
  return hasPointer(tenant, appId) && isRead(tenant, "exchange/servicePrincipals");
}
