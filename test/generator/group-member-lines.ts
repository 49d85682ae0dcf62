import { rowOf } from "./rows/recipient-rows.ts";
import type { ParentedLine, RawRow } from "./rows/raw-row.ts";
import { trueMembers } from "./sight.ts";
import type { TenantDescription } from "./tenant-description.ts";

const PRINTED = [
  "Identity",
  "Name",
  "Alias",
  "DisplayName",
  "ExternalDirectoryObjectId",
  "Guid",
  "DistinguishedName",
  "PrimarySmtpAddress",
  "RecipientType",
  "RecipientTypeDetails",
] as const;

/** `Get-DistributionGroupMember` (or `Get-UnifiedGroupLinks`) of one group: its direct members. */
export function groupMemberLines(tenant: TenantDescription, group: string): ParentedLine[] {
  const members = trueMembers(tenant, group);
  return [...tenant.recipients, ...tenant.groups]
    .filter(({ key }) => members.includes(key))
    .map((member) => ({ group, row: printed(rowOf(tenant, member)) }));
}

/** What the row has of it; a lean row has less. */
const printed = (row: RawRow): RawRow =>
  Object.fromEntries(
    PRINTED.filter((name) => row[name] !== undefined).map((name) => [name, row[name]]),
  );
