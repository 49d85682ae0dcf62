import { createHash, randomUUID } from "node:crypto";
import type { EntraClient, EntraDirectory } from "./entra-directory.ts";
import { EntraFault, faultOf } from "./entra-fault.ts";
import { createAppTokens, createUserTokens } from "./tokens.ts";
import { verifyClient } from "./verify-client.ts";

/** A request for a token, taken apart. */
export interface TokenRequest {
  readonly form: URLSearchParams;
  /** The address that it was sent to. */
  readonly audience: string;
}

type Body = Readonly<Record<string, unknown>>;

/** The grants of the token endpoint, and what they remember between two requests. */
export interface Grants {
  token(request: TokenRequest): Body;
  /** Starts a sign-in with a code that somebody types elsewhere. */
  startDevice(form: URLSearchParams): Body;
  /** Signs a person in and hands back the code for the program. */
  authorize(query: URLSearchParams): string;
}

interface PendingCode {
  readonly clientId: string;
  readonly challenge: string;
  readonly redirectUri: string;
}

/** The standard's name, and the older one that Microsoft's library still sends. */
const DEVICE_GRANTS: readonly (string | null)[] = [
  "urn:ietf:params:oauth:grant-type:device_code",
  "device_code",
];

/**
 * Creates the grants of a directory.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow
 * @see https://learn.microsoft.com/entra/identity-platform/v2-oauth2-device-code
 * @see https://learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow
 */
export function createGrants(directory: EntraDirectory): Grants {
  const polls = new Map<string, number>();
  const codes = new Map<string, PendingCode>();

  function forUser(client: EntraClient, service: string): Body {
    if (client.refusedWith !== undefined) throw faultOf(client.refusedWith);
    if (client.consented?.includes(service) !== true) throw notConsented(client);
    const { tenantId, user: userPrincipalName, now } = directory;
    return createUserTokens({ tenantId, appId: client.appId, userPrincipalName }, service, now());
  }

  function forApp(client: EntraClient, service: string, request: TokenRequest): Body {
    verifyClient(client, { ...request, nowMs: directory.now() });
    if (client.refusedWith !== undefined) throw faultOf(client.refusedWith);
    const { tenantId, now } = directory;
    const roles = client.roles?.[service];
    const subject = { tenantId, appId: client.appId, userPrincipalName: null, roles };
    return createAppTokens(subject, service, now());
  }

  function redeemDevice(client: EntraClient, service: string, form: URLSearchParams): Body {
    const code = form.get("device_code") ?? "";
    const count = polls.get(code);
    const { pendingPolls = 0, ends = "signedIn" } = directory.deviceCode ?? {};
    if (count === undefined) throw new EntraFault(70000, "invalid_grant", "Unknown device code.");
    polls.set(code, count + 1);
    if (count < pendingPolls) {
      throw new EntraFault(
        70016,
        "authorization_pending",
        "OAuth 2.0 device flow error. Authorization is pending. Continue polling.",
      );
    }
    if (ends === "declined") {
      throw new EntraFault(
        70017,
        "authorization_declined",
        "The user declined the authorization request.",
      );
    }
    if (ends === "expired") {
      throw new EntraFault(70019, "expired_token", "Verification code expired.");
    }
    return forUser(client, service);
  }

  function redeemCode(client: EntraClient, service: string, form: URLSearchParams): Body {
    const pending = codes.get(form.get("code") ?? "");
    codes.delete(form.get("code") ?? "");
    const challenge = createHash("sha256")
      .update(form.get("code_verifier") ?? "")
      .digest("base64url");
    const isSame =
      pending?.clientId === client.appId &&
      pending.redirectUri === form.get("redirect_uri") &&
      pending.challenge === challenge;
    if (!isSame) {
      throw new EntraFault(
        501481,
        "invalid_grant",
        "The Code_Verifier does not match the code_challenge supplied in the authorization request.",
      );
    }
    return forUser(client, service);
  }

  function redeemRefresh(client: EntraClient, service: string, form: URLSearchParams): Body {
    if (form.get("refresh_token") !== `emulated-refresh-token-of-${client.appId}`) {
      throw new EntraFault(
        700082,
        "invalid_grant",
        "The refresh token has expired due to inactivity.",
      );
    }
    return forUser(client, service);
  }

  return {
    token({ form, audience }) {
      const client = clientOf(directory, form);
      const service = serviceOf(directory, form);
      const grant = form.get("grant_type");
      if (grant === "client_credentials") return forApp(client, service, { form, audience });
      assertPublic(client);
      if (DEVICE_GRANTS.includes(grant)) return redeemDevice(client, service, form);
      if (grant === "authorization_code") return redeemCode(client, service, form);
      if (grant === "refresh_token") return redeemRefresh(client, service, form);
      throw new EntraFault(
        70003,
        "unsupported_grant_type",
        `The grant '${grant ?? ""}' is not supported.`,
      );
    },
    startDevice(form) {
      assertPublic(clientOf(directory, form));
      serviceOf(directory, form);
      const code = randomUUID();
      polls.set(code, 0);
      return {
        user_code: "EMULATED1",
        device_code: code,
        verification_uri: "https://microsoft.com/devicelogin",
        expires_in: 900,
        interval: 1,
        message:
          "To sign in, use a web browser to open the page https://microsoft.com/devicelogin and enter the code EMULATED1 to authenticate.",
      };
    },
    authorize(query) {
      const client = clientOf(directory, query);
      assertPublic(client);
      serviceOf(directory, query);
      const redirectUri = query.get("redirect_uri") ?? "";
      if (!/^http:\/\/(?:localhost|127\.0\.0\.1)(?::\d+)?\/?$/.test(redirectUri)) {
        throw new EntraFault(
          50011,
          "invalid_request",
          `The redirect URI '${redirectUri}' does not match the redirect URIs configured for the application.`,
        );
      }
      const challenge = query.get("code_challenge") ?? "";
      if (query.get("code_challenge_method") !== "S256" || challenge === "") {
        throw new EntraFault(
          9002325,
          "invalid_request",
          "Proof Key for Code Exchange is required.",
        );
      }
      const code = randomUUID();
      codes.set(code, { clientId: client.appId, challenge, redirectUri });
      return code;
    },
  };
}

