import type { AppRoleAssignmentRow, ResourceServicePrincipalRow } from "../model/graph-rows.ts";
import type { ServicePrincipalId } from "../model/ids.ts";
import {
  APP_ROLE_PERMISSIONS,
  DEFAULT_ACCESS_ROLE_ID,
  RESOURCE_APP_IDS,
  type AppRolePermission,
  type PermissionKind,
  type Resource,
} from "../model/permission-table.ts";
import type { Snapshot } from "../model/snapshot.ts";
import { contribution, type Contribution } from "./contribution.ts";
import { knownRows, type Known } from "./known.ts";

/** An application permission that Entra gave to an app, resolved through the resource's own appRoles. */
export interface ResolvedGrant {
  readonly row: AppRoleAssignmentRow;
  readonly resource: Resource;
  /** Null when neither the tenant's appRoles nor the table know the id. */
  readonly value: string | null;
  /** The permission as RBAC for Applications names it. */
  readonly permission: string;
  readonly kind: PermissionKind;
}

/**
 * Resolves every application grant on Microsoft Graph and Office 365 Exchange Online, by service principal.
 *
 * A grant is (resource, appRoleId): the same id means different things on the two resources. Names come from the
 * tenant's own resource service principal, the table is the fallback. Without the resources nothing is resolved:
 * that is "not read", never "no grants". Sorted by resource, permission and id, whatever order they were read in.
 *
 * @see https://learn.microsoft.com/graph/api/serviceprincipal-list-approleassignedto (docs as of 2026-08-20)
 */
export function resolveGrants(
  snapshot: Snapshot,
): Known<ReadonlyMap<ServicePrincipalId, readonly ResolvedGrant[]>> {
  const resources = knownRows(
    snapshot.sections["graph/resourceServicePrincipals"],
    "graph/resourceServicePrincipals",
  );
  if (resources.status === "notRead") return resources;
  const rows = knownRows(snapshot.sections["graph/appRoleAssignedTo"], "graph/appRoleAssignedTo");
  if (rows.status === "notRead") return rows;
  const byId = new Map(resources.value.map((row) => [row.id, row]));
  const missing = missingResource(resources.value);
  const byPrincipal = new Map<ServicePrincipalId, ResolvedGrant[]>();
  for (const row of rows.value.filter(isServicePrincipalGrant)) {
    const resourceRow = byId.get(row.resourceId);
    const resource = resourceRow === undefined ? missing : resourceOf(resourceRow);
    const grant = resource === null ? null : resolveGrant(row, resource, resourceRow);
    if (grant === null) continue;
    const grants = byPrincipal.get(row.principalId) ?? [];
    byPrincipal.set(row.principalId, [...grants, grant]);
  }
  const sorted = [...byPrincipal].map(([id, grants]) => [id, grants.toSorted(byKey)] as const);
  return { status: "read", value: new Map(sorted) };
}

const sortKey = ({ resource, permission, row }: ResolvedGrant): string =>
  [resource, permission, row.id].join("/");

const byKey = (a: ResolvedGrant, b: ResolvedGrant): number => (sortKey(a) < sortKey(b) ? -1 : 1);

/** What the grant alone gives: the permission on every mailbox. */
export function entraGrant(grant: ResolvedGrant): Contribution {
  return contribution("entra-grant", grant.row.id, "allow");
}

function isServicePrincipalGrant({ principalType }: AppRoleAssignmentRow): boolean {
  return principalType === undefined || principalType.toLowerCase() === "serviceprincipal";
}

/** A grant on a resource that the list lacks can only be on the one of the two that is missing. */
function missingResource(rows: readonly ResourceServicePrincipalRow[]): Resource | null {
  const present = new Set(rows.map(resourceOf));
  const missing = (["graph", "exchange"] as const).filter((resource) => !present.has(resource));
  return missing.length === 1 ? (missing[0] ?? null) : null;
}

function resolveGrant(
  row: AppRoleAssignmentRow,
  resource: Resource,
  resourceRow: ResourceServicePrincipalRow | undefined,
): ResolvedGrant {
  const value = resourceRow?.appRoles?.find(({ id }) => id === row.appRoleId)?.value || null;
  const known = findPermission(resource, row.appRoleId, value);
  if (known !== undefined) {
    const { permission, kind } = known;
    return { row, resource, value: known.value, permission, kind };
  }
  const kind = kindOfUnlisted(resource, row.appRoleId, value);
  return { row, resource, value, permission: value ?? row.appRoleId, kind };
}

/** On Exchange an unlisted value may be mailbox data; Graph has hundreds that are not, but an id without a name may be. */
function kindOfUnlisted(resource: Resource, id: string, value: string | null): PermissionKind {
  if (id === DEFAULT_ACCESS_ROLE_ID) return "notMailboxData";
  return resource === "graph" && value !== null ? "notMailboxData" : "unknown";
}

function findPermission(
  resource: Resource,
  id: string,
  value: string | null,
): AppRolePermission | undefined {
  const candidates = APP_ROLE_PERMISSIONS.filter((entry) => entry.resource === resource);
  if (value === null) return candidates.find(({ appRoleIds }) => appRoleIds.includes(id));
  return candidates.find((entry) => entry.value.toLowerCase() === value.toLowerCase());
}

function resourceOf(row: ResourceServicePrincipalRow): Resource | null {
  if (row.appId === RESOURCE_APP_IDS.graph) return "graph";
  return row.appId === RESOURCE_APP_IDS.exchange ? "exchange" : null;
}
