import { parseBody } from "../answer.ts";
import {
  createGuid,
  datesOf,
  distinguishedName,
  identifiedBy,
} from "../cmdlets/writing/new-object.ts";
import { readParent, readRows, rowsIfRead } from "../read-section.ts";
import type { RawRow } from "../row-values.ts";
import { isRecord, lowerTextOf, textOf } from "../row-values.ts";
import { ServiceFault } from "../service-fault.ts";
import { findUnit } from "./directory-routes.ts";
import type { Done, GraphCall } from "./graph-call.ts";
import { resourceNotFound } from "./graph-errors.ts";
import { directoryObjectOf } from "./group-routes.ts";

const UNITS = "graph/administrativeUnits";
const MEMBERS = "graph/administrativeUnitMembers";

/**
 * Creates a unit, which Exchange knows by names and ids of its own.
 *
 * @see https://learn.microsoft.com/graph/api/directory-post-administrativeunits 201
 */
export function createAdministrativeUnit({ service, state, request }: GraphCall): Done {
  const body = parseBody(request);
  const displayName = isRecord(body) ? textOf(body, "displayName") : undefined;
  if (!isRecord(body) || displayName === undefined) throw badRequest("displayName is required.");
  readRows(state, UNITS);
  const serial = service.history.changes().length;
  const id = createGuid("unit", displayName, serial);
  const name = createGuid("unit in Exchange", displayName, serial);
  const row = {
    id,
    deletedDateTime: null,
    displayName,
    description: textOf(body, "description") ?? null,
    visibility: textOf(body, "visibility") ?? null,
    membershipType: "Assigned",
    membershipRule: null,
    membershipRuleProcessingState: null,
    isMemberManagementRestricted: false,
  };
  const inExchange = {
    ...identifiedBy(name),
    DisplayName: displayName,
    ExternalDirectoryObjectId: id,
    Guid: createGuid("guid of unit", displayName, serial),
    DistinguishedName: distinguishedName(state, name),
    IsValid: true,
    ...datesOf(service.clock.now()),
  };
  service.history.make({
    what: `administrative unit ${displayName}`,
    settles: "none",
    edits: [
      { kind: "addRow", section: UNITS, row },
      { kind: "addRow", section: "exchange/administrativeUnits", row: inExchange },
      { kind: "addParent", section: MEMBERS, key: id },
    ],
  });
  return { kind: "done", status: 201, created: { context: "directory/administrativeUnits", row } };
}

/** @see https://learn.microsoft.com/graph/api/administrativeunit-delete 204 */
export function deleteAdministrativeUnit(call: GraphCall): Done {
  const id = textOf(findUnit(call), "id") ?? "";
  readParent(call.state, MEMBERS, id).forEach((member) =>
    remove(call, id, textOf(member, "id") ?? ""),
  );
  call.service.history.make({
    what: `deletion of administrative unit ${id}`,
    settles: "none",
    edits: [
      { kind: "removeParent", section: MEMBERS, key: id },
      { kind: "removeRows", section: UNITS, match: { property: "id", value: id } },
      {
        kind: "removeRows",
        section: "exchange/administrativeUnits",
        match: { property: "ExternalDirectoryObjectId", value: id },
      },
    ],
  });
  return { kind: "done", status: 204 };
}

/**
 * Adds a member by the reference in the body.
 *
 * @see https://learn.microsoft.com/graph/api/administrativeunit-post-members 204
 */
export function addUnitMember(call: GraphCall): Done {
  const { service, state, request } = call;
  const unit = textOf(findUnit(call), "id") ?? "";
  const body = parseBody(request);
  const reference = isRecord(body) ? textOf(body, "@odata.id") : undefined;
  const id = /\/([0-9a-f-]{36})$/i.exec(reference ?? "")?.[1]?.toLowerCase();
  if (id === undefined) throw badRequest("@odata.id: expected the address of a directory object.");
  const row = memberOf(call, id);
  if (readParent(state, MEMBERS, unit).some((one) => lowerTextOf(one, "id") === id)) {
    throw badRequest(
      "One or more added object references already exist for the following modified properties: 'members'.",
    );
  }
  service.history.make({
    what: `member ${id} of administrative unit ${unit}`,
    settles: "membership",
    edits: [{ kind: "addChild", section: MEMBERS, key: unit, row }],
  });
  return { kind: "done", status: 204 };
}

/** @see https://learn.microsoft.com/graph/api/administrativeunit-delete-members 204 */
export function removeUnitMember(call: GraphCall): Done {
  const unit = textOf(findUnit(call), "id") ?? "";
  const id = call.otherKey.toLowerCase();
  const isMember = readParent(call.state, MEMBERS, unit).some(
    (one) => lowerTextOf(one, "id") === id,
  );
  if (!isMember) throw resourceNotFound(call.otherKey);
  remove(call, unit, id);
  return { kind: "done", status: 204 };
}

function remove({ service }: GraphCall, unit: string, id: string): void {
  service.history.make({
    what: `removal of ${id} from administrative unit ${unit}`,
    settles: "membership",
    edits: [
      { kind: "removeChildren", section: MEMBERS, key: unit, match: { property: "id", value: id } },
    ],
  });
}

/** A user or group, as far as Exchange or Entra know it. */
function memberOf({ state }: GraphCall, id: string): RawRow {
  const recipient = state.directory.byKey(id);
  if (recipient !== undefined) return directoryObjectOf(state, id, recipient);
  const user = (rowsIfRead(state, "graph/users") ?? []).find(
    (row) => lowerTextOf(row, "id") === id,
  );
  if (user === undefined) throw resourceNotFound(id);
  return { "@odata.type": "#microsoft.graph.user", id, displayName: user["displayName"] ?? null };
}

const badRequest = (message: string): ServiceFault =>
  new ServiceFault("badRequest", message, "Request_BadRequest");
