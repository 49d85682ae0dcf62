import { GRAPH_APP_ID } from "../model/permission-table.ts";
import type { Answer, ServiceRequest } from "./answer.ts";
import { CLOUD_HOSTS } from "./cloud-hosts.ts";
import type { EmulatedService } from "./emulated-service.ts";
import { EntraFault, renderEntraFault } from "./entra/entra-fault.ts";
import { createAppTokens } from "./entra/tokens.ts";
import { seededShare } from "./faults/seeded-share.ts";
import { rowsIfRead } from "./read-section.ts";
import type { RawRow } from "./row-values.ts";
import { booleanOf, isRecord, lowerTextOf, textOf } from "./row-values.ts";
import { ServiceFault } from "./service-fault.ts";
import type { TenantState } from "./tenant-state.ts";

/** What an app's token says. */
export interface AppToken {
  /** Lower case. */
  readonly appId: string;
  /** Values of the appRoles of Microsoft Graph that the app held when the token was issued. */
  readonly roles: readonly string[];
}

const PATH = /^\/([^/]+)\/oauth2\/v2\.0\/token$/;
const SHORTEST_MINUTES = 60;
const SPREAD_MINUTES = 30;

/**
 * Issues tokens for the apps of the tenant: `POST /{tenant}/oauth2/v2.0/token`, grant `client_credentials`, any secret,
 * for Microsoft Graph. A token carries the roles of consents that are visible at its moment, and lives 60 to 90 minutes.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/access-tokens "Token lifetime"
 */
export function routeAppTokens(
  service: EmulatedService,
  request: ServiceRequest,
): Answer | undefined {
  const tenant = PATH.exec(decodeURIComponent(request.url.pathname))?.[1]?.toLowerCase();
  if (tenant === undefined || request.method !== "POST") return undefined;
  const { state, clock } = service;
  try {
    if (tenant !== state.tenant.id.toLowerCase() && !state.domains.has(tenant)) {
      throw new EntraFault(90002, "invalid_request", `Tenant '${tenant}' not found.`);
    }
    return { status: 200, body: issue(service, new URLSearchParams(request.body)) };
  } catch (error) {
    if (error instanceof EntraFault) return renderEntraFault(error, clock.nowMs());
    throw error;
  }
}

/**
 * Reads the token of an app in a request.
 *
 * @throws ServiceFault `unauthenticated` for another token, and one that is expired
 */
export function readAppToken(
  { clock, state }: EmulatedService,
  headers: ServiceRequest["headers"],
): AppToken {
  const text = /^bearer (\S+)/i.exec(headers["authorization"] ?? "")?.[1] ?? "";
  const claims = decodeClaims(text);
  const { appid, roles, exp, aud } = claims;
  const audience = `https://${CLOUD_HOSTS[state.cloud].graph}`;
  if (typeof appid !== "string" || typeof exp !== "number" || !Array.isArray(roles)) {
    throw new ServiceFault("unauthenticated", "CompactToken parsing failed.");
  }
  if (aud !== audience) {
    throw new ServiceFault("unauthenticated", "Access token validation failure. Invalid audience.");
  }
  if (exp * 1_000 <= clock.nowMs()) {
    throw new ServiceFault("unauthenticated", "Lifetime validation failed, the token is expired.");
  }
  return { appId: appid.toLowerCase(), roles: roles.map(String) };
}

function issue(service: EmulatedService, form: URLSearchParams): Readonly<Record<string, unknown>> {
  const { clock, history, tokenMinutes } = service;
  const state = history.enforced();
  const asked = form.get("client_id") ?? "";
  const principal = (rowsIfRead(state, "graph/servicePrincipals") ?? []).find(
    (row) => lowerTextOf(row, "appId") === asked.toLowerCase(),
  );
  const host = CLOUD_HOSTS[state.cloud].graph;
  if (form.get("grant_type") !== "client_credentials") {
    throw new EntraFault(70003, "unsupported_grant_type", "The grant is not supported.");
  }
  if (form.get("scope") !== `https://${host}/.default`) {
    throw new EntraFault(70011, "invalid_scope", `The scope must be 'https://${host}/.default'.`);
  }
  if (principal === undefined) {
    const message = `Application with identifier '${asked}' was not found in the directory '${state.tenant.displayName}'.`;
    throw new EntraFault(700016, "unauthorized_client", message);
  }
  if (booleanOf(principal, "accountEnabled") === false) {
    throw new EntraFault(7000112, "unauthorized_client", `Application '${asked}' is disabled.`);
  }
  const share = seededShare("token", asked.toLowerCase(), clock.nowMs());
  const minutes = tokenMinutes ?? SHORTEST_MINUTES + SPREAD_MINUTES * share;
  const subject = {
    tenantId: state.tenant.id,
    appId: asked,
    userPrincipalName: null,
    roles: rolesOf(state, principal),
  };
  return createAppTokens(subject, host, clock.nowMs(), Math.floor(minutes * 60));
}

/** Values of the appRoles of Microsoft Graph that the service principal was granted. */
function rolesOf(state: TenantState, principal: RawRow): readonly string[] {
  const id = lowerTextOf(principal, "id");
  const grants = (rowsIfRead(state, "graph/appRoleAssignedTo") ?? []).filter(
    (row) => lowerTextOf(row, "principalId") === id,
  );
  const graph = (rowsIfRead(state, "graph/resourceServicePrincipals") ?? []).find(
    (row) => lowerTextOf(row, "appId") === GRAPH_APP_ID,
  );
  const appRoles = graph?.["appRoles"];
  const values = (Array.isArray(appRoles) ? appRoles : []).filter(isRecord).flatMap((role) => {
    const isHeld = grants.some(
      (grant) =>
        lowerTextOf(grant, "appRoleId") === lowerTextOf(role, "id") &&
        lowerTextOf(grant, "resourceId") === lowerTextOf(graph ?? {}, "id"),
    );
    return isHeld ? (textOf(role, "value") ?? []) : [];
  });
  return [...new Set(values)];
}

function decodeClaims(token: string): RawRow {
  try {
    const payload = Buffer.from(token.split(".")[1] ?? "", "base64url").toString("utf8");
    const claims: unknown = JSON.parse(payload);
    return isRecord(claims) ? claims : {};
  } catch {
    return {};
  }
}
