import { found, type Detector } from "./detector.ts";
import { namedApp } from "./finding-context.ts";
import { SOURCES } from "./sources.ts";
import { grantEvidence, grantSubject } from "./subjects.ts";

export const permissionUnknown: Detector<"permissionUnknown"> = {
  kind: "permissionUnknown",
  words: {
    severity: "medium",
    title: "grant of a permission that is not known here",
    why: "it may open mailbox data to everybody: the app is not planned, and whom it reaches with it is unknown",
    whatToDo: "look the permission up, and report it so that it can be added",
    source: SOURCES.permissions,
  },
  restsOn: ["graph/appRoleAssignedTo", "graph/resourceServicePrincipals"],
  widenedBy: [],
  detect: ({ grants }) =>
    grants.flatMap((held) =>
      held.grant.kind === "unknown"
        ? [
            found({
              subject: grantSubject(held),
              app: namedApp(held.app),
              text: `what ${held.grant.permission} opens for ${held.app.displayName} is not known`,
              evidence: [grantEvidence(held)],
            }),
          ]
        : [],
    ),
};
