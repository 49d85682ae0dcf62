import type { TokenCredential } from "@azure/identity";

import { AccessDeniedError, AppError } from "../../errors.ts";
import { readTokenTenant } from "../token-claims.ts";
import { explainSignIn, type SignInContext } from "./explain-sign-in.ts";

/** Whose tokens are wanted. */
export interface WantedTenant {
  readonly tenantId: string;
  /** The request itself named the tenant. */
  readonly isNamed: boolean;
}

/**
 * Creates a credential whose failures are explained, and whose tokens are of the tenant that is scanned.
 *
 * Graph reads whatever tenant a token is of: with an identity of another one, two tenants would be mixed into one.
 */
export function createCheckedCredential(
  credential: TokenCredential,
  wanted: WantedTenant,
  context: SignInContext,
): TokenCredential {
  return {
    async getToken(scopes, options) {
      const token = await credential.getToken(scopes, options).catch((cause: unknown) => {
        throw explainSignIn(cause, context);
      });
      if (token !== null) assertTenant(token.token, wanted, context);
      return token;
    },
  };
}

/**
 * @throws AppError `usage` for a token of another tenant, `accessDenied` when nothing says whose it is
 */
function assertTenant(
  token: string,
  { tenantId, isNamed }: WantedTenant,
  context: SignInContext,
): void {
  const found = readTokenTenant(token);
  if (found === tenantId) return;
  if (found !== undefined) {
    throw new AppError(
      "usage",
      `whoever signed in is of the tenant \`${found}\`, not of \`${tenantId}\``,
      {
        hint: "give --tenant the identity's own tenant, or sign in with an identity of the tenant that is to be scanned",
      },
    );
  }
  if (isNamed) return;
  throw new AccessDeniedError(
    `the token for ${context.service} does not say of which tenant it is`,
    {
      hint: "sign in with a way that names the tenant, such as --auth certificate",
    },
  );
}
