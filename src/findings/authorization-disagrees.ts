import { found, type Detector } from "./detector.ts";
import { namedApp } from "./finding-context.ts";
import { SOURCES } from "./sources.ts";
import { assignmentEvidence } from "./subjects.ts";

export const authorizationDisagrees: Detector<"authorizationDisagrees"> = {
  kind: "authorizationDisagrees",
  words: {
    severity: "high",
    title: "Exchange names other roles or scopes for an app",
    why: "what Test-ServicePrincipalAuthorization says and what the role assignments say is not the same: what rests on it is unknown",
    whatToDo:
      "run both again; look for assignments that were made or removed meanwhile, and for roles of the same name",
    source: SOURCES.testAuthorization,
  },
  restsOn: [
    "exchange/servicePrincipalAuthorizations",
    "exchange/roleAssignments",
    "exchange/servicePrincipals",
    "exchange/managementScopes",
    "exchange/recipients",
    "exchange/administrativeUnits",
  ],
  widenedBy: [],
  detect: ({ access, assignments }) =>
    access.apps.flatMap((app) => {
      const disputed = [...(app.authorizations?.disputed ?? [])].toSorted();
      if (app.appId === null || disputed.length === 0) return [];
      return [
        found({
          subject: { kind: "app", id: app.appId, name: app.displayName },
          app: namedApp(app),
          text: `${app.displayName}: the two lists differ on ${disputed.join(", ")}`,
          evidence: [
            {
              section: "exchange/servicePrincipalAuthorizations",
              row: app.appId,
              value: `differs on ${disputed.join(", ")}`,
            },
            ...assignments
              .filter((held) => held.app === app)
              .map(({ assignment }) => assignmentEvidence(assignment)),
          ],
        }),
      ];
    }),
};
