import { isKnownRole, ROLE_PERMISSIONS } from "../generator/application-roles.ts";
import { isGroup, populationOf, trueMembers } from "../generator/sight.ts";
import type {
  AppDescription,
  AssignmentDescription,
  RecipientDescription,
  TenantDescription,
} from "../generator/tenant-description.ts";
import { matchesFilter, policyAnswer } from "../generator/witnesses/service-answers.ts";
import { anyOf, type Answer } from "../oracle/answer.ts";
import { kindOf, permissionOf, resourceOfRolePermission } from "../oracle/permission-kinds.ts";

/** Answers by `<app id> <resource>/<permission> <mailbox>`; who is not in it is denied. Null = nobody can tell. */
export type TrueAccess = ReadonlyMap<string, Answer>;

/**
 * Who truly reaches which mailbox, read or not, nested members of policies as the service counts them: mailbox by
 * mailbox, from the description alone. What no documentation decides stays open.
 */
export function trueAccess(tenant: TenantDescription): TrueAccess {
  const population = new Set(populationOf(tenant));
  const mailboxes = tenant.recipients.filter(({ key }) => population.has(key));
  const answers = new Map<string, Answer>();
  for (const app of tenant.apps.filter(isThere)) {
    for (const mailbox of mailboxes) {
      for (const [permission, answer] of answersFor(tenant, app, mailbox)) {
        const about = `${app.appId} ${permission} ${mailbox.key}`;
        const both = anyOf([answers.get(about) ?? false, answer]);
        if (both !== false) answers.set(about, both);
      }
    }
  }
  return answers;
}

/** Answers by `<resource>/<permission>` on one mailbox; a permission that several ways give comes several times. */
function answersFor(
  tenant: TenantDescription,
  app: AppDescription,
  mailbox: RecipientDescription,
): readonly (readonly [string, Answer])[] {
  const admitted = policyAnswer(tenant, app.appId, mailbox.key) === "Granted";
  const byGrants = app.grants.map(({ resource, value }): readonly [string, Answer] => [
    `${resource}/${permissionOf(resource, value)}`,
    grantAnswer(kindOf(resource, value), admitted),
  ]);
  const byRoles = tenant.assignments
    .filter((one) => one.app === app.appId && one.delegating !== true && one.disabled !== true)
    .flatMap((one) => {
      const answer = isInScope(tenant, one, mailbox);
      return permissionsOf(one.role).map((name) => [name, answer] as const);
    });
  return [...byGrants, ...byRoles];
}

function grantAnswer(kind: ReturnType<typeof kindOf>, admitted: boolean): Answer {
  switch (kind) {
    case "governed":
      return admitted;
    case "ungoverned":
      return true;
    case "needsMailboxPermission":
    case "unknown":
      return null;
    case "retiredApi":
    case "none":
      return false;
  }
}

/** `<resource>/<permission>` of all that a role grants. */
export const permissionsOf = (role: string): readonly string[] =>
  isKnownRole(role)
    ? (ROLE_PERMISSIONS[role] ?? []).map((name) => `${resourceOfRolePermission(name)}/${name}`)
    : [];

/** Whom a scope that is gone reaches no documentation says. */
function isInScope(
  tenant: TenantDescription,
  { scope }: AssignmentDescription,
  mailbox: RecipientDescription,
): Answer {
  switch (scope.kind) {
    case "organization":
    case "odd":
      return true;
    case "group":
      return isGroup(tenant, scope.group)
        ? trueMembers(tenant, scope.group).includes(mailbox.key)
        : null;
    case "unit": {
      const unit = tenant.units.find(({ id }) => id === scope.unit);
      return unit?.members.some(({ kind, key }) => kind === "user" && key === mailbox.key) ?? null;
    }
    case "custom": {
      const named = tenant.scopes.find(({ name }) => name === scope.name);
      return named === undefined ? null : matchesFilter(tenant, mailbox, named.filter);
    }
  }
}

/** Deleted apps and apps without a service principal hold nothing. */
export const isThere = ({ servicePrincipalId, deletedAt }: AppDescription): boolean =>
  servicePrincipalId !== null && deletedAt === undefined;
