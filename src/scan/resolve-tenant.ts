import { AppError, ServiceUnavailableError } from "../errors.ts";
import { isGuid } from "../model/ids.ts";
import { CLOUD_HOSTS, CLOUD_NAMES, type CloudServices } from "./cloud-hosts.ts";
import { connectionFailure } from "./connection-failure.ts";
import { isRecord, type RawRow, readText } from "./raw-row.ts";
import { isTransientStatus } from "./graph/graph-failure.ts";
import { type Attempt, readRetryAfterMs, type RetryPolicy, withRetry } from "./retry.ts";
import type { Send } from "./trusted-send.ts";

const DOMAIN = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$/i;

/**
 * Resolves the id of a tenant from one of its domains; an id stays as it is, in lower case.
 *
 * Needs no sign-in: the sign-in service of the tenant's cloud publishes it.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/v2-protocols-oidc "Fetch the OpenID configuration document"
 * @throws AppError `usage` when there is no such tenant, or it is in another cloud
 */
export async function resolveTenant(
  tenant: string,
  services: CloudServices,
  send: Send,
  retry: RetryPolicy,
): Promise<string> {
  const name = tenant.trim();
  if (isGuid(name)) return name.toLowerCase();
  if (!DOMAIN.test(name)) throw noTenant(tenant, services);
  const url = `${services.login.base}/${name.toLowerCase()}/v2.0/.well-known/openid-configuration`;
  return await withRetry(retry, async () => {
    const asked = await askSignInService(tenant, url, send, retry);
    if (!asked.ok) return asked;
    return asked.value === null
      ? { ok: false, error: noTenant(tenant, services), again: false }
      : decodeConfiguration(tenant, services, asked.value);
  });
}

/** The document; null when there is no such tenant. */
async function askSignInService(
  tenant: string,
  url: string,
  send: Send,
  retry: RetryPolicy,
): Promise<Attempt<RawRow | null>> {
  try {
    const signal = AbortSignal.timeout(retry.attemptTimeoutMs);
    const response = await send(url, { headers: { Accept: "application/json" }, signal });
    const { status } = response;
    if (response.ok) {
      const body: unknown = await response.json();
      return { ok: true, value: isRecord(body) ? body : {} };
    }
    if (status === 400 || status === 404) return { ok: true, value: null };
    return {
      ok: false,
      error: new ServiceUnavailableError(
        `the sign-in service could not look up \`${tenant}\` (status ${status})`,
      ),
      again: isTransientStatus(status),
      retryAfterMs: readRetryAfterMs(response.headers.get("retry-after"), retry.clock()),
    };
  } catch (cause) {
    return connectionFailure(cause, `the tenant of \`${tenant}\``);
  }
}

function decodeConfiguration(
  tenant: string,
  services: CloudServices,
  configuration: RawRow,
): Attempt<string> {
  const elsewhere = namedCloud(configuration, services);
  if (elsewhere !== undefined) {
    const error = new AppError(
      "usage",
      `the tenant of \`${tenant}\` is in the cloud \`${elsewhere.name}\``,
      { hint: elsewhere.todo },
    );
    return { ok: false, error, again: false };
  }
  const issuer = readText(configuration, "issuer");
  const id = URL.canParse(issuer) ? (new URL(issuer).pathname.split("/")[1] ?? "") : "";
  if (isGuid(id)) return { ok: true, value: id.toLowerCase() };
  const error = new ServiceUnavailableError(
    `the sign-in service named no tenant for \`${tenant}\``,
  );
  return { ok: false, error, again: false };
}

interface OtherCloud {
  readonly name: string;
  readonly todo: string;
}

/**
 * The cloud that the document names, when it is not the one that is asked.
 *
 * Observed, not documented: `msgraph_host` and `cloud_instance_name`. Each sign-in service tells of tenants of the
 * others, and the two clouds of the US government share one, so the Graph host tells most. A document without either
 * is believed to be of the cloud that answered.
 */
function namedCloud(configuration: RawRow, services: CloudServices): OtherCloud | undefined {
  const graph = readText(configuration, "msgraph_host").toLowerCase();
  if (graph !== "") {
    if (services.graph.hosts.includes(graph)) return undefined;
    const cloud = CLOUD_NAMES.find((name) => CLOUD_HOSTS[name].graph === graph);
    if (cloud !== undefined) return { name: cloud, todo: `give --cloud ${cloud}` };
  }
  const instance = readText(configuration, "cloud_instance_name").toLowerCase();
  const isOwn = (host: string): boolean => host === instance || host.endsWith(`.${instance}`);
  if (instance === "" || services.login.hosts.some(isOwn)) return undefined;
  const clouds = CLOUD_NAMES.filter((name) => CLOUD_HOSTS[name].login.some(isOwn));
  const todo =
    clouds.length === 0
      ? "it is none of the clouds that can be scanned"
      : `give ${clouds.map((name) => `--cloud ${name}`).join(" or ")}`;
  return { name: instance, todo };
}

const noTenant = (tenant: string, { cloud }: CloudServices): AppError =>
  new AppError("usage", `no tenant \`${tenant}\``, {
    hint: `give a verified domain of the tenant, such as contoso.onmicrosoft.com, or the tenant id; the cloud \`${cloud}\` was asked, another one needs --cloud`,
  });