function clientOf({ clients }: EntraDirectory, form: URLSearchParams): EntraClient {
  const appId = form.get("client_id") ?? "";
  const client = clients.find((one) => one.appId.toLowerCase() === appId.toLowerCase());
  if (client !== undefined) return client;
  const message = `Application with identifier '${appId}' was not found in the directory 'Emulated'. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant.`;
  throw new EntraFault(700016, "unauthorized_client", message);
}

/** The host that `https://<host>/.default` names. */
function serviceOf({ missingServices = [] }: EntraDirectory, form: URLSearchParams): string {
  const scopes = (form.get("scope") ?? "").split(" ");
  const scope = scopes.find((one) => /^https:\/\/[^/]+\/\.default$/.test(one));
  if (scope === undefined) {
    throw new EntraFault(
      70011,
      "invalid_scope",
      "The provided request must include a 'scope' input parameter.",
    );
  }
  const service = new URL(scope).host;
  if (!missingServices.includes(service)) return service;
  const message = `The resource principal named https://${service} was not found in the tenant named Emulated. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant.`;
  throw new EntraFault(500011, "invalid_resource", message);
}

function assertPublic({ isPublic, appId }: EntraClient): void {
  if (isPublic === true) return;
  throw new EntraFault(
    7000218,
    "invalid_client",
    `The request body must contain the following parameter: 'client_assertion' or 'client_secret' (app '${appId}').`,
  );
}

const notConsented = ({ appId }: EntraClient): EntraFault =>
  new EntraFault(
    65001,
    "invalid_grant",
    `The user or administrator has not consented to use the application with ID '${appId}'. Send an interactive authorization request for this user and resource.`,
  );
