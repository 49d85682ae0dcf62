import type { TenantDescription } from "../tenant-description.ts";

const ROOT = "OU=Microsoft Exchange Hosted Organizations,DC=EURP000A001,DC=prod,DC=outlook,DC=com";

/** The distinguished name of a recipient of the tenant. */
export const recipientDn = ({ domain }: TenantDescription, name: string): string =>
  `CN=${escapeRdn(name)},OU=${domain}.onmicrosoft.com,${ROOT}`;

/** The distinguished name of a configuration object, such as a management scope. */
export const configurationDn = (
  { domain }: TenantDescription,
  name: string,
  container: string,
): string =>
  `CN=${escapeRdn(name)},CN=${container},CN=RBAC,CN=Configuration,CN=${domain}.onmicrosoft.com,CN=ConfigurationUnits,DC=EURP000A001,DC=prod,DC=outlook,DC=com`;

/** The distinguished name that a filter uses for a group; a group that is gone keeps the name it had. */
export function groupDn(tenant: TenantDescription, key: string): string {
  const group = tenant.groups.find((one) => one.key === key);
  return recipientDn(tenant, group?.name ?? `Former group ${key.slice(-4)}`);
}

/** RFC 4514: what reads as structure gets a backslash; one-byte control characters are written as hexadecimal. */
const escapeRdn = (name: string): string =>
  name
    .replace(/^[ #]|[\\,+"<>;=]| $/g, "\\$&")
    .replace(/(?![\u0080-\u009F])\p{Cc}/gu, (control) => `\\${hex(control)}`);

const hex = (control: string): string =>
  control.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0");
