import { createCoverage } from "../../src/evidence/create-coverage.ts";
import { SECTION_NAMES } from "../../src/model/sections.ts";
import type { AppId } from "../../src/model/ids.ts";
import { appId } from "../../src/model/ids.ts";
import type { Recipient } from "../../src/model/recipient.ts";
import type { ParentStatus } from "../../src/model/sections.ts";
import type {
  ParentedSection,
  ParentRead,
  Section,
  Snapshot,
  SnapshotSections,
} from "../../src/model/snapshot.ts";
import { RESOURCES } from "../generator/app-roles.ts";
import { groupKey } from "../generator/ids.ts";
import { mailbox, member, securityGroup, TENANT_ID } from "./rows.ts";

export const rows = <Row>(...read: readonly Row[]): Section<Row> => ({
  status: "read",
  rows: read,
});

/** A section with parents; a status stands for a parent that was not read. */
export const parents = <Row>(
  reads: Readonly<Record<string, readonly Row[] | Exclude<ParentStatus, "read">>> = {},
): ParentedSection<Row> => ({
  status: "read",
  parents: new Map(
    Object.entries(reads).map(([key, read]): [string, ParentRead<Row>] => [
      key.toLowerCase(),
      typeof read === "string" ? { status: read } : { status: "read", rows: read },
    ]),
  ),
});

/** Both resources with all their appRoles. */
export const RESOURCE_ROWS = Object.values(RESOURCES).map(
  ({ appId: id, servicePrincipalId, displayName, appRoles }) => ({
    id: servicePrincipalId,
    appId: appId(id) as AppId,
    displayName,
    appRoles: appRoles.map(([value, roleId]) => ({ id: roleId, value })),
  }),
);

/** A tenant where everything was read and nothing is there, but for what the test says. */
export function snapshotOf(
  sections: Partial<SnapshotSections> = {},
  more: Partial<Snapshot> = {},
): Snapshot {
  const all = { ...EMPTY, ...sections };
  return {
    tenant: { id: TENANT_ID, initialDomain: "contoso.onmicrosoft.com", displayName: "Contoso" },
    environment: "exchangeOnline",
    cloud: "worldwide",
    collectedAt: "2026-11-20T06:00:00Z",
    collector: { mode: "live", identity: "test", allowedCmdlets: null },
    coverage: SECTION_NAMES.map((name) => createCoverage(name, all[name])),
    ...more,
    sections: all,
  };
}

const EMPTY: SnapshotSections = {
  "exchange/applicationAccessPolicies": rows(),
  "exchange/policyChecks": parents(),
  "exchange/roleAssignments": rows(),
  "exchange/impersonationEffectiveUsers": parents(),
  "exchange/roles": rows(),
  "exchange/managementScopes": rows(),
  "exchange/scopeMembers": parents(),
  "exchange/servicePrincipals": rows(),
  "exchange/servicePrincipalAuthorizations": parents(),
  "exchange/recipients": rows(),
  "exchange/groupMembers": parents(),
  "exchange/dynamicGroups": { status: "notAsked" },
  "exchange/administrativeUnits": rows(),
  "exchange/organizationConfig": rows({ enforceExoAppRbacPermissions: false }),
  "exchange/mailboxPermissions": { status: "notAsked" },
  "graph/organization": rows(),
  "graph/resourceServicePrincipals": rows(...RESOURCE_ROWS),
  "graph/appRoleAssignedTo": rows(),
  "graph/servicePrincipals": rows(),
  "graph/applications": rows(),
  "graph/deletedServicePrincipals": rows(),
  "graph/groups": rows(),
  "graph/administrativeUnits": rows(),
  "graph/administrativeUnitMembers": parents(),
  "graph/oauth2PermissionGrants": rows(),
  "graph/users": { status: "notAsked" },
  "graph/signInActivities": { status: "notAsked" },
  "graph/tokenLifetimePolicies": { status: "notAsked" },
};

/** Members by group number; a status stands for a group whose members were not read. */
export type Groups = Readonly<
  Record<number, readonly string[] | Exclude<ParentStatus, "read"> | "notListed">
>;

/** The recipients and group members of a tenant with mailboxes 1 to `count` and the given groups. */
export function people(
  count: number,
  groups: Groups = {},
  others: readonly Recipient[] = [],
): Pick<SnapshotSections, "exchange/recipients" | "exchange/groupMembers"> {
  const numbers = Object.keys(groups).map(Number);
  const told = new Set(others.map(({ key }) => key));
  const known = [
    ...Array.from({ length: count }, (_, index) => mailbox(index + 1)),
    ...numbers.map((number) => securityGroup(number)),
  ].filter(({ key }) => !told.has(key));
  const read = Object.entries(groups).flatMap(([number, members]) => {
    if (members === "notListed") return [];
    const group = Number(number);
    const lines = typeof members === "string" ? members : members.map((key) => member(key));
    return [[groupKey(group), lines] as const];
  });
  return {
    "exchange/recipients": rows(...known, ...others),
    "exchange/groupMembers": parents(Object.fromEntries(read)),
  };
}
