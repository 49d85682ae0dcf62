import { isRecord, readText } from "./raw-row.ts";

/** Who a token speaks for. */
export interface SignedInAs {
  /** User principal name, or app id; for people to read. */
  readonly identity: string;
  /** Null for an application. */
  readonly userPrincipalName: string | null;
}

const UPN_CLAIMS = ["upn", "preferred_username", "unique_name"] as const;

/**
 * Reads who an access token speaks for.
 *
 * Not verified: the service does that. Used for labels and routing, never for a decision about access.
 */
export function readTokenClaims(token: string): SignedInAs {
  const claims = decodePayload(token);
  const appId = readText(claims, "appid") || readText(claims, "azp");
  const upn = UPN_CLAIMS.map((claim) => readText(claims, claim)).find((value) => value !== "");
  const isApp = readText(claims, "idtyp").toLowerCase() === "app";
  return {
    identity: (isApp ? undefined : upn) ?? (appId || "unknown"),
    userPrincipalName: isApp ? null : (upn ?? null),
  };
}

/** The id of the tenant that an access token is of, lower case; undefined when it does not say. Not verified, as above. */
export function readTokenTenant(token: string): string | undefined {
  return readText(decodePayload(token), "tid").toLowerCase() || undefined;
}

function decodePayload(token: string): Readonly<Record<string, unknown>> {
  try {
    const json = Buffer.from(token.split(".")[1] ?? "", "base64url").toString("utf8");
    const payload: unknown = JSON.parse(json);
    return isRecord(payload) ? payload : {};
  } catch {
    return {};
  }
}
