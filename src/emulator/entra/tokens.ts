import { createHash } from "node:crypto";

const LIFETIME_SECONDS = 3_599;

/** Whom a token speaks for. */
export interface TokenSubject {
  readonly tenantId: string;
  readonly appId: string;
  /** Null: the app itself. */
  readonly userPrincipalName: string | null;
  readonly roles?: readonly string[] | undefined;
}

/**
 * Creates an access token: the shape and the claims of a real one, with a signature that is none.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference
 * @param service host that the token is for
 */
export function createAccessToken(
  subject: TokenSubject,
  service: string,
  nowMs: number,
  lifetimeSeconds = LIFETIME_SECONDS,
): string {
  const { tenantId, appId, userPrincipalName, roles } = subject;
  return encodeToken({
    aud: `https://${service}`,
    iss: `https://sts.windows.net/${tenantId}/`,
    ...lifetime(nowMs, lifetimeSeconds),
    appid: appId,
    tid: tenantId,
    oid: objectIdOf(userPrincipalName ?? appId),
    ...(userPrincipalName === null
      ? { idtyp: "app", roles: roles ?? [] }
      : { idtyp: "user", upn: userPrincipalName, scp: ".default" }),
    ver: "1.0",
  });
}

/** The body that a token request of a person is answered with: who they are, and a way to more tokens. */
export function createUserTokens(
  subject: TokenSubject & { readonly userPrincipalName: string },
  service: string,
  nowMs: number,
): Readonly<Record<string, unknown>> {
  const { tenantId, appId, userPrincipalName } = subject;
  const oid = objectIdOf(userPrincipalName);
  return {
    ...createAppTokens(subject, service, nowMs),
    scope: `https://${service}/.default openid profile offline_access`,
    refresh_token: `emulated-refresh-token-of-${appId}`,
    client_info: encode({ uid: oid, utid: tenantId }),
    id_token: encodeToken({
      aud: appId,
      iss: `https://login.microsoftonline.com/${tenantId}/v2.0`,
      ...lifetime(nowMs),
      sub: oid,
      oid,
      tid: tenantId,
      preferred_username: userPrincipalName,
      ver: "2.0",
    }),
  };
}

/** The body that an app's token request is answered with. */
export function createAppTokens(
  subject: TokenSubject,
  service: string,
  nowMs: number,
  lifetimeSeconds = LIFETIME_SECONDS,
): Readonly<Record<string, unknown>> {
  return {
    token_type: "Bearer",
    expires_in: lifetimeSeconds,
    ext_expires_in: lifetimeSeconds,
    access_token: createAccessToken(subject, service, nowMs, lifetimeSeconds),
  };
}

function lifetime(nowMs: number, seconds = LIFETIME_SECONDS): Readonly<Record<string, number>> {
  const now = Math.floor(nowMs / 1_000);
  return { iat: now, nbf: now, exp: now + seconds };
}

/** The same person or app has the same id each time. */
function objectIdOf(name: string): string {
  const hex = createHash("sha256").update(name.toLowerCase()).digest("hex");
  return hex.slice(0, 32).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

const encodeToken = (payload: object): string =>
  `${encode({ typ: "JWT", alg: "RS256", kid: "emulated" })}.${encode(payload)}.ZW11bGF0ZWQ`;

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");
