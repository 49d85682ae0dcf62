import { findRole } from "./find-role.ts";
import { found, type Detector } from "./detector.ts";
import { namedApp, rowsOf, type FindingContext } from "./finding-context.ts";
import type { AppAccess } from "../access/app-access.ts";
import type { ApplicationRow } from "../model/graph-rows.ts";
import { SOURCES } from "./sources.ts";

/** Declared in the registration, not granted in Entra, given by an application role: the migration is done but for this. */
export const migratedStillDeclared: Detector<"migratedStillDeclared"> = {
  kind: "migratedStillDeclared",
  words: {
    severity: "medium",
    title: "permission that moved to Exchange and is still declared",
    why: "the next click on “Grant admin consent” restores tenant-wide access: consent comes back for whatever the registration declares",
    whatToDo: "take the permission out of the app registration (requiredResourceAccess)",
    source: SOURCES.requiredAccess,
  },
  restsOn: [
    "graph/applications",
    "graph/appRoleAssignedTo",
    "graph/resourceServicePrincipals",
    "graph/servicePrincipals",
    "exchange/roleAssignments",
  ],
  widenedBy: ["exchange/servicePrincipals"],
  detect: (context) => {
    const registrations = new Map(
      rowsOf(context, "graph/applications").map((row) => [row.appId, row]),
    );
    return context.access.apps.flatMap((app) => {
      const registration = app.appId === null ? undefined : registrations.get(app.appId);
      if (registration === undefined) return [];
      const declared = stillDeclared(context, app, registration);
      if (declared.length === 0) return [];
      return [
        found({
          subject: {
            kind: "application",
            id: registration.id,
            name: registration.displayName ?? app.displayName,
          },
          app: namedApp(app),
          text: `${app.displayName} has ${declared.join(", ")} from Exchange alone, and its registration still asks for it in Entra`,
          evidence: [
            {
              section: "graph/applications",
              row: registration.id,
              value: `requiredResourceAccess: ${declared.join(", ")}`,
            },
          ],
        }),
      ];
    });
  },
};

/** The permissions that the registration declares and that the app has from Exchange alone; sorted. */
function stillDeclared(
  context: FindingContext,
  app: AppAccess,
  { requiredResourceAccess = [] }: ApplicationRow,
): readonly string[] {
  const grants = app.grants.status === "read" ? app.grants.value : [];
  const own = context.assignments.filter((held) => held.app === app);
  const names = requiredResourceAccess.flatMap(({ resourceAppId, roleIds }) =>
    roleIds.flatMap((roleId) => {
      const role = findRole(context, resourceAppId, roleId);
      if (role === undefined) return [];
      const isGranted = grants.some(
        ({ resource, permission }) => resource === role.resource && permission === role.permission,
      );
      const isAssigned = own.some(
        ({ assignment }) =>
          assignment.role?.resource === role.resource &&
          assignment.role.permissions.includes(role.permission),
      );
      return isAssigned && !isGranted ? [role.value] : [];
    }),
  );
  return [...new Set(names)].toSorted();
}
