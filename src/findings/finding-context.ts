import type { AppAccess } from "../access/app-access.ts";
import type { ResolvedGrant } from "../access/entra-grant.ts";
import type { AppDirectory } from "../access/find-app.ts";
import { linkAssignments, resolveAssignment } from "../access/resolve-assignments.ts";
import type { Impersonation } from "../access/resolve-impersonation.ts";
import type { TenantAccess } from "../access/resolve-tenant-access.ts";
import type { ResolvedAssignment } from "../access/resolved-assignment.ts";
import type { ResolvedPolicy } from "../access/resolved-policy.ts";
import type { Decisions } from "../model/decisions.ts";
import type { FindingApp } from "../model/finding.ts";
import type { ApplicationRow } from "../model/graph-rows.ts";
import type { AppId } from "../model/ids.ts";
import type { SectionName } from "../model/sections.ts";
import type { ParentRead, Section, Snapshot, SnapshotSections } from "../model/snapshot.ts";
import { groupPairs } from "../model/group-pairs.ts";

/** A grant with the app that holds it. */
export interface HeldGrant {
  readonly app: AppAccess;
  readonly grant: ResolvedGrant;
}

/** A role assignment with the app that it names; null = nobody can tell which. */
export interface HeldAssignment {
  readonly app: AppAccess | null;
  readonly assignment: ResolvedAssignment;
}

/**
 * What detectors look at. Lists are empty where their section was not read: a detector declares the section, so that
 * it is not asked then.
 */
export interface FindingContext {
  readonly snapshot: Snapshot;
  readonly access: TenantAccess;
  readonly impersonation: Impersonation;
  /** What somebody decided; undefined = nobody decided anything. */
  readonly decisions: Decisions | undefined;
  readonly policies: readonly ResolvedPolicy[];
  readonly grants: readonly HeldGrant[];
  readonly assignments: readonly HeldAssignment[];
  /** The same by app, in the same order: detectors ask app by app, and grant by grant. */
  readonly assignmentsByApp: ReadonlyMap<AppAccess | null, readonly HeldAssignment[]>;
  readonly registrations: ReadonlyMap<AppId, ApplicationRow>;
}

/** Gathers what the detectors look at from a resolved tenant. */
export function createFindingContext(
  access: TenantAccess,
  impersonation: Impersonation,
  decisions?: Decisions,
): FindingContext {
  const { snapshot } = access.facts;
  const { policies } = access;
  const assignments = heldAssignments(access);
  const applications = rowsIfRead(snapshot.sections["graph/applications"]) ?? [];
  return {
    snapshot,
    access,
    impersonation,
    decisions,
    policies: policies.status === "read" ? policies.value : [],
    grants: access.apps.flatMap((app) =>
      app.grants.status === "read" ? app.grants.value.map((grant) => ({ app, grant })) : [],
    ),
    assignments,
    assignmentsByApp: groupPairs(assignments.map((held) => [held.app, held] as const)),
    registrations: new Map(applications.map((row) => [row.appId, row])),
  };
}

/** The role assignments of one app. */
export const assignmentsOf = (
  { assignmentsByApp }: Pick<FindingContext, "assignmentsByApp">,
  app: AppAccess,
): readonly HeldAssignment[] => assignmentsByApp.get(app) ?? [];

function heldAssignments({ facts, apps }: TenantAccess): readonly HeldAssignment[] {
  const { sections } = facts.snapshot;
  const directory: AppDirectory = {
    exchange: rowsIfRead(sections["exchange/servicePrincipals"]),
    graph: rowsIfRead(sections["graph/servicePrincipals"]),
  };
  const linked = linkAssignments(facts, directory);
  if (linked.status === "notRead") return [];
  const byAppId = new Map(apps.map((app) => [app.appId, app]));
  return linked.value
    .map(({ app: named, row }) => {
      const app = named === undefined ? undefined : byAppId.get(named.appId);
      // Whom a scope reaches was worked out already where the app is known.
      const own = app?.assignments.status === "read" ? app.assignments.value : [];
      const assignment = own.find((one) => one.row === row) ?? resolveAssignment(facts, row);
      return { app: app ?? null, assignment };
    })
    .toSorted((a, b) => (a.assignment.id < b.assignment.id ? -1 : 1));
}

const rowsIfRead = <Row>(section: Section<Row>): readonly Row[] | null =>
  section.status === "read" ? section.rows : null;

type RowOf<Name extends SectionName> =
  SnapshotSections[Name] extends Section<infer Row> ? Row : never;

/** The rows of a flat section; none where it was not read. */
export function rowsOf<Name extends SectionName>(
  { snapshot }: FindingContext,
  name: Name,
): readonly RowOf<Name>[] {
  const section = snapshot.sections[name] as Section<RowOf<Name>>;
  return section.status === "read" ? section.rows : [];
}

/** How a parent of a section was read; undefined = it was not asked for. */
export function parentOf<
  Name extends
    | "exchange/groupMembers"
    | "exchange/scopeMembers"
    | "exchange/policyChecks"
    | "exchange/servicePrincipalAuthorizations",
>({ snapshot }: FindingContext, name: Name, key: string): ParentRead<unknown> | undefined {
  const section = snapshot.sections[name];
  return section.status === "read" ? section.parents.get(key.toLowerCase()) : undefined;
}

/** The app as a finding names it. */
export const namedApp = (app: AppAccess | null | undefined): FindingApp | null =>
  app === null || app === undefined
    ? null
    : {
        appId: app.appId,
        servicePrincipalId: app.servicePrincipalId,
        displayName: app.displayName,
      };

/** The app that a policy names alone. */
export function appOfPolicy(
  { access }: FindingContext,
  { apps }: ResolvedPolicy,
): FindingApp | null {
  if (apps === "all" || apps.size !== 1) return null;
  return namedApp(access.apps.find(({ appId }) => appId !== null && apps.has(appId)));
}

/** An app of Microsoft's own: its permissions are Microsoft's to change. */
export const isFirstParty = (app: AppAccess | null): boolean =>
  app?.setApart === "microsoftFirstParty";
