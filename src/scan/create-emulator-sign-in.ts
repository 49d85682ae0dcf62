import type { SignIn } from "./sign-in/create-sign-in.ts";
import { createTokenSource, type TokenSource } from "./token-source.ts";

/**
 * Creates the sign-in to an emulator: a token is a word, and nobody is asked. Another word comes when claims, or a
 * refusal of the last one, ask for it.
 */
export const createEmulatorSignIn = (now: () => Date): SignIn => ({
  exchange: createEmulatedTokens("exchange", now),
  graph: createEmulatedTokens("graph", now),
});

function createEmulatedTokens(service: "exchange" | "graph", now: () => Date): TokenSource {
  let number = 1;
  const word = (): string => `emulator-${service}-${number}`;
  const tokens = createTokenSource(
    {
      async getToken(_, options) {
        if (options?.claims !== undefined) number += 1;
        return { token: word(), expiresOnTimestamp: now().getTime() + 3_600_000 };
      },
    },
    `https://${service}.emulator/.default`,
  );
  return {
    readToken(refusal) {
      const isStale = refusal !== undefined && refusal.claims === undefined;
      if (isStale && refusal.token === word()) number += 1;
      return tokens.readToken(refusal);
    },
  };
}
