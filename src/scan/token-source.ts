import type { TokenCredential } from "@azure/identity";

import { AccessDeniedError, AppError } from "../errors.ts";

/** Hands out tokens of one audience. */
export interface TokenSource {
  /**
   * @param claims answer to a challenge of the service (continuous access evaluation)
   * @throws AccessDeniedError when sign-in fails; the same one at once for ever after when it never succeeded, so
   *   that a person is not asked to sign in again for each section
   */
  readToken(claims?: string): Promise<string>;
}

/** Creates the tokens of one audience from a credential, which caches and renews them. */
export function createTokenSource(credential: TokenCredential, scope: string): TokenSource {
  let first: Promise<string> | undefined;
  const ask = async (claims?: string): Promise<string> => {
    try {
      const options = claims === undefined ? {} : { claims, enableCae: true };
      const token = await credential.getToken(scope, options);
      if (token === null) throw new Error("no token was given");
      return token.token;
    } catch (cause) {
      throw explainSignIn(cause, scope);
    }
  };
  return {
    async readToken(claims) {
      if (first === undefined) {
        first = ask(claims);
        return await first;
      }
      await first;
      return await ask(claims);
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
