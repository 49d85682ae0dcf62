import { found, type Detector } from "./detector.ts";
import { namedApp } from "./finding-context.ts";
import { SOURCES } from "./sources.ts";
import { grantEvidence, grantSubject } from "./subjects.ts";

/** The same ids as Graph's, on the Exchange resource: the key of a grant is resource and id. */
export const outlookRestGrant: Detector<"outlookRestGrant"> = {
  kind: "outlookRestGrant",
  words: {
    severity: "low",
    title: "grant from the days of the Outlook REST API",
    why: "the API is gone, the grant opens nothing; it often carries the same id as a Graph permission and is easily taken for one",
    whatToDo: "delete the app role assignment, and take it out of the app registration",
    source: SOURCES.outlookRest,
  },
  restsOn: ["graph/appRoleAssignedTo", "graph/resourceServicePrincipals"],
  widenedBy: [],
  detect: ({ grants }) =>
    grants.flatMap((held) =>
      held.grant.kind === "retiredApi"
        ? [
            found({
              subject: grantSubject(held),
              app: namedApp(held.app),
              text: `${held.app.displayName} holds ${held.grant.value ?? held.grant.permission} on Office 365 Exchange Online`,
              evidence: [grantEvidence(held)],
            }),
          ]
        : [],
    ),
};
