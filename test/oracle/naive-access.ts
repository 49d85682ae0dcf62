import { hasPointer, isRead, populationOf } from "../generator/sight.ts";
import type {
  AppDescription,
  RecipientDescription,
  TenantDescription,
} from "../generator/tenant-description.ts";
import { anyOf, type Answer } from "./answer.ts";
import { answerGrants, holdsAnyGrant, permissionsHeld } from "./grant-answer.ts";
import { NAMED_PERMISSIONS, type PermissionName } from "./permission-kinds.ts";
import { answerRoles, assignmentsGiving, unknownRolesOf } from "./role-answer.ts";

export type Access = "allowed" | "denied" | "unknown";

/** What an app reaches by one permission. */
export interface NaiveAccess extends PermissionName {
  readonly appId: string;
  readonly displayName: string;
  /** By mailbox key, in order of key. */
  readonly mailboxes: ReadonlyMap<string, Access>;
}

/**
 * Who reaches which mailbox, mailbox by mailbox, from the description of a tenant: slow, plain and apart from the
 * product. Sorted by app, resource and permission; permissions that reach nobody for sure are left out.
 */
export function naiveAccess(tenant: TenantDescription): readonly NaiveAccess[] {
  const apps = tenant.apps.toSorted((a, b) => (a.appId < b.appId ? -1 : 1));
  return apps.flatMap((app) => naiveAccessOf(tenant, app));
}

function naiveAccessOf(tenant: TenantDescription, app: AppDescription): NaiveAccess[] {
  const names = [
    ...NAMED_PERMISSIONS,
    ...permissionsHeld(tenant, app),
    ...unknownRolesOf(tenant, app.appId),
  ];
  const byName = new Map(names.map((name) => [`${name.resource}/${name.permission}`, name]));
  const sorted = [...byName].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, name]) => name);
  return sorted
    .filter((name) => hasAnyWay(tenant, app, name))
    .map((name) => ({
      appId: app.appId,
      displayName: app.displayName,
      ...name,
      mailboxes: decideMailboxes(tenant, app, name),
    }))
    .filter(({ mailboxes }) => [...mailboxes.values()].some((access) => access !== "denied"));
}

/** Without a grant and without a role, no mailbox needs to be looked at. */
const hasAnyWay = (tenant: TenantDescription, app: AppDescription, name: PermissionName): boolean =>
  holdsAnyGrant(tenant, app, name) !== false ||
  assignmentsGiving(tenant, app.appId, name)?.length !== 0;

function decideMailboxes(
  tenant: TenantDescription,
  app: AppDescription,
  name: PermissionName,
): ReadonlyMap<string, Access> {
  const byKey = new Map(tenant.recipients.map((recipient) => [recipient.key, recipient]));
  return new Map(
    populationOf(tenant).flatMap((key) => {
      const mailbox = byKey.get(key);
      return mailbox === undefined ? [] : [[key, decide(tenant, app, name, mailbox)] as const];
    }),
  );
}

function decide(
  tenant: TenantDescription,
  app: AppDescription,
  name: PermissionName,
  mailbox: RecipientDescription,
): Access {
  const answer: Answer = anyOf([
    answerGrants(tenant, app, name, mailbox.key),
    answerRoles(tenant, app.appId, name, mailbox),
  ]);
  if (answer === null) return "unknown";
  return answer ? "allowed" : "denied";
}

/** Whether anything that was read names the app: Entra's list, Exchange's pointers, or a policy. */
export function isVisible(tenant: TenantDescription, app: AppDescription): boolean {
  const exists = app.servicePrincipalId !== null && app.deletedAt === undefined;
  const inEntra = exists && isRead(tenant, "graph/servicePrincipals");
  const isKnown = exists && hasPointer(tenant, app.appId);
  const inExchange = isKnown && isRead(tenant, "exchange/servicePrincipals");
  const isNamed = tenant.policies.some((policy) => policy.app === app.appId);
  return inEntra || inExchange || (isNamed && isRead(tenant, "exchange/applicationAccessPolicies"));
}
