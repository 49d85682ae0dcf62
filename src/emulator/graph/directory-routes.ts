import { readParent, readRows, rowsIfRead, sectionOf } from "../read-section.ts";
import { keyOf } from "../recipient-directory.ts";
import type { RawRow } from "../row-values.ts";
import { lowerTextOf } from "../row-values.ts";
import type { TenantState } from "../tenant-state.ts";
import type { Collection, Entity, GraphCall } from "./graph-call.ts";
import { resourceNotFound } from "./graph-errors.ts";
import { directoryObjectOf } from "./group-routes.ts";

/** What a user comes with when nothing is selected. */
const USER_DEFAULTS = [
  "businessPhones",
  "displayName",
  "givenName",
  "id",
  "jobTitle",
  "mail",
  "mobilePhone",
  "officeLocation",
  "preferredLanguage",
  "surname",
  "userPrincipalName",
];

export const listAdministrativeUnits = ({ state }: GraphCall): Collection => ({
  kind: "collection",
  context: "directory/administrativeUnits",
  rows: readRows(state, "graph/administrativeUnits"),
  filterable: ["id", "displayName"],
});

export const getAdministrativeUnit = (call: GraphCall): Entity => ({
  kind: "entity",
  context: "directory/administrativeUnits",
  row: findUnit(call),
});

export function listUnitMembers(call: GraphCall): Collection {
  const id = lowerTextOf(findUnit(call), "id") ?? call.key;
  return {
    kind: "collection",
    context: "directoryObjects",
    rows: readParent(call.state, "graph/administrativeUnitMembers", id),
    isMixed: true,
  };
}

export function listUnitUserMembers(call: GraphCall): Collection {
  const { rows } = listUnitMembers(call);
  return {
    kind: "collection",
    context: "users",
    rows: rows.filter((row) => row["@odata.type"] === "#microsoft.graph.user"),
  };
}

export const listUsers = ({ state }: GraphCall): Collection => ({
  kind: "collection",
  context: "users",
  rows: usersOf(state),
  filterable: ["id", "userPrincipalName", "mail", "displayName", "accountEnabled"],
  defaults: USER_DEFAULTS,
});

/** By object id or user principal name. */
export function getUser({ state, key }: GraphCall): Entity {
  const wanted = key.toLowerCase();
  const row = usersOf(state).find((one) =>
    ["id", "userPrincipalName"].some((id) => lowerTextOf(one, id) === wanted),
  );
  if (row === undefined) throw resourceNotFound(key);
  return { kind: "entity", context: "users", row, defaults: USER_DEFAULTS };
}

/**
 * Users as recorded; where nobody asked for them, but user principal names are given, those that are recipients.
 *
 * @throws ServiceFault for the recorded status
 */
export function usersOf(state: TenantState): readonly RawRow[] {
  const names = state.settings.userPrincipalNames;
  if (sectionOf(state, "graph/users").status === "notAsked" && names.size > 0) {
    return (rowsIfRead(state, "exchange/recipients") ?? [])
      .map((row) => directoryObjectOf(state, keyOf(row) ?? "", row))
      .filter((row) => row["@odata.type"] === "#microsoft.graph.user");
  }
  return readRows(state, "graph/users").map((row) => {
    const name = names.get(lowerTextOf(row, "id") ?? "");
    return name === undefined ? row : { ...row, userPrincipalName: name };
  });
}

export function findUnit({ state, key }: GraphCall): RawRow {
  const rows = readRows(state, "graph/administrativeUnits");
  const row = rows.find((one) => lowerTextOf(one, "id") === key.toLowerCase());
  if (row === undefined) throw resourceNotFound(key);
  return row;
}
