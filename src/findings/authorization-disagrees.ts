import type { AppAccess } from "../access/app-access.ts";
import { found, open, type Detector, type Seen } from "./detector.ts";
import { assignmentsOf, namedApp, parentOf, type FindingContext } from "./finding-context.ts";
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
  detect: (context) => context.access.apps.flatMap((app) => judge(context, app)),
};

function judge(context: FindingContext, app: AppAccess): readonly Seen[] {
  const { appId, displayName } = app;
  if (appId === null) return [];
  const subject = { kind: "app", id: appId, name: displayName } as const;
  const section = "exchange/servicePrincipalAuthorizations";
  const held = assignmentsOf(context, app);
  const status = parentOf(context, section, appId)?.status ?? "notAsked";
  if (status !== "read") {
    const why = `what Test-ServicePrincipalAuthorization says of ${displayName} was not read: not witnessed`;
    return held.length === 0 ? [] : [open({ subject, section, status, why })];
  }
  const disputed = [...(app.authorizations?.disputed ?? [])].toSorted().join(", ");
  if (disputed === "") return [];
  return [
    found({
      subject,
      app: namedApp(app),
      text: `${displayName}: the two lists differ on ${disputed}`,
      evidence: [
        { section, row: appId, value: `differs on ${disputed}` },
        ...held.map(({ assignment }) => assignmentEvidence(assignment)),
      ],
    }),
  ];
}
