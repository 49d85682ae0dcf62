import { DEADLINES } from "../model/deadlines.ts";
import { found, type Detector } from "./detector.ts";
import { EWS_DATES, isEwsGrant } from "./ews-access.ts";
import { namedApp, type HeldGrant } from "./finding-context.ts";
import { grantEvidence, grantSubject } from "./subjects.ts";

/** Microsoft's own apps and the hybrid app move by Microsoft's own steps: the latter is another finding. */
export const ewsFullAccess: Detector<"ewsFullAccess"> = {
  kind: "ewsFullAccess",
  words: {
    severity: "high",
    title: "app that works through EWS with full access",
    why: `full_access_as_app opens all of a mailbox, and EWS ends: ${EWS_DATES}`,
    whatToDo:
      "ask the vendor or developer for the move to Microsoft Graph; the role Application EWS.AccessAsApp is a bridge with the same end",
    source: DEADLINES.ewsEnd.source,
  },
  restsOn: [
    "graph/appRoleAssignedTo",
    "graph/resourceServicePrincipals",
    "graph/servicePrincipals",
  ],
  widenedBy: [],
  detect: ({ grants }) =>
    grants.flatMap((held) =>
      isEwsGrant(held) && held.app.setApart === null
        ? [
            found({
              subject: grantSubject(held),
              app: namedApp(held.app),
              text: `${held.app.displayName} holds full_access_as_app ${howFar(held)}`,
              evidence: [grantEvidence(held)],
            }),
          ]
        : [],
    ),
};

/** Policies govern EWS. */
function howFar({ app: { policies } }: HeldGrant): string {
  if (policies.status === "notRead") return "(whether policies limit it was not read)";
  return policies.value.length > 0 ? "within what its policies allow" : "on every mailbox";
}
