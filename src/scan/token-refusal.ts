import { isRecord } from "./raw-row.ts";
import type { TokenRefusal } from "./token-source.ts";

/** What to do about a token that is refused though another one was asked for; ends the message of a 401. */
export const WHAT_TO_DO_ABOUT_A_REFUSED_TOKEN =
  "the token is refused, and there is none that is taken: sign in again; check this machine's clock, and whether the " +
  "session was revoked or conditional access forbids it from here";

/**
 * Reads whether an answer refuses its token, with the claims of its challenge where it has one.
 *
 * @param challenge the `WWW-Authenticate` header
 * @see https://learn.microsoft.com/entra/identity-platform/claims-challenge (docs as of 2026-08-20)
 */
export function readTokenRefusal(
  token: string,
  status: unknown,
  challenge: string | null,
): TokenRefusal | undefined {
  if (status !== 401) return undefined;
  const encoded = /claims="([^"]+)"/.exec(challenge ?? "")?.[1];
  return { token, claims: encoded === undefined ? undefined : decodeClaims(encoded) };
}

/** Claims that are no JSON object would only make sign-in fail: then they are none. */
function decodeClaims(encoded: string): string | undefined {
  const text = Buffer.from(encoded, "base64").toString("utf8");
  try {
    return isRecord(JSON.parse(text)) ? text : undefined;
  } catch {
    return undefined;
  }
}
