import { AppError, ServiceUnavailableError } from "../errors.ts";
import { isGuid } from "../model/ids.ts";
import { WORLDWIDE } from "./cloud-hosts.ts";
import { connectionFailure } from "./connection-failure.ts";
import { isRecord, readText } from "./raw-row.ts";
import { isTransientStatus } from "./graph/graph-failure.ts";
import { type Attempt, readRetryAfterMs, type RetryPolicy, withRetry } from "./retry.ts";
import type { Send } from "./trusted-send.ts";

const DOMAIN = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$/i;

/**
 * Resolves the id of a tenant from one of its domains; an id stays as it is, in lower case.
 *
 * Needs no sign-in: the sign-in service publishes it.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/v2-protocols-oidc "Fetch the OpenID configuration document"
 * @throws AppError `usage` when there is no such tenant, or it is in a cloud of its own
 */
export async function resolveTenant(
  tenant: string,
  send: Send,
  retry: RetryPolicy,
): Promise<string> {
  const name = tenant.trim();
  if (isGuid(name)) return name.toLowerCase();
  if (!DOMAIN.test(name)) throw noTenant(tenant);
  const url = `${WORLDWIDE.login.base}/${name.toLowerCase()}/v2.0/.well-known/openid-configuration`;
  return await withRetry(retry, () => askSignInService(tenant, url, send, retry));
}

async function askSignInService(
  tenant: string,
  url: string,
  send: Send,
  retry: RetryPolicy,
): Promise<Attempt<string>> {
  try {
    const signal = AbortSignal.timeout(retry.attemptTimeoutMs);
    const response = await send(url, { headers: { Accept: "application/json" }, signal });
    const { status } = response;
    if (response.ok) return decodeConfiguration(tenant, await response.json());
    if (status === 400 || status === 404)
      return { ok: false, error: noTenant(tenant), again: false };
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

function decodeConfiguration(tenant: string, body: unknown): Attempt<string> {
  const configuration = isRecord(body) ? body : {};
  const cloud = readText(configuration, "cloud_instance_name");
  if (cloud !== "" && cloud !== "microsoftonline.com") {
    const error = new AppError(
      "usage",
      `the tenant of \`${tenant}\` is in the cloud \`${cloud}\``,
      {
        hint: "only the worldwide cloud can be scanned; collect the evidence with scripts instead",
      },
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

const noTenant = (tenant: string): AppError =>
  new AppError("usage", `no tenant \`${tenant}\``, {
    hint: "give a verified domain of the tenant, such as contoso.onmicrosoft.com, or the tenant id",
  });
