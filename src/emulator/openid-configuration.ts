import { isGuid } from "../model/ids.ts";
import type { Answer, ServiceRequest } from "./answer.ts";
import { CLOUD_HOSTS } from "./cloud-hosts.ts";
import type { Cloud } from "../model/snapshot.ts";
import type { TenantState } from "./tenant-state.ts";

const PATH = /^\/([^/]+)\/v2\.0\/\.well-known\/openid-configuration$/;

const REGIONS: Readonly<Record<Cloud, string>> = {
  worldwide: "EU",
  usGovHigh: "USGov",
  usGovDod: "USGov",
  china: "AS",
};

/** `login.microsoftonline.us` -> `microsoftonline.us`. */
const cloudInstanceName = (cloud: Cloud): string =>
  CLOUD_HOSTS[cloud].login.replace(/^login\./, "");

/** Tells the tenant id behind a domain, as the sign-in service does without a token; undefined for another path. */
export function answerOpenidConfiguration(
  state: TenantState,
  request: ServiceRequest,
): Answer | undefined {
  const tenant = PATH.exec(decodeURIComponent(request.url.pathname))?.[1]?.toLowerCase();
  if (tenant === undefined) return undefined;
  const id = state.tenant.id.toLowerCase();
  const isKnown = isGuid(tenant) ? tenant === id : state.domains.has(tenant);
  const headers = { "content-type": "application/json; charset=utf-8" };
  if (!isKnown) {
    return {
      status: 400,
      headers,
      body: {
        error: "invalid_tenant",
        error_description: `AADSTS90002: Tenant '${tenant}' not found.`,
      },
    };
  }
  const login = `https://${CLOUD_HOSTS[state.cloud].login}/${id}`;
  return {
    status: 200,
    headers,
    body: {
      issuer: `${login}/v2.0`,
      authorization_endpoint: `${login}/oauth2/v2.0/authorize`,
      token_endpoint: `${login}/oauth2/v2.0/token`,
      device_authorization_endpoint: `${login}/oauth2/v2.0/devicecode`,
      tenant_region_scope: REGIONS[state.cloud],
      cloud_instance_name: cloudInstanceName(state.cloud),
      msgraph_host: CLOUD_HOSTS[state.cloud].graph,
    },
  };
}
