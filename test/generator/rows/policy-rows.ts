import { sidOf } from "../ids.ts";
import type { PolicyDescription, TenantDescription } from "../tenant-description.ts";
import type { RawRow } from "./raw-row.ts";

/** `Get-ApplicationAccessPolicy`. */
export function policyRows(tenant: TenantDescription): readonly RawRow[] {
  return tenant.policies.map((policy) => policyRow(tenant, policy));
}

function policyRow(tenant: TenantDescription, policy: PolicyDescription): RawRow {
  const { app, accessRight, scope } = policy;
  const sid = sidOf(scope);
  const { name, displayName } = scopeObject(tenant, policy);
  const spell = (id: string): string => (policy.upperCaseIds === true ? id.toUpperCase() : id);
  return {
    ScopeName: displayName,
    ScopeIdentity: policy.printedScopeName ?? name,
    Identity: `${tenant.id}\\${spell(app)}:${sid};${spell(scope)}`,
    AppId: spell(app),
    ScopeIdentityRaw: `${sid};${spell(scope)}`,
    Description:
      policy.description ??
      `AppId: ${app}; ScopeIdentitySid: ${sid}; ScopeIdentityOid: ${scope}; AccessRight: ${accessRight}; ShardType: All`,
    AccessRight: accessRight,
    ShardType: "All",
    IsValid: true,
    ObjectState: "Unchanged",
  };
}

function scopeObject(
  { groups, recipients }: TenantDescription,
  { scope, deletedScopeName = "Deleted scope" }: PolicyDescription,
): { readonly name: string; readonly displayName: string } {
  const found = [...groups, ...recipients].find(({ key }) => key === scope);
  return found ?? { name: deletedScopeName, displayName: deletedScopeName };
}
