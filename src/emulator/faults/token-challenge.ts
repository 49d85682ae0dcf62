/**
 * The `WWW-Authenticate` header of a refused token; with a claims challenge the claims ask for a token that is newer
 * than the given time.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/claims-challenge "Claims challenge header format"
 *   (docs as of 2026-08-20)
 */
export function tokenChallenge(
  challenge: "claims" | "expired",
  { login, at }: { readonly login: string; readonly at: string },
): string {
  const start = `Bearer realm="", authorization_uri="https://${login}/common/oauth2/authorize"`;
  if (challenge === "expired") {
    return `${start}, error="invalid_token", error_description="The token has expired"`;
  }
  const value = String(Math.floor(Date.parse(at) / 1000));
  const claims = JSON.stringify({ access_token: { nbf: { essential: true, value } } });
  return `${start}, error="insufficient_claims", claims="${Buffer.from(claims).toString("base64")}"`;
}
