import type { z } from "zod";

import { createCoverage } from "../../src/evidence/create-coverage.ts";
import { SECTION_NAMES } from "../../src/model/sections.ts";
import { applicationAccessPolicies } from "../../src/evidence/decode/exchange/application-access-policies.ts";
import { exchangeAdministrativeUnits } from "../../src/evidence/decode/exchange/administrative-units.ts";
import { dynamicGroups } from "../../src/evidence/decode/exchange/dynamic-groups.ts";
import { createGroupMemberDecoder } from "../../src/evidence/decode/exchange/group-members.ts";
import { impersonationEffectiveUsers } from "../../src/evidence/decode/exchange/impersonation-effective-users.ts";
import { managementScopes } from "../../src/evidence/decode/exchange/management-scopes.ts";
import { organizationConfig } from "../../src/evidence/decode/exchange/organization-config.ts";
import { policyChecks } from "../../src/evidence/decode/exchange/policy-checks.ts";
import { createRecipientDecoder } from "../../src/evidence/decode/exchange/recipients.ts";
import { roleAssignments } from "../../src/evidence/decode/exchange/role-assignments.ts";
import { roles } from "../../src/evidence/decode/exchange/roles.ts";
import { scopeMembers } from "../../src/evidence/decode/exchange/scope-members.ts";
import { servicePrincipalAuthorizations } from "../../src/evidence/decode/exchange/service-principal-authorizations.ts";
import { exchangeServicePrincipals } from "../../src/evidence/decode/exchange/service-principals.ts";
import { administrativeUnitMembers } from "../../src/evidence/decode/graph/administrative-unit-members.ts";
import { administrativeUnits } from "../../src/evidence/decode/graph/administrative-units.ts";
import { appRoleAssignedTo } from "../../src/evidence/decode/graph/app-role-assigned-to.ts";
import { applications } from "../../src/evidence/decode/graph/applications.ts";
import { deletedServicePrincipals } from "../../src/evidence/decode/graph/deleted-service-principals.ts";
import { groups } from "../../src/evidence/decode/graph/groups.ts";
import { oauth2PermissionGrants } from "../../src/evidence/decode/graph/oauth2-permission-grants.ts";
import { organization } from "../../src/evidence/decode/graph/organization.ts";
import { resourceServicePrincipals } from "../../src/evidence/decode/graph/resource-service-principals.ts";
import { servicePrincipals } from "../../src/evidence/decode/graph/service-principals.ts";
import { users } from "../../src/evidence/decode/graph/users.ts";
import { decodeWith, type Decode } from "../../src/evidence/decode-with.ts";
import { settleRows } from "../../src/evidence/settle-rows.ts";
import type { ParentedSection, ParentRead, Section, Snapshot } from "../../src/model/snapshot.ts";
import { generateEvidence, type GeneratedEvidence } from "../generator/generate-evidence.ts";
import type { RawRow } from "../generator/rows/raw-row.ts";
import type { SectionName } from "../generator/section-names.ts";
import type { TenantDescription } from "../generator/tenant-description.ts";
import { varyEvidence, type Variant } from "./vary-evidence.ts";

/** Recipient properties that generated filters name. */
const FILTERED = new Set(["Company", "CustomAttribute1", "Department", "Office"]);

/** The rows of recipients are many, and the same ones come again after every step. */
const decodeRecipient = rememberRows(createRecipientDecoder(FILTERED));

function rememberRows<Row>(decode: Decode<Row>): Decode<Row> {
  const decoded = new WeakMap<object, ReturnType<Decode<Row>>>();
  return (line) => {
    const known = typeof line === "object" && line !== null ? decoded.get(line) : undefined;
    if (known !== undefined) return known;
    const row = decode(line);
    if (typeof line === "object" && line !== null) decoded.set(line, row);
    return row;
  };
}

/** The snapshot of a tenant by way of its raw rows, without a folder in between. */
export function decodeTenant(tenant: TenantDescription, variant: Variant = "plain"): Snapshot {
  const known = variant === "plain" ? SNAPSHOTS.get(tenant) : undefined;
  if (known !== undefined) return known;
  const snapshot = decodeEvidence(tenant, varyEvidence(generateEvidence(tenant), variant));
  if (variant === "plain") SNAPSHOTS.set(tenant, snapshot);
  return snapshot;
}

/** One tenant is planned under several decisions. */
const SNAPSHOTS = new WeakMap<TenantDescription, Snapshot>();

/** The snapshot of raw rows, whoever wrote them. */
export function decodeEvidence(
  tenant: Pick<TenantDescription, "id" | "domain" | "displayName" | "collectedAt">,
  evidence: GeneratedEvidence,
): Snapshot {
  const sections = decodeSections(evidence);
  return {
    tenant: {
      id: tenant.id,
      initialDomain: `${tenant.domain}.onmicrosoft.com`,
      displayName: tenant.displayName,
    },
    environment: "exchangeOnline",
    cloud: "worldwide",
    collectedAt: tenant.collectedAt,
    collector: { mode: "live", identity: "generated", allowedCmdlets: null },
    sections,
    coverage: SECTION_NAMES.map((name) => createCoverage(name, sections[name])),
  };
}

