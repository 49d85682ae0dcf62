import type { WritingCmdlet } from "../../cmdlet.ts";
import { readRows } from "../../read-section.ts";
import { lowerTextOf, textOf } from "../../row-values.ts";
import { ServiceFault } from "../../service-fault.ts";
import { SERVICE_PRINCIPAL_IDS } from "../get-service-principal.ts";
import { findExactlyOne } from "./find-exactly-one.ts";
import { createGuid, datesOf, distinguishedName, identifiedBy, nameTaken } from "./new-object.ts";

/**
 * Creates the pointer in Exchange to a service principal of Entra, which must exist with both ids.
 *
 * @see https://learn.microsoft.com/exchange/permissions-exo/application-rbac "Exchange prevents the creation of an
 *   invalid pointer" (docs as of 2025-11-25)
 */
export const newServicePrincipal: WritingCmdlet = {
  name: "New-ServicePrincipal",
  computes: ["AppId", "ObjectId", "DisplayName", "ServiceId"],
  write: ({ state, parameters, now, serial, make }) => {
    const appId = (parameters.text("AppId") ?? "").trim().toLowerCase();
    const objectId = (parameters.text("ObjectId") ?? "").trim().toLowerCase();
    const inEntra = readRows(state, "graph/servicePrincipals").some(
      (row) => lowerTextOf(row, "id") === objectId && lowerTextOf(row, "appId") === appId,
    );
    if (!inEntra) throw noSuchPrincipal(appId, objectId);
    const isTaken = readRows(state, "exchange/servicePrincipals").some(
      (row) => lowerTextOf(row, "AppId") === appId || lowerTextOf(row, "ObjectId") === objectId,
    );
    if (isTaken) throw nameTaken(objectId);
    const row = {
      DisplayName: parameters.text("DisplayName") ?? "",
      AppId: appId,
      ObjectId: objectId,
      ...identifiedBy(objectId),
      Guid: createGuid("pointer", objectId, serial),
      DistinguishedName: distinguishedName(state, objectId),
      IsValid: true,
      ...datesOf(now),
    };
    make({
      what: `New-ServicePrincipal ${objectId}`,
      settles: "none",
      edits: [{ kind: "addRow", section: "exchange/servicePrincipals", row }],
    });
    return [row];
  },
};

/** Removes the pointer, and with it the assignments that name it, as when Entra's own object goes. */
export const removeServicePrincipal: WritingCmdlet = {
  name: "Remove-ServicePrincipal",
  computes: ["Identity"],
  write: ({ state, parameters, make }) => {
    const rows = readRows(state, "exchange/servicePrincipals");
    const row = findExactlyOne(rows, parameters.text("Identity") ?? "", SERVICE_PRINCIPAL_IDS);
    const value = textOf(row, "ObjectId") ?? "";
    make({
      what: `Remove-ServicePrincipal ${value}`,
      settles: "roleAssignment",
      edits: [
        {
          kind: "removeRows",
          section: "exchange/roleAssignments",
          match: { property: "App", value },
        },
        {
          kind: "removeRows",
          section: "exchange/servicePrincipals",
          match: { property: "ObjectId", value },
        },
      ],
    });
    return [];
  },
};

const noSuchPrincipal = (appId: string, objectId: string): ServiceFault =>
  new ServiceFault(
    "badRequest",
    `The service principal with AppId '${appId}' and ObjectId '${objectId}' couldn't be found in Microsoft Entra ID.`,
    "Microsoft.Exchange.Configuration.Tasks.ManagementObjectNotFoundException",
  );
