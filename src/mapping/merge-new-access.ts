import { permissionsOf, type PermissionKey } from "../access/effective-access.ts";
import { byText } from "../model/by-text.ts";
import { APPLICATION_ROLES, type ApplicationRole } from "../model/permission-table.ts";
import { sameMeaning } from "../opath/compare-filters.ts";
import { unionAll, type MailboxSet } from "../sets/mailbox-set.ts";
import type { AppState } from "./app-state.ts";
import type { NewAccess } from "./new-access.ts";

/** The one role that grants a permission and nothing else; undefined = there is none. */
export function roleOfPermission(permission: string): ApplicationRole | undefined {
  return APPLICATION_ROLES.find(
    ({ composite, permissions }) => !composite && permissions.includes(permission),
  );
}

/** Puts what several decisions give one app together: one entry for each scope, so that nothing is made twice. */
export function mergeNewAccess(given: readonly NewAccess[]): readonly NewAccess[] {
  const sorted = given.toSorted((a, b) => byText(a.scope.planned.name, b.scope.planned.name));
  const merged: NewAccess[] = [];
  for (const one of sorted) {
    const at = merged.findIndex((other) => isSameScope(one, other));
    const other = merged[at];
    if (other === undefined) merged.push(one);
    else merged[at] = join(other, one);
  }
  return merged;
}

/** A scope that is carried over is told by its name, for others use it too; the app's own by what its filter means. */
function isSameScope(one: NewAccess, other: NewAccess): boolean {
  if (one.carriedOver !== other.carriedOver) return false;
  const [a, b] = [one.scope.planned, other.scope.planned];
  if (a.name.toLowerCase() === b.name.toLowerCase()) return true;
  return !one.carriedOver && sameMeaning(a.filter, b.filter) === "same";
}

const join = (one: NewAccess, other: NewAccess): NewAccess => ({
  ...one,
  items: distinct([...one.items, ...other.items]),
  roles: distinct([...one.roles, ...other.roles]),
});

const distinct = (texts: readonly string[]): readonly string[] =>
  [...new Set(texts)].toSorted(byText);

/** Every permission that the app has or is to have; sorted by resource and permission. */
export function permissionsWithNewAccess({
  app,
  newAccess,
}: Pick<AppState, "app" | "newAccess">): readonly PermissionKey[] {
  const own = permissionsOf(app);
  const given = (newAccess ?? []).flatMap(({ roles }) => roles.flatMap(keysOfRole));
  const all = new Map([...own, ...given].map((key) => [`${key.resource}/${key.permission}`, key]));
  return [...all].toSorted(([a], [b]) => byText(a, b)).map(([, key]) => key);
}

/** The mailboxes that decisions give the app for one permission. */
export function newReach({ newAccess }: AppState, key: PermissionKey): MailboxSet {
  const given = (newAccess ?? []).filter(({ roles }) =>
    roles
      .flatMap(keysOfRole)
      .some(
        ({ resource, permission }) => resource === key.resource && permission === key.permission,
      ),
  );
  return unionAll(given.map(({ scope }) => scope.members.yes));
}

function keysOfRole(name: string): readonly PermissionKey[] {
  const role = APPLICATION_ROLES.find((known) => known.role === name);
  return (role?.permissions ?? []).map((permission) => ({
    resource: role?.resource ?? "graph",
    permission,
  }));
}
