import { nestedGroupsOf } from "../group-membership.ts";
import { readParent, readRows } from "../read-section.ts";
import { groupKindOf, keyOf } from "../recipient-directory.ts";
import type { RawRow } from "../row-values.ts";
import { lowerTextOf, textOf } from "../row-values.ts";
import type { TenantState } from "../tenant-state.ts";
import type { Collection, Count, Entity, GraphCall } from "./graph-call.ts";
import { isEventual } from "./graph-call.ts";
import { resourceNotFound, unsupportedQuery } from "./graph-errors.ts";
import { ownersOf } from "./service-principal-routes.ts";

/** Only the groups in use were recorded. */
export const listGroups = ({ state }: GraphCall): Collection => ({
  kind: "collection",
  context: "groups",
  rows: readRows(state, "graph/groups"),
  filterable: ["id", "displayName", "mail", "mailEnabled", "securityEnabled"],
  expandable: ["owners"],
});

export const getGroup = (call: GraphCall): Entity => ({
  kind: "entity",
  context: "groups",
  row: findGroup(call),
  expandable: ["owners"],
});

export const listGroupOwners = (call: GraphCall): Collection => ownersOf(findGroup(call), call.key);

export const listMembers = (call: GraphCall): Collection => directory(directMembers(call));

export const listTransitiveMembers = (call: GraphCall): Collection => directory(allMembers(call));

export const listUserMembers = (call: GraphCall): Collection => users(call, directMembers(call));

export const listTransitiveUserMembers = (call: GraphCall): Collection =>
  users(call, allMembers(call));

export const countMembers = (call: GraphCall): Count => counted(call, directMembers(call));

export const countTransitiveMembers = (call: GraphCall): Count => counted(call, allMembers(call));

const directory = (rows: readonly RawRow[]): Collection => ({
  kind: "collection",
  context: "directoryObjects",
  rows,
  isMixed: true,
});

/** A cast is an advanced query: it needs the eventual consistency level and a count. */
function users(call: GraphCall, rows: readonly RawRow[]): Collection {
  if (!isEventual(call.request) || call.query.get("$count") !== "true") {
    throw unsupportedQuery(
      "The specified query needs the header 'ConsistencyLevel: eventual' and the parameter '$count=true'.",
    );
  }
  return {
    kind: "collection",
    context: "users",
    rows: rows.filter((row) => row["@odata.type"] === "#microsoft.graph.user"),
    filterable: ["id", "displayName", "mail"],
  };
}

function counted(call: GraphCall, rows: readonly RawRow[]): Count {
  if (isEventual(call.request)) return { kind: "count", count: rows.length };
  throw unsupportedQuery("$count needs the header 'ConsistencyLevel: eventual'.");
}

function findGroup({ state, key }: GraphCall): RawRow {
  const rows = readRows(state, "graph/groups");
  const row = rows.find((one) => lowerTextOf(one, "id") === key.toLowerCase());
  if (row === undefined) throw resourceNotFound(key);
  return row;
}

function directMembers({ state, key }: GraphCall): readonly RawRow[] {
  return membersOf(state, key.toLowerCase());
}

function allMembers({ state, key }: GraphCall): readonly RawRow[] {
  const groups = new Set([key.toLowerCase()]);
  const members = new Map<unknown, RawRow>();
  for (const group of groups) {
    for (const member of membersOf(state, group)) members.set(member["id"], member);
    for (const nested of nestedGroupsOf(state, group)) groups.add(nested);
  }
  return [...members.values()];
}

/** Members as Exchange recorded them, in the shape of Graph; those without an object in Entra are not there. */
function membersOf(state: TenantState, group: string): readonly RawRow[] {
  return readParent(state, "exchange/groupMembers", group).flatMap((row) => {
    const id = lowerTextOf(row, "ExternalDirectoryObjectId");
    return id === undefined ? [] : [directoryObjectOf(state, id, row)];
  });
}

/** A recipient as a directory object. */
export function directoryObjectOf(state: TenantState, id: string, listed: RawRow): RawRow {
  const row = state.directory.byKey(id) ?? listed;
  const type = typeOf(row);
  const name = type === "user" ? state.directory.userPrincipalName(row) : undefined;
  return {
    "@odata.type": `#microsoft.graph.${type}`,
    id: keyOf(row) ?? id,
    displayName: textOf(row, "DisplayName") ?? textOf(row, "Name") ?? null,
    mail: textOf(row, "PrimarySmtpAddress") ?? null,
    ...(name === undefined ? {} : { userPrincipalName: name }),
  };
}

function typeOf(row: RawRow): "user" | "group" | "orgContact" {
  if (groupKindOf(row) !== undefined) return "group";
  return lowerTextOf(row, "RecipientTypeDetails") === "mailcontact" ? "orgContact" : "user";
}
