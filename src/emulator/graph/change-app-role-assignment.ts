import { parseBody } from "../answer.ts";
import { createGuid } from "../cmdlets/writing/new-object.ts";
import { readRows } from "../read-section.ts";
import type { RawRow } from "../row-values.ts";
import { isRecord, lowerTextOf, textOf } from "../row-values.ts";
import { ServiceFault } from "../service-fault.ts";
import type { Done, GraphCall } from "./graph-call.ts";
import { resourceNotFound } from "./graph-errors.ts";
import { findServicePrincipal } from "./service-principal-routes.ts";

const SECTION = "graph/appRoleAssignedTo";

/**
 * Grants an app role, from either end of the grant.
 *
 * @see https://learn.microsoft.com/graph/api/serviceprincipal-post-approleassignments 201 with the grant. Observed, not
 *   documented: 400 where it exists already.
 */
export function createAppRoleAssignment(call: GraphCall): Done {
  const { service, state, request } = call;
  findServicePrincipal(state, call.key);
  const body = parseBody(request);
  const [principalId, resourceId, appRoleId] = ["principalId", "resourceId", "appRoleId"].map(
    (name) => (isRecord(body) ? lowerTextOf(body, name) : undefined),
  );
  if (principalId === undefined || resourceId === undefined || appRoleId === undefined) {
    throw badRequest("principalId, resourceId and appRoleId are required.");
  }
  if (
    ![principalId, resourceId].includes(
      lowerTextOf(findServicePrincipal(state, call.key), "id") ?? "",
    )
  ) {
    throw badRequest("The grant is not one of the addressed service principal.");
  }
  const principal = findServicePrincipal(state, principalId);
  const resource = findServicePrincipal(state, resourceId);
  assertRole(resource, appRoleId);
  const isGranted = readRows(state, SECTION).some(
    (row) =>
      lowerTextOf(row, "principalId") === principalId &&
      lowerTextOf(row, "resourceId") === resourceId &&
      lowerTextOf(row, "appRoleId") === appRoleId,
  );
  if (isGranted) throw badRequest("Permission being assigned already exists on the object");
  const serial = service.history.changes().length;
  const row = {
    id: Buffer.from(createGuid("grant", principalId, appRoleId, serial)).toString("base64url"),
    deletedDateTime: null,
    appRoleId,
    createdDateTime: service.clock.now(),
    principalDisplayName: textOf(principal, "displayName") ?? null,
    principalId,
    principalType: "ServicePrincipal",
    resourceDisplayName: textOf(resource, "displayName") ?? null,
    resourceId,
  };
  service.history.make({
    what: `grant of ${appRoleId} to ${principalId}`,
    settles: "consent",
    edits: [{ kind: "addRow", section: SECTION, row }],
  });
  const context = `servicePrincipals('${call.key}')/appRoleAssignments`;
  return { kind: "done", status: 201, created: { context, row } };
}

/** Takes a grant back. @see https://learn.microsoft.com/graph/api/serviceprincipal-delete-approleassignments 204 */
export function deleteAppRoleAssignment(call: GraphCall): Done {
  const { service, state, key, otherKey } = call;
  const id = lowerTextOf(findServicePrincipal(state, key), "id");
  // Ids of grants are case-sensitive, but no two of a tenant differ in nothing else.
  const row = readRows(state, SECTION).find((one) => one["id"] === otherKey);
  const ends =
    row === undefined ? [] : ["principalId", "resourceId"].map((end) => lowerTextOf(row, end));
  if (!ends.includes(id)) throw resourceNotFound(otherKey);
  service.history.make({
    what: `removal of grant ${otherKey}`,
    settles: "consent",
    edits: [{ kind: "removeRows", section: SECTION, match: { property: "id", value: otherKey } }],
  });
  return { kind: "done", status: 204 };
}

function assertRole(resource: RawRow, appRoleId: string): void {
  const roles = resource["appRoles"];
  const isKnown = (Array.isArray(roles) ? roles : []).some(
    (role: unknown) => isRecord(role) && lowerTextOf(role, "id") === appRoleId,
  );
  if (!isKnown) throw badRequest(`Permission being assigned was not found on application.`);
}

const badRequest = (message: string): ServiceFault =>
  new ServiceFault("badRequest", message, "Request_BadRequest");
