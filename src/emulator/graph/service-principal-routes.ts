import { EXCHANGE_APP_ID, GRAPH_APP_ID } from "../../model/permission-table.ts";
import { readRows, rowsIfRead } from "../read-section.ts";
import type { RawRow } from "../row-values.ts";
import { isRecord, lowerTextOf } from "../row-values.ts";
import { notRecorded, ServiceFault } from "../service-fault.ts";
import type { TenantState } from "../tenant-state.ts";
import type { Collection, Entity, GraphCall } from "./graph-call.ts";
import { resourceNotFound } from "./graph-errors.ts";
import { withType } from "./shape-row.ts";

const RESOURCES: readonly string[] = [GRAPH_APP_ID, EXCHANGE_APP_ID];

export const ASSIGNMENT = [
  "id",
  "deletedDateTime",
  "appRoleId",
  "createdDateTime",
  "principalDisplayName",
  "principalId",
  "principalType",
  "resourceDisplayName",
  "resourceId",
];

/** Clients and, where they were read, the two resources: the real list holds both. */
export function listServicePrincipals({ state }: GraphCall): Collection {
  const clients = readRows(state, "graph/servicePrincipals");
  const known = new Set(clients.map((row) => lowerTextOf(row, "id")));
  const resources = rowsIfRead(state, "graph/resourceServicePrincipals") ?? [];
  return {
    kind: "collection",
    context: "servicePrincipals",
    rows: [...clients, ...resources.filter((row) => !known.has(lowerTextOf(row, "id")))],
    filterable: [
      "id",
      "appId",
      "displayName",
      "servicePrincipalType",
      "accountEnabled",
      "appOwnerOrganizationId",
    ],
    expandable: ["owners"],
  };
}

export const getServicePrincipal = ({ state, key }: GraphCall): Entity => ({
  kind: "entity",
  context: "servicePrincipals",
  row: findServicePrincipal(state, key),
  expandable: ["owners"],
});

/** Grants on one of the two resources; what was granted on others is not recorded. */
export function listAppRoleAssignedTo({ state, key }: GraphCall): Collection {
  const row = findServicePrincipal(state, key);
  const id = lowerTextOf(row, "id");
  if (!RESOURCES.includes(lowerTextOf(row, "appId") ?? "")) {
    throw notRecorded(`who holds the app roles of ${key}`);
  }
  const rows = readRows(state, "graph/appRoleAssignedTo");
  return assignments(`servicePrincipals('${id}')/appRoleAssignedTo`, rows, "resourceId", id);
}

/** Grants that a service principal holds on the two resources. */
export function listAppRoleAssignments({ state, key }: GraphCall): Collection {
  const id = lowerTextOf(findServicePrincipal(state, key), "id");
  const rows = readRows(state, "graph/appRoleAssignedTo");
  return assignments(`servicePrincipals('${id}')/appRoleAssignments`, rows, "principalId", id);
}

function assignments(
  context: string,
  rows: readonly RawRow[],
  property: string,
  id: string | undefined,
): Collection {
  return {
    kind: "collection",
    context,
    rows: rows
      .filter((row) => lowerTextOf(row, property) === id)
      .map((row) =>
        Object.fromEntries(Object.entries(row).filter(([k]) => ASSIGNMENT.includes(k))),
      ),
    filterable: ["resourceId", "principalId"],
  };
}

export const listServicePrincipalOwners = (call: GraphCall): Collection =>
  ownersOf(findServicePrincipal(call.state, call.key), call.key);

/**
 * The owners that the row carries.
 *
 * @throws ServiceFault denied when it carries none that were read: whoever took the evidence was not told them, and a
 *   refusal is not asked again, as a failure would be
 */
export function ownersOf(row: RawRow, id: string): Collection {
  const owners = row["owners"];
  if (!Array.isArray(owners))
    throw new ServiceFault("denied", `the evidence does not tell the owners of ${id}`);
  return {
    kind: "collection",
    context: "directoryObjects",
    rows: owners.filter(isRecord).map(withType),
    isMixed: true,
  };
}

const APP_ID_KEY = /^appid='([^']*)'$/i;

/** By object id, or by `appId='…'`. */
export function findServicePrincipal(state: TenantState, key: string): RawRow {
  const appId = APP_ID_KEY.exec(key)?.[1]?.toLowerCase();
  const resources =
    appId !== undefined && RESOURCES.includes(appId)
      ? readRows(state, "graph/resourceServicePrincipals")
      : rowsIfRead(state, "graph/resourceServicePrincipals");
  const [property, wanted] = appId === undefined ? ["id", key.toLowerCase()] : ["appId", appId];
  const isWanted = (row: RawRow): boolean => lowerTextOf(row, property) === wanted;
  const row = resources?.find(isWanted) ?? findClient(state, wanted, isWanted);
  if (row === undefined) throw resourceNotFound(key);
  return row;
}

function findClient(
  state: TenantState,
  wanted: string,
  isWanted: (row: RawRow) => boolean,
): RawRow | undefined {
  if (RESOURCES.includes(wanted)) return undefined;
  return readRows(state, "graph/servicePrincipals").find(isWanted);
}
