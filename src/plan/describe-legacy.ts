import type { AppAccess } from "../access/app-access.ts";
import type { ResolvedGrant } from "../access/entra-grant.ts";
import type { Known } from "../access/known.ts";
import { findUnit } from "../access/rbac-administrative-unit.ts";
import { findGroup } from "../access/rbac-group.ts";
import type { ResolvedAssignment } from "../access/resolved-assignment.ts";
import type { ResolvedPolicyScope } from "../access/resolved-policy-scope.ts";
import type { ResolvedPolicy } from "../access/resolved-policy.ts";
import type { TenantFacts } from "../access/tenant-facts.ts";
import type { AppState } from "../mapping/app-state.ts";
import { byText } from "../model/by-text.ts";
import { nameWith } from "../model/name-with.ts";
import type { Owner } from "../model/graph-rows.ts";
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
  | "ownersComplete"
>;

/** What an app has today, told for readers: its policies, role assignments and other permissions. */
export function describeLegacy({ app, facts }: AppState): Legacy {
  return {
    appId: app.appId,
    displayName: app.displayName,
    servicePrincipalId: app.servicePrincipalId,
    setApart: app.setApart,
    policies: valueOf(app.policies)?.map(describePolicy) ?? null,
    existingAssignments: assignmentsOf(app)?.map((one) => describeAssignment(one, facts)) ?? null,
    otherPermissions: valueOf(app.grants)?.flatMap(describeOther) ?? null,
    ...describeOwners(app, facts.snapshot.sections["graph/servicePrincipals"].status === "read"),
  };
}

const valueOf = <T>(known: Known<T>): T | null => (known.status === "read" ? known.value : null);

/** As long as the tenant has assignments of apps that nobody can name, what is known is not all. */
function assignmentsOf({ assignments, unlinked }: AppAccess): readonly ResolvedAssignment[] | null {
  return unlinked.length > 0 ? null : valueOf(assignments);
}

const describeAssignment = (
  { row, roleName, scope }: ResolvedAssignment,
  facts: TenantFacts,
): ExistingAssignment => ({
  name: row.name,
  role: roleName,
  scopeKind: scope.kind,
  scope: scope.name === null ? null : nameScope(facts, scope.kind, scope.name),
});

/** An assignment names a unit by an id and a group by its Name: people know both by their display names. */
function nameScope(
  facts: TenantFacts,
  kind: ExistingAssignment["scopeKind"],
  name: string,
): string {
  const known =
    kind === "administrativeUnit" ? unitName(facts, name) : groupName(facts, kind, name);
  return known === undefined ? name : nameWith(known, name);
}

const groupName = (
  { groups }: TenantFacts,
  kind: ExistingAssignment["scopeKind"],
  name: string,
): string | undefined => (kind === "group" ? findGroup(groups, name)?.displayName : undefined);

function unitName({ snapshot }: TenantFacts, reference: string): string | undefined {
  const unit = findUnit(snapshot, reference);
  const section = snapshot.sections["graph/administrativeUnits"];
  const rows = section.status === "read" ? section.rows : [];
  return rows.find(({ id }) => id.toLowerCase() === unit)?.displayName;
}

function describePolicy(policy: ResolvedPolicy): LegacyPolicy {
  const { id, row, apps, scope } = policy;
  return {
    identity: id,
    accessRight: row.accessRight,
    appliesToAllApps: apps === "all",
    description: row.description ?? null,
    scope: {
      kind: scope.kind,
      id: scope.id,
      displayName: scope.name,
      recipientTypeDetails: scope.recipient?.recipientTypeDetails ?? null,
      nestedGroups: isNestingKnown(scope) ? scope.nested.length : null,
    },
  };
}

/** A nested group whose members were not read may hold groups that nobody counts. */
const isNestingKnown = ({ kind, nested }: ResolvedPolicyScope): boolean =>
  kind !== "notRead" && nested.every(({ members }) => !members.maybe.everyoneBut);

const OTHER_KINDS: Readonly<Partial<Record<ResolvedGrant["kind"], string>>> = {
  administration: "administers Exchange; no mailbox data of its own",
  notMailboxData: "no mailbox data",
  retiredApi: "opens nothing: the Outlook REST API is retired; remove the grant",
};

function describeOther({ row, resource, value, kind }: ResolvedGrant): OtherPermission[] {
  const text = OTHER_KINDS[kind];
  return text === undefined ? [] : [{ resource, value, appRoleId: row.appRoleId, kind, text }];
}

/** Owners of the enterprise application and of the registration, each once; null = none was read, and some may be. */
function describeOwners(
  app: AppAccess,
  isListed: boolean,
): Pick<AppPlan, "owners" | "ownersComplete"> {
  const lists = ownerLists(app, isListed);
  const read = lists.filter((owners) => owners !== null);
  const names = read.flat().map(({ id, displayName }) => displayName ?? id);
  const complete = lists.length > 0 && read.length === lists.length;
  return {
    owners: names.length === 0 && !complete ? null : [...new Set(names)].toSorted(byText),
    ownersComplete: complete,
  };
}

/** One list for each object that the app has, or may have; null = its owners were not read. */
function ownerLists(
  { servicePrincipal, application }: AppAccess,
  isListed: boolean,
): readonly (readonly Owner[] | null)[] {
  const isGone = servicePrincipal === undefined && isListed;
  const enterprise = isGone ? [] : [servicePrincipal?.owners ?? null];
  if (application.status === "notRead") return [...enterprise, null];
  return application.value === null
    ? enterprise
    : [...enterprise, application.value.owners ?? null];
}
