import type { ExchangeServicePrincipalRow } from "../model/exchange-rows.ts";
import type { ServicePrincipalRow } from "../model/graph-rows.ts";
import { found, type Detector, type Seen } from "./detector.ts";
import { rowsOf, type FindingContext } from "./finding-context.ts";
import { SOURCES } from "./sources.ts";

/** The two Object IDs of an app are mixed up easily: Exchange wants the enterprise application's. */
export const pointerWrongObjectId: Detector<"pointerWrongObjectId"> = {
  kind: "pointerWrongObjectId",
  words: {
    severity: "high",
    title: "Exchange's pointer has another object id than the enterprise application",
    why: "roles assigned to it do not reach the app; often it is the object id of the app registration, or of an enterprise application that was made anew",
    whatToDo:
      "note its role assignments, remove the pointer, create it with the object id of the enterprise application (New-ServicePrincipal -ObjectId) and assign the roles again; where Entra has no such application any more, remove the pointer alone",
    source: SOURCES.rbac,
  },
  restsOn: ["exchange/servicePrincipals", "graph/servicePrincipals"],
  widenedBy: [],
  detect: (context) =>
    rowsOf(context, "exchange/servicePrincipals").flatMap((pointer) => {
      const own = rowsOf(context, "graph/servicePrincipals").filter(
        ({ appId }) => appId === pointer.appId,
      );
      return own.some(({ id }) => id === pointer.objectId) ? [] : [toFound(context, pointer, own)];
    }),
};

function toFound(
  context: FindingContext,
  pointer: ExchangeServicePrincipalRow,
  own: readonly ServicePrincipalRow[],
): Seen {
  const { objectId, appId } = pointer;
  const [expected] = own;
  const displayName = expected?.displayName ?? pointer.displayName ?? appId;
  const difference =
    expected === undefined
      ? `Entra lists no enterprise application of ${appId}`
      : `the enterprise application has ${expected.id}`;
  return found({
    subject: { kind: "pointer", id: objectId, name: displayName },
    app: { appId, servicePrincipalId: expected?.id ?? null, displayName },
    text: `the pointer of ${displayName} names ${objectId}${whose(context, pointer)}, ${difference}`,
    evidence: [
      {
        section: "exchange/servicePrincipals",
        row: objectId,
        value: `AppId ${appId}, ObjectId ${objectId}`,
      },
      ...own.map((row) => ({
        section: "graph/servicePrincipals" as const,
        row: row.id,
        value: `appId ${row.appId}, id ${row.id}`,
      })),
    ],
  });
}

function whose(context: FindingContext, { objectId }: ExchangeServicePrincipalRow): string {
  const { sections } = context.snapshot;
  const registrations = sections["graph/applications"];
  const isRegistration =
    registrations.status === "read" && registrations.rows.some(({ id }) => String(objectId) === id);
  return isRegistration ? " (the app registration)" : "";
}