function decodeSections(evidence: GeneratedEvidence): Snapshot["sections"] {
  const flat = <Row>(name: SectionName, schema: z.ZodType<Row>): Section<Row> =>
    decodeFlat(evidence, name, decodeWith(schema));
  const parented = <Row>(name: SectionName, schema: z.ZodType<Row>): ParentedSection<Row> =>
    decodeParented(evidence, name, decodeWith(schema));
  return {
    "exchange/applicationAccessPolicies": flat(
      "exchange/applicationAccessPolicies",
      applicationAccessPolicies,
    ),
    "exchange/policyChecks": parented("exchange/policyChecks", policyChecks),
    "exchange/roleAssignments": flat("exchange/roleAssignments", roleAssignments),
    "exchange/impersonationEffectiveUsers": parented(
      "exchange/impersonationEffectiveUsers",
      impersonationEffectiveUsers,
    ),
    "exchange/roles": flat("exchange/roles", roles),
    "exchange/managementScopes": flat("exchange/managementScopes", managementScopes),
    "exchange/scopeMembers": parented("exchange/scopeMembers", scopeMembers),
    "exchange/servicePrincipals": flat("exchange/servicePrincipals", exchangeServicePrincipals),
    "exchange/servicePrincipalAuthorizations": parented(
      "exchange/servicePrincipalAuthorizations",
      servicePrincipalAuthorizations,
    ),
    "exchange/recipients": decodeFlat(evidence, "exchange/recipients", decodeRecipient),
    "exchange/groupMembers": decodeParented(
      evidence,
      "exchange/groupMembers",
      createGroupMemberDecoder(),
    ),
    "exchange/dynamicGroups": flat("exchange/dynamicGroups", dynamicGroups),
    "exchange/administrativeUnits": flat(
      "exchange/administrativeUnits",
      exchangeAdministrativeUnits,
    ),
    "exchange/organizationConfig": flat("exchange/organizationConfig", organizationConfig),
    "exchange/mailboxPermissions": { status: "notAsked" },
    "graph/organization": flat("graph/organization", organization),
    "graph/resourceServicePrincipals": flat(
      "graph/resourceServicePrincipals",
      resourceServicePrincipals,
    ),
    "graph/appRoleAssignedTo": flat("graph/appRoleAssignedTo", appRoleAssignedTo),
    "graph/servicePrincipals": flat("graph/servicePrincipals", servicePrincipals),
    "graph/applications": flat("graph/applications", applications),
    "graph/deletedServicePrincipals": flat(
      "graph/deletedServicePrincipals",
      deletedServicePrincipals,
    ),
    "graph/groups": flat("graph/groups", groups),
    "graph/administrativeUnits": flat("graph/administrativeUnits", administrativeUnits),
    "graph/administrativeUnitMembers": parented(
      "graph/administrativeUnitMembers",
      administrativeUnitMembers,
    ),
    "graph/oauth2PermissionGrants": flat("graph/oauth2PermissionGrants", oauth2PermissionGrants),
    "graph/users": flat("graph/users", users),
    "graph/signInActivities": { status: "notAsked" },
    "graph/tokenLifetimePolicies": { status: "notAsked" },
  };
}

function decodeFlat<Row>(
  evidence: GeneratedEvidence,
  name: SectionName,
  decode: Decode<Row>,
): Section<Row> {
  const section = evidence.get(name) ?? { status: "notAsked" };
  if (section.status !== "read") return { status: section.status };
  const settled = settleRows(name, decodeRows(name, section.lines, decode));
  if (!settled.ok) return { status: "failed" };
  const { rows, contradictory } = settled;
  return contradictory.length === 0
    ? { status: "read", rows }
    : { status: "read", rows, contradictory };
}

function decodeParented<Row>(
  evidence: GeneratedEvidence,
  name: SectionName,
  decode: Decode<Row>,
): ParentedSection<Row> {
  const section = evidence.get(name) ?? { status: "notAsked" };
  if (section.status !== "read") return { status: section.status };
  const parents = (section.parents ?? []).map(
    ({ key, status, lines }): readonly [string, ParentRead<Row>] => {
      if (status !== "read") return [key, { status }];
      const rows = decodeRows(name, lines, decode);
      return [key, settleRows(name, rows).ok ? { status, rows } : { status: "failed" }];
    },
  );
  return { status: "read", parents: new Map(parents) };
}

function decodeRows<Row>(name: string, lines: readonly RawRow[], decode: Decode<Row>): Row[] {
  return lines.map((line) => {
    const decoded = decode(line);
    if (!decoded.ok) throw new Error(`${name}${decoded.message}`);
    return decoded.row;
  });
}
