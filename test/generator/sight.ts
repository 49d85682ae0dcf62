import { leavesOf, type FilterTree } from "./filter-tree.ts";
import type { ParentedSection, SectionName } from "./section-names.ts";
import type { MailboxType, PolicyDescription, TenantDescription } from "./tenant-description.ts";

/** What a scan of the tenant could read. */

const MAILBOX_TYPES: readonly string[] = [
  "UserMailbox",
  "LinkedMailbox",
  "SharedMailbox",
  "TeamMailbox",
  "RoomMailbox",
  "EquipmentMailbox",
  "SchedulingMailbox",
] satisfies readonly MailboxType[];

/** Keys of the mailboxes that every count is about, sorted. */
export const populationOf = ({ recipients }: TenantDescription): readonly string[] =>
  recipients
    .filter(({ type }) => MAILBOX_TYPES.includes(type))
    .map(({ key }) => key)
    .toSorted();

export const isRead = ({ unread }: TenantDescription, section: SectionName): boolean =>
  unread[section] === undefined;

/** Read, or the service said that there is no such thing. */
export const isAnswered = ({ unread }: TenantDescription, section: SectionName): boolean =>
  unread[section] === undefined || unread[section] === "absent";

/** Tells whether one parent of a section was read. */
export function isParentRead(
  tenant: TenantDescription,
  section: ParentedSection,
  key: string,
): boolean {
  const parents = tenant.unreadParents[section] ?? {};
  return isRead(tenant, section) && parents[key.toLowerCase()] === undefined;
}

export const isGroup = ({ groups }: TenantDescription, key: string): boolean =>
  groups.some((group) => group.key === key);

/** Nobody lists the members of a dynamic distribution group. */
const isDynamic = ({ groups }: TenantDescription, key: string): boolean =>
  groups.some((group) => group.key === key && group.type === "DynamicDistributionGroup");

/** Whether Exchange keeps a pointer to the app: one was made for it, or it holds an assignment. */
export const hasPointer = (
  { assignments, pointers = [] }: TenantDescription,
  appId: string,
): boolean => pointers.includes(appId) || assignments.some(({ app }) => app === appId);

/** Direct members of a group as they truly are; nobody when there is no such group. */
export const trueMembers = ({ groups }: TenantDescription, key: string): readonly string[] =>
  groups.find((group) => group.key === key)?.members ?? [];

/** Direct members of a group as far as the evidence tells; null = not read. */
export function membersSeen(tenant: TenantDescription, key: string): readonly string[] | null {
  if (!isGroup(tenant, key)) return [];
  if (isDynamic(tenant, key)) return null;
  return isParentRead(tenant, "exchange/groupMembers", key) ? trueMembers(tenant, key) : null;
}

/** The groups nested in a group at any depth, itself left out, sorted; cycles are harmless. */
export function nestedGroups(
  tenant: TenantDescription,
  root: string,
  membersOf: (key: string) => readonly string[],
): readonly string[] {
  const found = new Set<string>();
  const queue = [root];
  for (const group of queue) {
    for (const member of membersOf(group)) {
      if (!isGroup(tenant, member) || member === root || found.has(member)) continue;
      found.add(member);
      queue.push(member);
    }
  }
  return [...found].toSorted();
}

/** The policies that take part in an app's evaluation. */
export const policiesOf = ({ policies }: TenantDescription, app: string): PolicyDescription[] =>
  policies.filter((policy) => policy.app === "*" || policy.app === app);

/** Groups that a plan may have made to hold a copy: nothing names them yet. */
const COPY_NAME = /^SW (?:[A-Za-z0-9.-]+ )?[0-9a-f]{8}$/i;

/** The groups whose members a scan asks for: those that a policy or a scope names, copies, and all nested in them. */
export function groupsAsked(tenant: TenantDescription): readonly string[] {
  const copies = tenant.groups.filter(({ name }) => COPY_NAME.test(name)).map(({ key }) => key);
  const named = [
    ...namedByPolicies(tenant),
    ...namedByScopes(tenant),
    ...namedDirectly(tenant),
    ...copies,
    ...(tenant.decidedGroups ?? []),
  ];
  const roots = [...new Set(named)].filter(
    (key) => isGroup(tenant, key) && !isDynamic(tenant, key),
  );
  const seen = (key: string): readonly string[] => membersSeen(tenant, key) ?? [];
  const all = roots.flatMap((root) => [root, ...nestedGroups(tenant, root, seen)]);
  return [...new Set(all)].filter((key) => !isDynamic(tenant, key)).toSorted();
}

/** Names of the management scopes that an assignment of an app or of impersonation uses. */
export function scopesInUse(tenant: TenantDescription): ReadonlySet<string> {
  if (!isRead(tenant, "exchange/roleAssignments")) return new Set();
  const byApps = tenant.assignments.flatMap(({ scope }) =>
    scope.kind === "custom" ? [scope.name] : [],
  );
  const byPeople = tenant.impersonation.assignments.flatMap(({ scope, scopeKind }) =>
    scope === null || scopeKind === "organizationalUnit" ? [] : [scope],
  );
  return new Set([...byApps, ...byPeople]);
}

/** Tells whether some management scope filters on the property. */
export const isFilteredOn = ({ scopes }: TenantDescription, property: string): boolean =>
  scopes.some(({ filter }) =>
    leavesOf(filter).some((leaf) => "property" in leaf && leaf.property === property),
  );

function namedByPolicies(tenant: TenantDescription): readonly string[] {
  const section = "exchange/applicationAccessPolicies";
  return isRead(tenant, section) ? tenant.policies.map(({ scope }) => scope) : [];
}

function namedByScopes(tenant: TenantDescription): readonly string[] {
  if (!isRead(tenant, "exchange/managementScopes")) return [];
  return tenant.scopes.flatMap(({ filter }) => groupsOf(filter));
}

function namedDirectly(tenant: TenantDescription): readonly string[] {
  if (!isRead(tenant, "exchange/roleAssignments")) return [];
  return tenant.assignments.flatMap(({ scope }) => (scope.kind === "group" ? [scope.group] : []));
}

const groupsOf = (filter: FilterTree): string[] =>
  leavesOf(filter).flatMap((leaf) => (leaf.kind === "memberOf" ? [leaf.group] : []));
