import { recipientRows } from "./rows/recipient-rows.ts";
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
  const recipients = [...tenant.recipients, ...tenant.groups];
  const rows = new Map(
    recipientRows(tenant).map((row, index) => [recipients[index]?.key ?? "", row]),
  );
  return trueMembers(tenant, group).flatMap((member) => {
    const row = rows.get(member);
    return row === undefined ? [] : [{ group, row: printed(row) }];
  });
}

const printed = (row: RawRow): RawRow =>
  Object.fromEntries(PRINTED.map((name) => [name, row[name] ?? ""]));
