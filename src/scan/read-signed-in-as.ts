import { AccessDeniedError } from "../errors.ts";
import type { SignIn } from "./sign-in/create-sign-in.ts";
import { MissingServiceError } from "./sign-in/explain-sign-in.ts";
import { readTokenClaims, type SignedInAs } from "./token-claims.ts";

/**
 * Signs in to both services, one after the other, so that a person is never asked for two codes at once.
 *
 * One service may refuse: its sections are then refused. Exchange's token says who signed in; where there is none,
 * Graph's does.
 *
 * @throws AccessDeniedError when both refuse, or when the tenant has no Exchange: then nobody is asked a second time
 */
export async function readSignedInAs({ exchange, graph }: SignIn): Promise<SignedInAs> {
  const first = await tokenOrError(() => exchange.readToken());
  if (first instanceof MissingServiceError) throw first;
  const second = await tokenOrError(() => graph.readToken());
  if (typeof first === "string") return readTokenClaims(first);
  if (typeof second === "string") return readTokenClaims(second);
  throw first;
}

async function tokenOrError(ask: () => Promise<string>): Promise<string | AccessDeniedError> {
  try {
    return await ask();
  } catch (cause) {
    if (cause instanceof AccessDeniedError) return cause;
    throw cause;
  }
}
