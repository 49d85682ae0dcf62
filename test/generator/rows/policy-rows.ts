import { sidOf } from "../ids.ts";
import type { PolicyDescription, TenantDescription } from "../tenant-description.ts";
import type { RawRow } from "./raw-row.ts";

/** `Get-ApplicationAccessPolicy`. */
export function policyRows(tenant: TenantDescription): readonly RawRow[] {
  return tenant.policies.map((policy) => policyRow(tenant, policy));
}

/** The Identity of a policy: made of tenant, app and scope. */
export function policyIdentity({ id }: TenantDescription, policy: PolicyDescription): string {
  const { app, scope } = policy;
  const spell = spellingOf(policy);
  return `${id}\\${spell(app)}:${sidOf(scope)};${spell(scope)}`;
}

const spellingOf =
  ({ upperCaseIds }: PolicyDescription) =>
  (id: string): string =>
    upperCaseIds === true ? id.toUpperCase() : id;

function policyRow(tenant: TenantDescription, policy: PolicyDescription): RawRow {
  const { app, accessRight, scope } = policy;
  const sid = sidOf(scope);
  const { name, displayName } = scopeObject(tenant, policy);
  const spell = spellingOf(policy);
  return {
    ScopeName: displayName,
    ScopeIdentity: policy.printedScopeName ?? name,
    Identity: policyIdentity(tenant, policy),
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
