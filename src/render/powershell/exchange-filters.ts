import { APP_ROLE_PERMISSIONS, RESOURCE_APP_IDS } from "../../model/permission-table.ts";
import type { StepTarget } from "../../model/plan-step.ts";

type Authorization = Extract<StepTarget, { readonly kind: "authorization" }>;
type GovernedGrants = Extract<StepTarget, { readonly kind: "governedGrants" }>;

/** An OPATH filter that finds one recipient by its key: the Entra object id, or the Guid where there is none. */
export function recipientFilter(key: string): string {
  const value = doubled(key);
  return `ExternalDirectoryObjectId -eq '${value}' -or Guid -eq '${value}'`;
}

/** An OPATH filter that finds a recipient by its Name. */
export const recipientNameFilter = (name: string): string => `Name -eq '${doubled(name)}'`;

/** The mailboxes to test with, each with the word that InScope must say. */
export function probeViews(target: Authorization): readonly object[] {
  const probe = (expected: string) => (key: string) => ({
    key,
    filter: recipientFilter(key),
    expected,
  });
  return [...target.positive.map(probe("True")), ...target.negative.map(probe("False"))];
}

/** What a look at an app's grants asks for; roles are told apart by their resource. */
export function lookView(target: GovernedGrants): object {
  const resources = [...new Set(target.governed.map(({ resourceAppId }) => resourceAppId))];
  return {
    appId: target.appId,
    servicePrincipalId: target.servicePrincipalId ?? "",
    filter: appIdFilter(target.appId),
    resources: resources.map((appId) => ({
      appId,
      filter: appIdFilter(appId),
      appRoles: target.governed
        .filter(({ resourceAppId }) => resourceAppId === appId)
        .map(({ appRoleId }) => ({ id: appRoleId, name: valueOf(appId, appRoleId) })),
    })),
  };
}

/** How Entra names the role; an id that no table knows names itself. */
const valueOf = (resourceAppId: string, appRoleId: string): string =>
  APP_ROLE_PERMISSIONS.find(
    ({ resource, appRoleIds }) =>
      RESOURCE_APP_IDS[resource] === resourceAppId && appRoleIds.includes(appRoleId),
  )?.value ?? appRoleId;

/** An OData filter. */
function appIdFilter(appId: string): string {
  return `appId eq '${doubled(appId)}'`;
}

function doubled(value: string): string {
  return value.replaceAll("'", "''");
}
