import { AppError } from "../../errors.ts";
import type { ProxySettings } from "../proxy/proxy-settings.ts";
import type { Environment } from "./read-secret.ts";

/** Where the sign-in library finds the identity of a machine, in its order; the address of virtual machines else. */
const VARIABLES = [
  "IDENTITY_ENDPOINT",
  "MSI_ENDPOINT",
  "AZURE_POD_IDENTITY_AUTHORITY_HOST",
] as const;
const VIRTUAL_MACHINE = "http://169.254.169.254";

/**
 * Asserts that the machine's own identity service is not asked through a proxy: the token would pass it, readable.
 *
 * The sign-in library takes the proxy of the environment here too, unless `NO_PROXY` names the very host.
 *
 * @see https://learn.microsoft.com/azure/virtual-machines/instance-metadata-service "Proxies"
 * @throws AppError `usage` when it would be
 */
export function assertLocalIdentity(
  environment: Environment,
  proxy: ProxySettings | undefined,
): void {
  if (proxy === undefined) return;
  const named = VARIABLES.map((name) => environment[name]).find(
    (value) => value !== undefined && value !== "",
  );
  const host = URL.canParse(named ?? "")
    ? new URL(named ?? "").hostname
    : new URL(VIRTUAL_MACHINE).hostname;
  if (proxy.noProxy.includes(host)) return;
  throw new AppError(
    "usage",
    `a managed identity is never asked for through a proxy, and NO_PROXY does not name \`${host}\``,
    { hint: `set NO_PROXY=${[...proxy.noProxy, host].join(",")}` },
  );
}
