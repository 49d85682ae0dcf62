import { appId } from "../../src/model/ids.ts";
import type { ApplicationRow } from "../../src/model/graph-rows.ts";
import { RESOURCES } from "../generator/app-roles.ts";
import { appIdOf, registrationId } from "../generator/ids.ts";

export const GRAPH_APP_ID = RESOURCES.graph.appId;
export const EXCHANGE_APP_ID = RESOURCES.exchange.appId;

/** The registration of an app of this tenant that declares the roles, by app id of the resource. */
export const appRegistrationOf = (
  number: number,
  declared: Readonly<Record<string, readonly string[]>>,
): ApplicationRow => ({
  id: registrationId(appIdOf(number)),
  appId: appId(appIdOf(number)),
  requiredResourceAccess: Object.entries(declared).map(([resource, roleIds]) => ({
    resourceAppId: appId(resource),
    roleIds,
  })),
});
