import {
  applicationRows,
  deletedServicePrincipalRows,
  servicePrincipalRows,
} from "./rows/app-rows.ts";
import { exchangeServicePrincipalRows } from "./rows/exchange-service-principal-rows.ts";
import { dynamicGroupRows } from "./rows/dynamic-group-rows.ts";
import { delegatedGrantRows, grantRows, resourceRows, userRows } from "./rows/grant-rows.ts";
import { graphGroupRows } from "./rows/graph-group-rows.ts";
import { managementScopeRows } from "./rows/management-scope-rows.ts";
import { organizationConfigRows, organizationRows } from "./rows/organization-rows.ts";
import { policyRows } from "./rows/policy-rows.ts";
import type { RawRow } from "./rows/raw-row.ts";
import { recipientRows, userPrincipalName } from "./rows/recipient-rows.ts";
import { roleAssignmentRows } from "./rows/role-assignment-rows.ts";
import { roleRows } from "./rows/role-rows.ts";
import { exchangeUnitRows, graphUnitRows } from "./rows/unit-rows.ts";
import type { FlatSection } from "./section-names.ts";
import { groupsAsked, isParentRead } from "./sight.ts";
import type { TenantDescription } from "./tenant-description.ts";

/** The rows of each flat section. */
export const FLAT_ROWS: Readonly<
  Record<FlatSection, (tenant: TenantDescription) => readonly RawRow[]>
> = {
  "exchange/applicationAccessPolicies": policyRows,
  "exchange/roleAssignments": roleAssignmentRows,
  "exchange/roles": roleRows,
  "exchange/managementScopes": managementScopeRows,
  "exchange/servicePrincipals": exchangeServicePrincipalRows,
  "exchange/recipients": recipientRows,
  "exchange/dynamicGroups": dynamicGroupRows,
  "exchange/administrativeUnits": exchangeUnitRows,
  "exchange/organizationConfig": organizationConfigRows,
  "graph/organization": organizationRows,
  "graph/resourceServicePrincipals": resourceRows,
  "graph/appRoleAssignedTo": grantRows,
  "graph/servicePrincipals": servicePrincipalRows,
  "graph/applications": applicationRows,
  "graph/deletedServicePrincipals": deletedServicePrincipalRows,
  "graph/groups": (tenant) =>
    graphGroupRows(
      tenant,
      groupsAsked(tenant).filter((key) => isParentRead(tenant, "exchange/groupMembers", key)),
    ),
  "graph/administrativeUnits": graphUnitRows,
  "graph/oauth2PermissionGrants": delegatedGrantRows,
  "graph/users": (tenant) =>
    userRows(
      tenant.recipients.flatMap((recipient) => {
        const name = userPrincipalName(tenant, recipient);
        return name === null ? [] : [{ id: recipient.key, name }];
      }),
    ),
};
