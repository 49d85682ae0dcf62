import type { ExchangeServicePrincipalRow } from "../model/exchange-rows.ts";
import type { ServicePrincipalRow } from "../model/graph-rows.ts";
import { servicePrincipalId, type AppId, type ServicePrincipalId } from "../model/ids.ts";
import { MICROSOFT_TENANT_IDS } from "../model/permission-table.ts";
import type { Snapshot } from "../model/snapshot.ts";
import type { AppAccess } from "./app-access.ts";
import { compareAuthorizations } from "./authorization-check.ts";
import { decidePolicyLayer } from "./decide-policy-layer.ts";
import { resolveGrants, type ResolvedGrant } from "./entra-grant.ts";
import { assigneeOf, type AppDirectory } from "./find-app.ts";
import { known, knownRows, notRead, type Known } from "./known.ts";
import { policyChecksOf } from "./policy-check.ts";
import {
  linkAssignments,
  resolveAssignment,
  type LinkedAssignment,
} from "./resolve-assignments.ts";
import { policiesOfApp, resolvePolicies } from "./resolve-policies.ts";
import type { ResolvedPolicy } from "./resolved-policy.ts";
import { indexTenant, type TenantFacts } from "./tenant-facts.ts";
import { unknownApplicationRoles } from "./unknown-roles.ts";

/** A tenant with everything that decides over access resolved, app by app. */
export interface TenantAccess {
  readonly facts: TenantFacts;
  /** Sorted by app id, then object id. */
  readonly apps: readonly AppAccess[];
  readonly policies: Known<readonly ResolvedPolicy[]>;
}

interface Identity {
  readonly appId: AppId | null;
  readonly servicePrincipalId: ServicePrincipalId | null;
  readonly displayName?: string;
}

interface Sources {
  readonly facts: TenantFacts;
  readonly grants: Known<ReadonlyMap<ServicePrincipalId, readonly ResolvedGrant[]>>;
  readonly policies: Known<readonly ResolvedPolicy[]>;
  readonly assignments: Known<readonly LinkedAssignment[]>;
  readonly possibleRoles: readonly string[];
  readonly graph: Known<readonly ServicePrincipalRow[]>;
  readonly exchange: Known<readonly ExchangeServicePrincipalRow[]>;
}

/**
 * Resolves a snapshot into apps with their grants, policies and role assignments.
 *
 * An app is known from Entra, from Exchange, from a policy that names it, or from a grant or assignment alone: what
 * one list lacks another may know.
 */
export function resolveTenantAccess(snapshot: Snapshot): TenantAccess {
  const facts = indexTenant(snapshot);
  const { sections } = snapshot;
  const graph = knownRows(sections["graph/servicePrincipals"], "graph/servicePrincipals");
  const exchange = knownRows(sections["exchange/servicePrincipals"], "exchange/servicePrincipals");
  const directory: AppDirectory = {
    exchange: exchange.status === "read" ? exchange.value : null,
    graph: graph.status === "read" ? graph.value : null,
  };
  const assignments = linkAssignments(facts, directory);
  const sources: Sources = {
    facts,
    grants: resolveGrants(snapshot),
    policies: resolvePolicies(facts),
    assignments,
    possibleRoles: assignments.status === "read" ? [] : unknownApplicationRoles(facts),
    graph,
    exchange,
  };
  const apps = identities(sources).map((identity) => resolveApp(sources, identity));
  return { facts, apps, policies: sources.policies };
}

/** Every app that some list names, each once; sorted. */
function identities(sources: Sources): readonly Identity[] {
  const { grants, policies, assignments, graph, exchange } = sources;
  const list = <T>(rows: Known<readonly T[]>): readonly T[] =>
    rows.status === "read" ? rows.value : [];
  const byApp = new Map<string, Identity>();
  const add = (identity: Identity): void => {
    const key = identity.appId ?? identity.servicePrincipalId ?? "";
    const old = byApp.get(key);
    if (old === undefined || (old.servicePrincipalId === null && identity.servicePrincipalId)) {
      byApp.set(key, { ...old, ...identity });
    }
  };
  for (const row of list(graph))
    add({ appId: row.appId, servicePrincipalId: row.id, ...named(row) });
  for (const row of list(exchange)) {
    add({ appId: row.appId, servicePrincipalId: row.objectId, ...named(row) });
  }
  for (const { apps } of list(policies)) {
    for (const app of apps === "all" ? [] : apps) add({ appId: app, servicePrincipalId: null });
  }
  const seen = new Set([...byApp.values()].map((one) => one.servicePrincipalId));
  const nameless = [
    ...(grants.status === "read" ? grants.value.keys() : []),
    ...list(assignments).flatMap((one) => orphanId(sources, one) ?? []),
  ];
  for (const id of nameless) {
    if (!seen.has(id)) add({ appId: null, servicePrincipalId: id });
  }
  return [...byApp].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, identity]) => identity);
}

/** The name of an app that Exchange's complete list does not know, but an assignment names. */
function orphanId(sources: Sources, { app, row }: LinkedAssignment): ServicePrincipalId | null {
  if (app !== undefined || sources.exchange.status === "notRead") return null;
  return servicePrincipalId(assigneeOf(row));
}

function resolveApp(sources: Sources, identity: Identity): AppAccess {
  const checks = policyChecksOf(sources.facts, identity.appId);
  const policies = appPolicies(sources, identity, checks);
  const roles = once(() => appRoles(sources, identity));
  return {
    ...describeApp(sources, identity),
    grants: appGrants(sources, identity),
    policies,
    policyDecision: decidePolicyLayer(
      keyOf(identity),
      policies.status === "read" ? policies.value : [],
      checks,
    ),
    policyChecks: checks,
    possibleRoles: sources.possibleRoles,
    get assignments() {
      return roles().assignments;
    },
    get unlinked() {
      return roles().unlinked;
    },
    get authorizations() {
      return roles().authorizations;
    },
  };
}

