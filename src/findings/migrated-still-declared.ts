import type { AppAccess } from "../access/app-access.ts";
import type { PermissionKey } from "../access/effective-access.ts";
import { saysThatItIsAccess } from "../access/resolve-assignments.ts";
import type { ResolvedAssignment } from "../access/resolved-assignment.ts";
import type { ApplicationRow } from "../model/graph-rows.ts";
import type { AppRolePermission } from "../model/permission-table.ts";
import { found, open, type Detector, type Seen } from "./detector.ts";
import { findRole } from "./find-role.ts";
import { assignmentsOf, namedApp, type FindingContext } from "./finding-context.ts";
import { registrationOf, whyUnregistered, type RegisteredApp } from "./mailbox-apps.ts";
import { accessNotReported } from "./seen-of-assignment.ts";
import { SOURCES } from "./sources.ts";
import { assignmentEvidence } from "./subjects.ts";

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
    return context.access.apps.flatMap((app) => {
      const own = fromExchangeAlone(context, app);
      if (own.length === 0) return [];
      const registration = registrationOf(context, app);
      return registration === undefined
        ? whyUnregistered(context, app, "what its registration asks for is")
        : judge(context, own, { app, registration });
    });
  },
};

/** A permission that an app has by a role and not by consent. */
interface Moved extends PermissionKey {
  readonly assignment: ResolvedAssignment;
}

function fromExchangeAlone(context: FindingContext, app: AppAccess): readonly Moved[] {
  const grants = app.grants.status === "read" ? app.grants.value : [];
  return assignmentsOf(context, app)
    .flatMap(({ assignment }) =>
      (assignment.role?.permissions ?? []).flatMap((permission): Moved[] =>
        assignment.role === null
          ? []
          : [{ resource: assignment.role.resource, permission, assignment }],
      ),
    )
    .filter((one) => !grants.some((grant) => isSame(grant, one)));
}

function judge(
  context: FindingContext,
  own: readonly Moved[],
  { app, registration }: RegisteredApp,
): readonly Seen[] {
  const { id, displayName } = registration;
  const subject = { kind: "application", id, name: displayName ?? app.displayName } as const;
  if (registration.requiredResourceAccess === undefined) {
    const why = `what the registration of ${app.displayName} asks for was not reported`;
    return [open({ subject, section: "graph/applications", status: "notReported", why })];
  }
  const roles = declaredRoles(context, registration);
  const declared = own.filter((one) => roles.some((role) => isSame(role, one)));
  const [first] = declared;
  if (first === undefined) return [];
  const certain = declared.filter(({ assignment }) => saysThatItIsAccess(assignment.row));
  if (certain.length === 0) return [accessNotReported(first.assignment, subject)];
  const values = roles.filter((role) => certain.some((one) => isSame(role, one)));
  const names = [...new Set(values.map(({ value }) => value))].toSorted().join(", ");
  return [
    found({
      subject,
      app: namedApp(app),
      text: `${app.displayName} has ${names} from Exchange alone, and its registration still asks for it in Entra`,
      evidence: [
        { section: "graph/applications", row: id, value: `requiredResourceAccess: ${names}` },
        ...certain.map(({ assignment }) => assignmentEvidence(assignment)),
      ],
    }),
  ];
}

const declaredRoles = (
  context: FindingContext,
  { requiredResourceAccess = [] }: ApplicationRow,
): readonly AppRolePermission[] =>
  requiredResourceAccess.flatMap(({ resourceAppId, roleIds }) =>
    roleIds.flatMap((roleId) => findRole(context, resourceAppId, roleId) ?? []),
  );

const isSame = (one: PermissionKey, other: PermissionKey): boolean =>
  one.resource === other.resource && one.permission === other.permission;
