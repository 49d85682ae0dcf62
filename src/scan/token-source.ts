import type { GetTokenOptions, TokenCredential } from "@azure/identity";

import { AccessDeniedError, AppError } from "../errors.ts";

/** A token that a service did not take. */
export interface TokenRefusal {
  readonly token: string;
  /** What a new one must fulfil, as JSON (continuous access evaluation); undefined when the service did not say. */
  readonly claims?: string | undefined;
}

/** Hands out tokens of one audience. */
export interface TokenSource {
  /**
   * @param refusal asks for another token; the same one comes back when the credential has no other
   * @throws AccessDeniedError when sign-in fails; the same one at once for ever after when it never succeeded, so
   *   that a person is not asked to sign in again for each section
   */
  readToken(refusal?: TokenRefusal): Promise<string>;
}

/**
 * Creates the tokens of one audience from a credential, which caches and renews them.
 *
 * INVARIANT: a refused token is replaced once, however many requests it was refused to: a person signs in again once.
 */
export function createTokenSource(credential: TokenCredential, scope: string): TokenSource {
  const replacements = new Map<string, Promise<string>>();
  let options: GetTokenOptions = {};
  let first: Promise<string> | undefined;

  const ask = async (asked: GetTokenOptions): Promise<string> => {
    try {
      const token = await credential.getToken(scope, asked);
      if (token === null) throw new Error("no token was given");
      return token.token;
    } catch (cause) {
      throw explainSignIn(cause, scope);
    }
  };

  const replace = async ({ token, claims }: TokenRefusal): Promise<string> => {
    // Credentials keep tokens that can be revoked apart: from now on all are of that kind.
    if (claims !== undefined) options = { enableCae: true };
    const other = await ask(claims === undefined ? options : { ...options, claims });
    // Nothing is learnt: the credential may have another one later.
    if (other === token) replacements.delete(token);
    return other;
  };

  /** The credential's cache may still hold what was refused. */
  const newest = async (token: string): Promise<string> => {
    const seen = new Set<string>();
    let last = token;
    for (let next: string | undefined = token; next !== undefined && !seen.has(next);) {
      seen.add(next);
      last = next;
      next = await replacements.get(next);
    }
    return last;
  };

  return {
    async readToken(refusal) {
      if (first === undefined) {
        first = ask(options);
        return await first;
      }
      await first;
      if (refusal === undefined) return await newest(await ask(options));
      const known = replacements.get(refusal.token);
      if (known !== undefined) return await known;
      const replacement = replace(refusal);
      replacements.set(refusal.token, replacement);
      return await replacement;
    },
  };
}

function explainSignIn(cause: unknown, scope: string): AppError {
  if (cause instanceof AppError) return cause;
  const said = cause instanceof Error ? cause.message : String(cause);
  const line = said.replaceAll(/\s+/g, " ").trim().replace(/\.$/, "").slice(0, 400);
  return new AccessDeniedError(`sign-in for \`${new URL(scope).host}\` failed: ${line}`, {
    hint: "check the client id, the secret or the code that was typed, and that the app has been consented to in this tenant",
    cause,
  });
}
