import type { AppDecision } from "../../src/model/decisions.ts";
import { ROLE_PERMISSIONS } from "../generator/application-roles.ts";
import { policiesOf } from "../generator/sight.ts";
import type { AppDescription, TenantDescription } from "../generator/tenant-description.ts";
import type { Answer } from "../oracle/answer.ts";
import { kindOf, permissionOf } from "../oracle/permission-kinds.ts";
import { readFilter } from "./read-filter.ts";
import { isThere, permissionsOf, trueAccess, type TrueAccess } from "./true-access.ts";

/**
 * What access is to come to by the decisions: everything as it is, but that an app without a policy keeps of each
 * granted permission that a role can stand for only the intended scope, beside what roles gave it before.
 */
export function intendedAccess(
  tenant: TenantDescription,
  decisions: Readonly<Record<string, AppDecision>>,
): TrueAccess {
  return tenant.apps.reduce((all, app) => {
    const filter = decisions[app.appId]?.intendedScope?.filter;
    return filter === undefined || !isThere(app) ? all : narrowed(all, { tenant, app, filter });
  }, trueAccess(tenant));
}

function narrowed(
  all: TrueAccess,
  {
    tenant,
    app,
    filter,
  }: { readonly tenant: TenantDescription; readonly app: AppDescription; readonly filter: string },
): TrueAccess {
  if (policiesOf(tenant, app.appId).length > 0) return all;
  const withoutGrants = { ...app, grants: [] };
  const scope = { name: "intended", filter: readFilter(filter, tenant) };
  const moved = new Set(
    app.grants
      .filter(({ resource, value }) => OPENS.has(kindOf(resource, value)))
      .map(({ resource, value }) => `${resource}/${permissionOf(resource, value)}`)
      .filter((name) => ROLES.has(name)),
  );
  const roles = [...moved].map((name) => ({
    role: ROLES.get(name) ?? "",
    app: app.appId,
    scope: { kind: "custom", name: scope.name } as const,
  }));
  const end = trueAccess({
    ...tenant,
    apps: [withoutGrants],
    scopes: [...tenant.scopes, scope],
    assignments: [...tenant.assignments, ...roles],
  });
  const kept = [...all].filter(([about]) => !isMoved(about, app.appId, moved));
  const now = [...end].filter(([about]) => isMoved(about, app.appId, moved));
  return new Map<string, Answer>([...kept, ...now]);
}

function isMoved(about: string, appId: string, moved: ReadonlySet<string>): boolean {
  const [app, permission = ""] = about.split(" ");
  return app === appId && moved.has(permission);
}

/** Whether a grant that needs mailbox permissions opens a mailbox no scope decides: it stays. */
const OPENS: ReadonlySet<string> = new Set(["governed", "ungoverned"]);

/** The role that stands for one permission alone. */
const ROLES = new Map(
  Object.keys(ROLE_PERMISSIONS)
    .filter((role) => permissionsOf(role).length === 1)
    .map((role) => [permissionsOf(role)[0] ?? "", role]),
);
