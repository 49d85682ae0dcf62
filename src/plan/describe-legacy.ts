import type { ResolvedGrant } from "../access/entra-grant.ts";
import type { ResolvedPolicy } from "../access/resolved-policy.ts";
import type { AppState } from "../mapping/app-state.ts";
import type {
  AppPlan,
  ExistingAssignment,
  LegacyPolicy,
  OtherPermission,
} from "../model/plan-app.ts";

type Legacy = Pick<
  AppPlan,
  | "appId"
  | "displayName"
  | "servicePrincipalId"
  | "setApart"
  | "policies"
  | "existingAssignments"
  | "otherPermissions"
  | "owners"
>;

/** What an app has today, told for readers: its policies, role assignments and other permissions. */
export function describeLegacy({ app }: AppState): Legacy {
  const list = <T>(known: { status: "read"; value: readonly T[] } | { status: "notRead" }) =>
    known.status === "read" ? known.value : [];
  return {
    appId: app.appId,
    displayName: app.displayName,
    servicePrincipalId: app.servicePrincipalId,
    setApart: app.setApart,
    policies: list(app.policies).map(describePolicy),
    existingAssignments: list(app.assignments).map(
      ({ row, roleName, scope }): ExistingAssignment => ({
        name: row.name,
        role: roleName,
        scopeKind: scope.kind,
        scope: scope.name,
      }),
    ),
    otherPermissions: list(app.grants).flatMap(describeOther),
    owners: ownersOf(app),
  };
}

function describePolicy({ id, row, apps, scope }: ResolvedPolicy): LegacyPolicy {
  const { recipient } = scope;
  return {
    identity: id,
    accessRight: row.accessRight,
    appliesToAllApps: apps === "all",
    description: row.description ?? null,
    scope: {
      kind: scope.kind,
      id: scope.id,
      displayName: recipient?.displayName ?? row.scopeName ?? null,
      recipientTypeDetails: recipient?.recipientTypeDetails ?? null,
      nestedGroups: scope.kind === "notRead" ? null : scope.nested.length,
    },
  };
}

const OTHER_KINDS: Readonly<Partial<Record<ResolvedGrant["kind"], string>>> = {
  administration: "administers Exchange; no mailbox data of its own",
  notMailboxData: "no mailbox data",
  retiredApi: "opens nothing: the Outlook REST API is retired; remove the grant",
};

function describeOther({ row, resource, value, kind }: ResolvedGrant): OtherPermission[] {
  const text = OTHER_KINDS[kind];
  return text === undefined ? [] : [{ resource, value, appRoleId: row.appRoleId, kind, text }];
}

/** Owners of the enterprise application and of the registration, each once; null = not read. */
function ownersOf({ servicePrincipal, application }: AppState["app"]): readonly string[] | null {
  const registration = application.status === "read" ? application.value : null;
  const known = [servicePrincipal?.owners, registration?.owners].filter(
    (owners) => owners !== undefined,
  );
  if (known.length === 0) return null;
  const names = known.flat().map(({ id, displayName }) => displayName ?? id);
  return [...new Set(names)].toSorted((a, b) => (a < b ? -1 : 1));
}
