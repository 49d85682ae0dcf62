import { rowOf } from "../rows/recipient-rows.ts";
import type { ParentedLine } from "../rows/raw-row.ts";
import { scopesInUse } from "../sight.ts";
import type { ScopeDescription, TenantDescription } from "../tenant-description.ts";
import { matchesFilter } from "./service-answers.ts";

/** The management scopes whose members a scan asks for. */
export function scopesAsked(tenant: TenantDescription): readonly ScopeDescription[] {
  const inUse = scopesInUse(tenant);
  return tenant.scopes.filter(({ name }) => inUse.has(name));
}

/** `Get-Recipient -Filter` of a scope: recipients of every kind, not mailboxes alone. */
export function scopeMemberLines(
  tenant: TenantDescription,
  { name, filter }: ScopeDescription,
): readonly ParentedLine[] {
  return [...tenant.recipients, ...tenant.groups]
    .filter((recipient) => matchesFilter(tenant, recipient, filter))
    .map((recipient) => ({ scope: name, row: rowOf(tenant, recipient) }));
}
