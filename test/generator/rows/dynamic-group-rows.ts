import { printFilter } from "../filter-tree.ts";
import { isRead } from "../sight.ts";
import type { GroupDescription, TenantDescription } from "../tenant-description.ts";
import { groupDn } from "./distinguished-name.ts";
import type { RawRow } from "./raw-row.ts";
import { rowOf } from "./recipient-rows.ts";

/** What the service appends to every filter of a dynamic group. */
const APPENDED = [
  "(-not(Name -like 'SystemMailbox{*'))",
  "(-not(Name -like 'CAS_{*'))",
  ...[
    "MailboxPlan",
    "DiscoveryMailbox",
    "PublicFolderMailbox",
    "ArbitrationMailbox",
    "AuditLogMailbox",
    "AuxAuditLogMailbox",
    "SupervisoryReviewPolicyMailbox",
  ].map((type) => `(-not(RecipientTypeDetailsValue -eq '${type}'))`),
].join(" -and ");

/** Whether a scan asks: there are policies, and dynamic groups that a scope could take the filter of. */
export const needsDynamicGroups = (tenant: TenantDescription): boolean =>
  isRead(tenant, "exchange/applicationAccessPolicies") &&
  isRead(tenant, "exchange/recipients") &&
  tenant.policies.length > 0 &&
  tenant.groups.some(isDynamic);

/** `Get-DynamicDistributionGroup`. */
export function dynamicGroupRows(tenant: TenantDescription): readonly RawRow[] {
  const organization = `EURP000A001.PROD.OUTLOOK.COM/Microsoft Exchange Hosted Organizations/${tenant.domain}.onmicrosoft.com`;
  return tenant.groups.filter(isDynamic).map((group) => ({
    ...rowOf(tenant, group),
    RecipientContainer:
      group.container === undefined ? organization : `${organization}/${group.container}`,
    RecipientFilter: filterOf(tenant, group),
    RecipientFilterType: "Custom",
    IncludedRecipients: null,
  }));
}

function filterOf(tenant: TenantDescription, { filter, printedFilter }: GroupDescription): string {
  if (printedFilter !== undefined) return printedFilter;
  if (filter === undefined) return "";
  return `((${printFilter(filter, (key) => groupDn(tenant, key))}) -and ${APPENDED})`;
}

const isDynamic = ({ type }: GroupDescription): boolean => type === "DynamicDistributionGroup";
