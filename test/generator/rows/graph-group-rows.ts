import type { GroupDescription, TenantDescription } from "../tenant-description.ts";
import { GRAPH_CREATED } from "./dates.ts";
import type { RawRow } from "./raw-row.ts";

/** `/groups/{id}` of the given groups. */
export function graphGroupRows(
  tenant: TenantDescription,
  keys: readonly string[],
): readonly RawRow[] {
  const groups = tenant.groups.filter(
    ({ key, type }) => keys.includes(key) && type !== "DynamicDistributionGroup",
  );
  return groups.map((group) => graphGroupRow(tenant, group));
}

function graphGroupRow({ domain }: TenantDescription, group: GroupDescription): RawRow {
  const isUnified = group.type === "GroupMailbox";
  return {
    id: group.key,
    createdDateTime: GRAPH_CREATED,
    displayName: group.displayName,
    mail: `${group.alias.toLowerCase()}@${domain}.com`,
    mailEnabled: true,
    securityEnabled: group.type === "MailUniversalSecurityGroup",
    groupTypes: isUnified ? ["Unified"] : [],
    membershipRule: null,
    membershipRuleProcessingState: null,
    onPremisesSyncEnabled: group.synced === true ? true : null,
    visibility: isUnified ? "Private" : null,
    isAssignableToRole: null,
    owners: [],
  };
}