/** Whom a scope reaches takes a walk over all mailboxes: only for apps that somebody asks about. */
function appRoles(
  sources: Sources,
  identity: Identity,
): Pick<AppAccess, "assignments" | "unlinked" | "authorizations"> {
  const assignments = appAssignments(sources, identity);
  return {
    assignments,
    unlinked: unlinkedAssignments(sources),
    authorizations:
      assignments.status === "read"
        ? compareAuthorizations(sources.facts, identity.appId, assignments.value)
        : null,
  };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

type Description = Pick<
  AppAccess,
  | "appId"
  | "servicePrincipalId"
  | "displayName"
  | "setApart"
  | "servicePrincipal"
  | "application"
  | "pointer"
>;

function describeApp(sources: Sources, identity: Identity): Description {
  const { appId } = identity;
  const { exchange } = sources;
  const graphRow = find(sources.graph, (row) => isSame(row.appId, row.id, identity));
  const name =
    graphRow?.displayName ??
    identity.displayName ??
    grantee(sources, identity) ??
    deletedName(sources, appId);
  const pointer = find(exchange, (row) => isSame(row.appId, row.objectId, identity)) ?? null;
  return {
    appId,
    servicePrincipalId: identity.servicePrincipalId,
    displayName: name ?? keyOf(identity),
    setApart: setApart(graphRow, name),
    servicePrincipal: graphRow,
    application: appRegistration(sources, appId),
    pointer: exchange.status === "notRead" ? exchange : known(pointer),
  };
}

const keyOf = ({ appId, servicePrincipalId: id }: Identity): string => appId ?? id ?? "";

/** Policies name app ids: without one, a policy may or may not be this app's. */
function appPolicies(
  { policies }: Sources,
  { appId }: Identity,
  checks: ReturnType<typeof policyChecksOf>,
): Known<readonly ResolvedPolicy[]> {
  if (policies.status === "notRead") return policies;
  if (appId === null && policies.value.length > 0) return notRead("graph/servicePrincipals");
  return known(policiesOfApp(policies.value, appId, checks));
}

/** Grants name object ids: an app without one has none only when the complete list of Entra lacks it. */
function appGrants(sources: Sources, identity: Identity): Known<readonly ResolvedGrant[]> {
  const { grants, graph } = sources;
  if (grants.status === "notRead") return grants;
  if (identity.servicePrincipalId !== null) {
    return known(grants.value.get(identity.servicePrincipalId) ?? []);
  }
  return graph.status === "notRead" ? graph : known([]);
}

function appAssignments(sources: Sources, identity: Identity): AppAccess["assignments"] {
  const { assignments } = sources;
  if (assignments.status === "notRead") return assignments;
  const own = assignments.value.filter((linked) =>
    linked.app === undefined
      ? identity.appId === null && orphanId(sources, linked) === identity.servicePrincipalId
      : isSame(linked.app.appId, linked.app.servicePrincipalId, identity),
  );
  return known(
    own
      .map(({ row }) => resolveAssignment(sources.facts, row))
      .toSorted((a, b) => (a.id < b.id ? -1 : 1)),
  );
}

/** Assignments of apps that nobody can name while Exchange's list was not read. */
function unlinkedAssignments({ facts, assignments, exchange }: Sources): AppAccess["unlinked"] {
  if (assignments.status === "notRead" || exchange.status === "read") return [];
  return assignments.value.flatMap(({ app, row }) =>
    app === undefined ? [resolveAssignment(facts, row)] : [],
  );
}

function appRegistration({ facts }: Sources, appId: AppId | null): AppAccess["application"] {
  const rows = knownRows(facts.snapshot.sections["graph/applications"], "graph/applications");
  if (rows.status === "notRead") return rows;
  return known(rows.value.find((row) => row.appId === appId) ?? null);
}

function setApart(
  row: ServicePrincipalRow | undefined,
  displayName: string | undefined,
): AppAccess["setApart"] {
  if (MICROSOFT_TENANT_IDS.has(row?.appOwnerOrganizationId?.toLowerCase() ?? "")) {
    return "microsoftFirstParty";
  }
  return /^ExchangeServerApp-/i.test(displayName ?? "") ? "exchangeHybrid" : null;
}

function grantee({ grants }: Sources, { servicePrincipalId: id }: Identity): string | undefined {
  if (grants.status === "notRead" || id === null) return undefined;
  return grants.value.get(id)?.[0]?.row.principalDisplayName;
}

/** An app in the recycle bin is known by the name that it had. */
function deletedName({ facts }: Sources, appId: AppId | null): string | undefined {
  const section = facts.snapshot.sections["graph/deletedServicePrincipals"];
  if (section.status !== "read" || appId === null) return undefined;
  return section.rows.find((row) => row.appId === appId)?.displayName;
}

function isSame(appId: AppId, id: ServicePrincipalId, identity: Identity): boolean {
  return identity.appId === null ? id === identity.servicePrincipalId : appId === identity.appId;
}

const named = (row: { readonly displayName?: string }): { displayName?: string } =>
  row.displayName === undefined ? {} : { displayName: row.displayName };

function find<T>(rows: Known<readonly T[]>, test: (row: T) => boolean): T | undefined {
  return rows.status === "read" ? rows.value.find(test) : undefined;
}
