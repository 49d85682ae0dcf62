import { readRows } from "../read-section.ts";
import type { RawRow } from "../row-values.ts";
import { lowerTextOf } from "../row-values.ts";
import type { Collection, Entity, GraphCall } from "./graph-call.ts";
import { resourceNotFound } from "./graph-errors.ts";
import { ownersOf } from "./service-principal-routes.ts";

export const listApplications = ({ state }: GraphCall): Collection => ({
  kind: "collection",
  context: "applications",
  rows: readRows(state, "graph/applications"),
  filterable: ["id", "appId", "displayName"],
  expandable: ["owners"],
});

export const getApplication = (call: GraphCall): Entity => ({
  kind: "entity",
  context: "applications",
  row: findApplication(call),
  expandable: ["owners"],
});

export const listApplicationOwners = (call: GraphCall): Collection =>
  ownersOf(findApplication(call), call.key);

export const listDeletedServicePrincipals = ({ state }: GraphCall): Collection => ({
  kind: "collection",
  context: "servicePrincipals",
  rows: readRows(state, "graph/deletedServicePrincipals"),
  filterable: ["id", "appId", "displayName"],
});

export const listOAuth2PermissionGrants = ({ state }: GraphCall): Collection => ({
  kind: "collection",
  context: "oauth2PermissionGrants",
  rows: readRows(state, "graph/oauth2PermissionGrants"),
  filterable: ["clientId", "consentType", "principalId", "resourceId"],
});

export const listOrganization = ({ state }: GraphCall): Collection => ({
  kind: "collection",
  context: "organization",
  rows: readRows(state, "graph/organization"),
});

export function getOrganization({ state, key }: GraphCall): Entity {
  const rows = readRows(state, "graph/organization");
  const row = rows.find((one) => lowerTextOf(one, "id") === key.toLowerCase());
  if (row === undefined) throw resourceNotFound(key);
  return { kind: "entity", context: "organization", row };
}

export function findApplication({ state, key }: GraphCall): RawRow {
  const appId = /^appid='([^']*)'$/i.exec(key)?.[1]?.toLowerCase();
  const [property, wanted] = appId === undefined ? ["id", key.toLowerCase()] : ["appId", appId];
  const rows = readRows(state, "graph/applications");
  const row = rows.find((one) => lowerTextOf(one, property) === wanted);
  if (row === undefined) throw resourceNotFound(key);
  return row;
}
