import type { ExchangeServicePrincipalRow } from "../model/exchange-rows.ts";
import { found, type Detector } from "./detector.ts";
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
      "remove the pointer and create it with the object id of the enterprise application (New-ServicePrincipal -ObjectId)",
    source: SOURCES.rbac,
  },
  restsOn: ["exchange/servicePrincipals", "graph/servicePrincipals"],
  widenedBy: [],
  detect: (context) =>
    rowsOf(context, "exchange/servicePrincipals").flatMap((pointer) => {
      const own = rowsOf(context, "graph/servicePrincipals").filter(
        ({ appId }) => appId === pointer.appId,
      );
      if (own.some(({ id }) => id === pointer.objectId)) return [];
      const [expected] = own;
      return [
        found({
          subject: {
            kind: "pointer",
            id: pointer.objectId,
            name: pointer.displayName ?? expected?.displayName ?? null,
          },
          app: {
            appId: pointer.appId,
            servicePrincipalId: expected?.id ?? null,
            displayName: expected?.displayName ?? pointer.displayName ?? pointer.appId,
          },
          text:
            expected === undefined
              ? `the pointer names ${pointer.objectId}, and Entra lists no enterprise application of ${pointer.appId}`
              : `the pointer names ${pointer.objectId}${whose(context, pointer)}, the enterprise application has ${expected.id}`,
          evidence: [
            {
              section: "exchange/servicePrincipals",
              row: pointer.objectId,
              value: `AppId ${pointer.appId}, ObjectId ${pointer.objectId}`,
            },
            ...own.map(({ id, appId }) => ({
              section: "graph/servicePrincipals" as const,
              row: id,
              value: `appId ${appId}, id ${id}`,
            })),
          ],
        }),
      ];
    }),
};

function whose(context: FindingContext, { objectId }: ExchangeServicePrincipalRow): string {
  const { sections } = context.snapshot;
  const registrations = sections["graph/applications"];
  const isRegistration =
    registrations.status === "read" && registrations.rows.some(({ id }) => String(objectId) === id);
  return isRegistration ? " (the app registration)" : "";
}
