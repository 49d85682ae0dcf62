import type { FilterTree } from "../generator/filter-tree.ts";
import { groupKey, mailboxKey, unitId } from "../generator/ids.ts";
import type { Random } from "../generator/random.ts";
import type {
  AppDescription,
  AssignmentDescription,
  AssignmentScope,
  GroupDescription,
  ScopeDescription,
} from "../generator/tenant-description.ts";

const ROLES = [
  "Application Mail.Read",
  "Application Mail.ReadBasic",
  "Application Mail.Send",
  "Application Mail Full Access",
  "Application Exchange Full Access",
  "Application EWS.AccessAsApp",
  "Application SMTP.SendAsApp",
  "Application MailboxItem.Read",
];

const SCOPES = ["Scope one", "Scope two"];

/** Two management scopes with filters up to three deep. */
export const randomScopes = (random: Random): ScopeDescription[] =>
  SCOPES.map((name) => ({ name, filter: randomFilter(random, 3) }));

/** Assignments of every kind of scope to apps that have a service principal. */
export function randomAssignments(
  random: Random,
  apps: readonly AppDescription[],
  groups: readonly GroupDescription[],
): AssignmentDescription[] {
  const holders = apps.filter(
    ({ servicePrincipalId, deletedAt }) => servicePrincipalId !== null && deletedAt === undefined,
  );
  return Array.from({ length: random.below(5) }, () => ({
    role: random.pick(ROLES),
    app: random.pick(holders).appId,
    scope: randomScope(random, groups),
    delegating: random.once(10),
    disabled: random.once(10),
  }));
}

function randomScope(random: Random, groups: readonly GroupDescription[]): AssignmentScope {
  const printedAs = random.pick(["name", "objectId"] as const);
  return random.pick<() => AssignmentScope>([
    () => ({ kind: "custom", name: random.pick(SCOPES) }),
    () => ({ kind: "custom", name: random.pick(SCOPES) }),
    () => ({ kind: "custom", name: random.once(4) ? "Scope gone" : random.pick(SCOPES) }),
    () => ({ kind: "unit", unit: unitId(random.pick([1, 2, 2, 9])), printedAs }),
    () => ({ kind: "group", group: random.pick(groups).key }),
    () => ({ kind: "group", group: groupKey(random.pick([1, 2, 90])) }),
    () => ({ kind: "organization" }),
    () => ({ kind: "odd", recipientWriteScope: random.pick([null, "", "SomethingNew"]) }),
  ])();
}

function randomFilter(random: Random, depth: number): FilterTree {
  if (depth === 1 || random.once(3)) return randomLeaf(random);
  const inner = (): FilterTree => randomFilter(random, depth - 1);
  if (random.once(3)) return { kind: "not", inner: inner() };
  return { kind: random.pick(["and", "or"]), left: inner(), right: inner() };
}

function randomLeaf(random: Random): FilterTree {
  return random.pick<() => FilterTree>([
    () => ({ kind: "memberOf", group: groupKey(random.pick([1, 2, 3, 4, 90])) }),
    () => ({ kind: "memberOf", group: groupKey(random.pick([1, 2, 3, 4])) }),
    () => ({
      kind: random.pick(["eq", "ne"]),
      property: "Department",
      value: random.pick(["sales", "Finance", "Nobody"]),
    }),
    () => ({ kind: "like", property: "CustomAttribute1", prefix: random.pick(["bo", "ro", "x"]) }),
    () => ({ kind: "blank", property: random.pick(["Office", "Department", "Company"]) }),
    () => ({
      kind: "eq",
      property: "RecipientTypeDetails",
      value: random.pick(["UserMailbox", "SharedMailbox"]),
    }),
    () => ({ kind: "eq", property: "UserPrincipalName", value: "user.2@random.com" }),
    () => ({
      kind: random.pick(["eq", "ne"]),
      property: "ExternalDirectoryObjectId",
      value: mailboxKey(random.pick([1, 2, 99])),
    }),
    () => ({ kind: "eq", property: "Alias", value: random.pick(["user.1", "other.1"]) }),
  ])();
}
