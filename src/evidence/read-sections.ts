import type { z } from "zod";

import type { SectionName, SectionStatus } from "../model/sections.ts";
import type { ParentedSection, Section, SnapshotSections } from "../model/snapshot.ts";
import { applicationAccessPolicies } from "./decode/exchange/application-access-policies.ts";
import { exchangeAdministrativeUnits } from "./decode/exchange/administrative-units.ts";
import { dynamicGroups } from "./decode/exchange/dynamic-groups.ts";
import { impersonationEffectiveUsers } from "./decode/exchange/impersonation-effective-users.ts";
import { mailboxPermissions } from "./decode/exchange/mailbox-permissions.ts";
import { managementScopes } from "./decode/exchange/management-scopes.ts";
import { organizationConfig } from "./decode/exchange/organization-config.ts";
import { policyChecks } from "./decode/exchange/policy-checks.ts";
import { createRecipientDecoder } from "./decode/exchange/recipients.ts";
import { roleAssignments } from "./decode/exchange/role-assignments.ts";
import { roles } from "./decode/exchange/roles.ts";
import { scopeMembers } from "./decode/exchange/scope-members.ts";
import { servicePrincipalAuthorizations } from "./decode/exchange/service-principal-authorizations.ts";
import { exchangeServicePrincipals } from "./decode/exchange/service-principals.ts";
import { administrativeUnitMembers } from "./decode/graph/administrative-unit-members.ts";
import { administrativeUnits } from "./decode/graph/administrative-units.ts";
import { appRoleAssignedTo } from "./decode/graph/app-role-assigned-to.ts";
import { applications } from "./decode/graph/applications.ts";
import { deletedServicePrincipals } from "./decode/graph/deleted-service-principals.ts";
import { groups } from "./decode/graph/groups.ts";
import { oauth2PermissionGrants } from "./decode/graph/oauth2-permission-grants.ts";
import { organization } from "./decode/graph/organization.ts";
import { resourceServicePrincipals } from "./decode/graph/resource-service-principals.ts";
import { servicePrincipals } from "./decode/graph/service-principals.ts";
import { signInActivities } from "./decode/graph/sign-in-activities.ts";
import { tokenLifetimePolicies } from "./decode/graph/token-lifetime-policies.ts";
import { users } from "./decode/graph/users.ts";
import type { Manifest } from "./manifest.ts";
import { decodeWith } from "./decode-with.ts";
import { hashSection } from "./hash-section.ts";
import { readGroupMembers } from "./read-group-members.ts";
import { readFlatSection, readParentedSection } from "./read-section.ts";

/** What is read before the recipients; the members of groups may come later than they. */
export type SectionsBeforeRecipients = Omit<
  SnapshotSections,
  "exchange/recipients" | "exchange/groupMembers"
>;

export interface ReadSectionsOptions {
  /**
   * Names the recipient properties to keep with their raw values, once it is known which filters are in use.
   * Names are matched whatever their case.
   */
  readonly recipientProperties?: (sections: SectionsBeforeRecipients) => ReadonlySet<string>;
  /** The snapshot's hash will be asked for: sections are hashed while others are read. */
  readonly hashed?: boolean;
  /** Told of each section once it is read. */
  readonly onSection?: (name: SectionName, status: SectionStatus) => void;
}

/**
 * Reads every section of an evidence folder, one after the other, the recipients last; the members of groups beside
 * them. Trouble is a value.
 */
export async function readSections(
  folder: string,
  manifest: Manifest,
  { recipientProperties, onSection, hashed = false }: ReadSectionsOptions,
): Promise<SnapshotSections> {
  const source = (name: SectionName) => ({ folder, name, entry: manifest.sections[name] });
  const flat = async <Row>(name: SectionName, schema: z.ZodType<Row>): Promise<Section<Row>> => {
    const section = await readFlatSection(source(name), decodeWith(schema));
    onSection?.(name, section.status);
    return section;
  };
  const parented = async <Row>(
    name: SectionName,
    schema: z.ZodType<Row>,
  ): Promise<ParentedSection<Row>> => {
    const section = await readParentedSection(source(name), decodeWith(schema));
    onSection?.(name, section.status);
    return section;
  };

  const membersOfGroups = readGroupMembers(source("exchange/groupMembers"), { hashed });
  const sections: SectionsBeforeRecipients = {
    "exchange/applicationAccessPolicies": await flat(
      "exchange/applicationAccessPolicies",
      applicationAccessPolicies,
    ),
    "exchange/policyChecks": await parented("exchange/policyChecks", policyChecks),
    "exchange/roleAssignments": await flat("exchange/roleAssignments", roleAssignments),
    "exchange/impersonationEffectiveUsers": await parented(
      "exchange/impersonationEffectiveUsers",
      impersonationEffectiveUsers,
    ),
    "exchange/roles": await flat("exchange/roles", roles),
    "exchange/managementScopes": await flat("exchange/managementScopes", managementScopes),
    "exchange/scopeMembers": await parented("exchange/scopeMembers", scopeMembers),
    "exchange/servicePrincipals": await flat(
      "exchange/servicePrincipals",
      exchangeServicePrincipals,
    ),
    "exchange/servicePrincipalAuthorizations": await parented(
      "exchange/servicePrincipalAuthorizations",
      servicePrincipalAuthorizations,
    ),
    "exchange/dynamicGroups": await flat("exchange/dynamicGroups", dynamicGroups),
    "exchange/administrativeUnits": await flat(
      "exchange/administrativeUnits",
      exchangeAdministrativeUnits,
    ),
    "exchange/organizationConfig": await flat("exchange/organizationConfig", organizationConfig),
    "exchange/mailboxPermissions": await parented(
      "exchange/mailboxPermissions",
      mailboxPermissions,
    ),
    "graph/organization": await flat("graph/organization", organization),
    "graph/resourceServicePrincipals": await flat(
      "graph/resourceServicePrincipals",
      resourceServicePrincipals,
    ),
    "graph/appRoleAssignedTo": await flat("graph/appRoleAssignedTo", appRoleAssignedTo),
    "graph/servicePrincipals": await flat("graph/servicePrincipals", servicePrincipals),
    "graph/applications": await flat("graph/applications", applications),
    "graph/deletedServicePrincipals": await flat(
      "graph/deletedServicePrincipals",
      deletedServicePrincipals,
    ),
    "graph/groups": await flat("graph/groups", groups),
    "graph/administrativeUnits": await flat("graph/administrativeUnits", administrativeUnits),
    "graph/administrativeUnitMembers": await parented(
      "graph/administrativeUnitMembers",
      administrativeUnitMembers,
    ),
    "graph/oauth2PermissionGrants": await flat(
      "graph/oauth2PermissionGrants",
      oauth2PermissionGrants,
    ),
    "graph/users": await flat("graph/users", users),
    "graph/signInActivities": await flat("graph/signInActivities", signInActivities),
    "graph/tokenLifetimePolicies": await flat("graph/tokenLifetimePolicies", tokenLifetimePolicies),
  };
  const recipients = await readFlatSection(
    source("exchange/recipients"),
    createRecipientDecoder(recipientProperties?.(sections) ?? new Set()),
  );
  onSection?.("exchange/recipients", recipients.status);
  // While the other thread is still at work: whoever hashes the snapshot later finds it done.
  if (hashed)
    for (const section of Object.values({ ...sections, recipients })) hashSection(section);
  const groupMembers = await membersOfGroups;
  onSection?.("exchange/groupMembers", groupMembers.status);
  return {
    ...sections,
    "exchange/recipients": recipients,
    "exchange/groupMembers": groupMembers,
  };
}
