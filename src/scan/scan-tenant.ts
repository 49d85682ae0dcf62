import { resolveApplicationHolders } from "./gather/resolve-application-holders.ts";
import type { GatherContext } from "./gather/gather-context.ts";
import { createGroupFeed } from "./gather/group-feed.ts";
import { readAccessPolicies } from "./gather/read-access-policies.ts";
import { readAppRoleAssignedTo } from "./gather/read-app-role-assigned-to.ts";
import { readApplications } from "./gather/read-applications.ts";
import { readAuthorizations } from "./gather/read-authorizations.ts";
import { readDynamicGroups } from "./gather/read-dynamic-groups.ts";
import { readEffectiveUsers } from "./gather/read-effective-users.ts";
import { readExchangeList } from "./gather/read-exchange-list.ts";
import { readGraphGroups } from "./gather/read-graph-groups.ts";
import { readGraphList } from "./gather/read-graph-list.ts";
import { type ComingRecipients, readGroupMembers } from "./gather/read-group-members.ts";
import { readOnDemand } from "./gather/read-on-demand.ts";
import { readOrganizationConfig } from "./gather/read-organization-config.ts";
import { readPermissionGrants } from "./gather/read-permission-grants.ts";
import { readPolicyChecks } from "./gather/read-policy-checks.ts";
import { readRecipients } from "./gather/read-recipients.ts";
import { readResourceServicePrincipals } from "./gather/read-resource-service-principals.ts";
import { readRoles } from "./gather/read-roles.ts";
import { readScopeMembers } from "./gather/read-scope-members.ts";
import { readServicePrincipals } from "./gather/read-service-principals.ts";
import { readUnitMembers } from "./gather/read-unit-members.ts";
import { readUsers } from "./gather/read-users.ts";
import type { ClientSources } from "./gather/resolve-clients-in-use.ts";
import { rowsIfKnown, type RowsOutcome, unreadOf } from "./gather/source.ts";
import { allSettledOrThrow } from "./all-settled-or-throw.ts";
import type { PolicyCheckExtent, ResolvedSections } from "./asked-sections.ts";

/** What to read beyond what every scan reads. */
export interface ScanExtent extends Pick<ResolvedSections, "included"> {
  readonly policyChecks: PolicyCheckExtent;
  /** Distinguished names of groups that decisions name. */
  readonly decidedGroups: readonly string[];
}

/** The two rows that name the tenant; null = not read. */
export interface ScannedTenant {
  readonly organization: RowsOutcome;
  readonly organizationConfig: RowsOutcome;
}

/**
 * Reads every section of an evidence folder: first the lists, then what they lead to, then the service's own answers.
 * The recipients, page after page, take the longest: beside them goes whatever does not need all of them.
 *
 * Holds no logic of its own: a section that fails is recorded as such by the recorder, and so is what builds on it.
 */
export async function scanTenant(
  context: GatherContext,
  extent: ScanExtent,
): Promise<ScannedTenant> {
  const organization = await readGraphList(context, "graph/organization");
  const feed = createGroupFeed();
  const outcome = readRecipients(context, (group) => feed.offer(group)).finally(() => feed.end());
  const rest = readRest(context, { feed, outcome }, extent);
  const [, organizationConfig] = await allSettledOrThrow([outcome, rest]);
  return { organization, organizationConfig };
}

/** Everything that need not wait until the last recipient is read. */
async function readRest(
  context: GatherContext,
  coming: ComingRecipients,
  { included, policyChecks, decidedGroups }: ScanExtent,
): Promise<RowsOutcome> {
  const lists = await readLists(context);
  const groups = {
    policies: rowsIfKnown(lists.policies),
    managementScopes: rowsIfKnown(lists.managementScopes),
    roleAssignments: rowsIfKnown(lists.roleAssignments),
    decided: decidedGroups,
  };
  const clients = clientSources(lists);
  const [members, servicePrincipals] = await allSettledOrThrow([
    readGroupMembers(context, groups, coming),
    readServicePrincipals(context, clients),
    readScopeMembers(context, lists),
    readEffectiveUsers(context, lists.roles),
    readUnitMembers(context, lists.administrativeUnits),
    readUsers(context, lists.managementScopes, included.has("graph/users")),
  ]);
  const recipients = await coming.outcome;
  await allSettledOrThrow([
    readPolicyChecks(context, { ...lists, members, recipients }, policyChecks),
    readAuthorizations(context, { ...lists, graphServicePrincipals: servicePrincipals }),
    readApplications(context, clients, servicePrincipals),
    readDynamicGroups(context, lists.policies, recipients),
    readGraphGroups(context, { inUse: groups, recipients, members }),
    readOnDemand(context, included, recipients),
  ]);
  return lists.organizationConfig;
}

type Lists = Awaited<ReturnType<typeof readLists>>;

async function readLists(context: GatherContext) {
  const [
    policies,
    roleAssignments,
    roles,
    managementScopes,
    exchangeServicePrincipals,
    organizationConfig,
    grants,
    administrativeUnits,
  ] = await allSettledOrThrow([
    readAccessPolicies(context),
    readExchangeList(context, "exchange/roleAssignments"),
    readRoles(context),
    readExchangeList(context, "exchange/managementScopes"),
    readExchangeList(context, "exchange/servicePrincipals"),
    readOrganizationConfig(context),
    readGrants(context),
    readGraphList(context, "graph/administrativeUnits"),
    readExchangeList(context, "exchange/administrativeUnits"),
    readGraphList(context, "graph/deletedServicePrincipals"),
    readPermissionGrants(context),
  ]);
  return {
    policies,
    roleAssignments,
    roles,
    managementScopes,
    exchangeServicePrincipals,
    organizationConfig,
    grants,
    administrativeUnits,
  };
}

async function readGrants(context: GatherContext): Promise<RowsOutcome> {
  return await readAppRoleAssignedTo(context, await readResourceServicePrincipals(context));
}

function clientSources(lists: Lists): ClientSources {
  const { policies, grants, roleAssignments, exchangeServicePrincipals } = lists;
  return {
    policies: rowsIfKnown(policies),
    grants: rowsIfKnown(grants),
    unread: unreadOf({
      "exchange/applicationAccessPolicies": policies,
      "graph/appRoleAssignedTo": grants,
      "exchange/roleAssignments": roleAssignments,
      "exchange/servicePrincipals": exchangeServicePrincipals,
    }),
    roleHolders: resolveApplicationHolders({
      roleAssignments: rowsIfKnown(roleAssignments) ?? [],
      exchangeServicePrincipals: rowsIfKnown(exchangeServicePrincipals),
      graphServicePrincipals: null,
    }),
  };
}
