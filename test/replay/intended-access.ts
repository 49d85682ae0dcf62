import type { ImpersonationDecision } from "../../src/model/impersonation-decision.ts";
import { ROLE_PERMISSIONS } from "../generator/application-roles.ts";
import type { FilterTree } from "../generator/filter-tree.ts";
import { policiesOf, populationOf } from "../generator/sight.ts";
import type {
  AppDescription,
  RecipientDescription,
  TenantDescription,
} from "../generator/tenant-description.ts";
import { matchesFilter } from "../generator/witnesses/service-answers.ts";
import type { Answer } from "../oracle/answer.ts";
import { kindOf, permissionOf, resourceOfRolePermission } from "../oracle/permission-kinds.ts";
import { stepsByApp, type PlannedTenant } from "./planned-tenant.ts";
import { readFilter } from "./read-filter.ts";
import { isThere, permissionsOf, trueAccess, type TrueAccess } from "./true-access.ts";

/**
 * What access is to come to by the decisions: everything as it is, but that an app without a policy keeps of each
 * granted permission that a role can stand for only the intended scope, beside what roles gave it before; that a scope
 * which somebody chose may leave out whom its plan says that it leaves out; and that apps get what is decided for the
 * accounts whose work they do.
 */
export function intendedAccess(planned: PlannedTenant): TrueAccess {
  const { tenant, decisions } = planned;
  const inForce = stepsByApp(planned.plan);
  const narrowedToScopes = tenant.apps.reduce((all, app) => {
    const { intendedScope, keep = [] } = decisions.apps[app.appId] ?? {};
    const filter = intendedScope?.filter;
    return filter === undefined || !isThere(app) || !inForce.has(app.appId)
      ? all
      : narrowed(all, { tenant, app, filter, keep });
  }, trueAccess(tenant));
  const intended = new Map(narrowedToScopes);
  for (const about of leftOut(planned, inForce)) intended.delete(about);
  for (const about of givenByDecision(planned)) intended.set(about, true);
  return intended;
}

/** Whom scopes that were chosen leave out, as the plan tells whoever takes it. */
const leftOut = (
  { plan, decisions, mailboxesOf }: PlannedTenant,
  inForce: ReadonlyMap<string, unknown>,
): readonly string[] =>
  plan.apps.flatMap(({ appId, permissions }) =>
    appId === null || decisions.apps[appId]?.scope === undefined || !inForce.has(appId)
      ? []
      : permissions.flatMap(({ resource, permission, lost, verdict }) =>
          lost === undefined || verdict !== "narrower"
            ? []
            : [...mailboxesOf(lost)].map((key) => `${appId} ${resource}/${permission} ${key}`),
        ),
  );

/** What the work of accounts takes, for the apps that can be given it. */
function givenByDecision({ tenant, plan, decisions }: PlannedTenant): readonly string[] {
  return Object.entries(decisions.impersonation).flatMap(([item, decision]) => {
    const { application, permissions = [] } = decision;
    const app = plan.apps.find(({ appId }) => appId === application);
    const own = app?.newAccess?.filter(({ items }) => items.includes(item)) ?? [];
    if (application === null || own.length === 0) return [];
    if (own.some(({ state }) => state === "waits")) return [];
    const scope = filterOf(tenant, item, decision);
    const members = mailboxesOf(tenant).filter((one) => matchesFilter(tenant, one, scope));
    return permissions.flatMap((permission) =>
      members.map(
        ({ key }) => `${application} ${resourceOfRolePermission(permission)}/${permission} ${key}`,
      ),
    );
  });
}

function filterOf(
  tenant: TenantDescription,
  item: string,
  { scope }: ImpersonationDecision,
): FilterTree {
  if (typeof scope === "object") return readFilter(scope.filter, tenant);
  const assignment = tenant.impersonation.assignments.find(
    ({ guid }) => guid !== undefined && item.startsWith(`${guid}/`),
  );
  const carried = tenant.scopes.find(({ name }) => name === assignment?.scope);
  if (carried === undefined) throw new Error(`nothing to carry over: ${item}`);
  return carried.filter;
}

function mailboxesOf(tenant: TenantDescription): readonly RecipientDescription[] {
  const population = new Set(populationOf(tenant));
  return tenant.recipients.filter(({ key }) => population.has(key));
}

function narrowed(
  all: TrueAccess,
  {
    tenant,
    app,
    filter,
    keep,
  }: {
    readonly tenant: TenantDescription;
    readonly app: AppDescription;
    readonly filter: string;
    readonly keep: readonly string[];
  },
): TrueAccess {
  if (policiesOf(tenant, app.appId).length > 0) return all;
  const withoutGrants = { ...app, grants: [] };
  const scope = { name: "intended", filter: readFilter(filter, tenant) };
  const moved = new Set(
    app.grants
      .filter(({ resource, value }) => OPENS.has(kindOf(resource, value)))
      .filter(({ resource, value }) => !keep.includes(permissionOf(resource, value) ?? ""))
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
