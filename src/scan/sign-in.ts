import {
  ClientSecretCredential,
  DeviceCodeCredential,
  type TokenCredential,
} from "@azure/identity";

import { AppError, InvariantError } from "../errors.ts";
import { WORLDWIDE } from "./cloud-hosts.ts";
import { createTokenSource, type TokenSource } from "./token-source.ts";

export type AuthMode = "device-code" | "secret";

export interface SignInOptions {
  readonly tenantId: string;
  readonly auth: AuthMode;
  readonly clientId?: string | undefined;
  readonly secret?: string | undefined;
  /** Shows a person where to sign in and with which code. */
  readonly onPrompt: (message: string) => void;
}

/** Tokens for the two services, and how the first of them says who signed in. */
export interface SignIn {
  readonly exchange: TokenSource;
  readonly graph: TokenSource;
}

/**
 * Public clients of Microsoft that a person may sign in with. Each has been consented to one audience, so signing in
 * without an own app asks twice.
 *
 * Observed, not documented: the first is the client of the Exchange Online PowerShell module.
 *
 * @see https://learn.microsoft.com/powershell/microsoftgraph/authentication-commands "Microsoft Graph Command Line Tools"
 */
const EXCHANGE_MODULE_CLIENT = "fb78d390-0c51-40cd-8e17-fdbfab77341b";
const GRAPH_TOOLS_CLIENT = "14d82eec-204b-4c2f-b7e8-296a70dab67e";

/**
 * Creates the sign-in: nothing is asked before the first token is needed.
 *
 * @throws AppError `usage` when the mode lacks what it needs
 */
export function createSignIn(options: SignInOptions): SignIn {
  if (options.auth === "secret") return oneCredential(createSecretCredential(options));
  const { clientId } = options;
  if (clientId !== undefined) return oneCredential(createDeviceCredential(options, clientId));
  return twoCredentials(
    createDeviceCredential(options, EXCHANGE_MODULE_CLIENT),
    createDeviceCredential(options, GRAPH_TOOLS_CLIENT),
  );
}

/** Creates the sign-in to an emulator: every token is the same word, and nobody is asked. */
export function createEmulatorSignIn(now: () => Date): SignIn {
  return oneCredential({
    getToken: async () => ({ token: "emulator", expiresOnTimestamp: now().getTime() + 3_600_000 }),
  });
}

const oneCredential = (credential: TokenCredential): SignIn =>
  twoCredentials(credential, credential);

const twoCredentials = (exchange: TokenCredential, graph: TokenCredential): SignIn => ({
  exchange: createTokenSource(exchange, WORLDWIDE.exchange.scope),
  graph: createTokenSource(graph, WORLDWIDE.graph.scope),
});

function createSecretCredential({ tenantId, clientId, secret }: SignInOptions): TokenCredential {
  if (clientId === undefined) {
    throw new AppError("usage", "signing in with a secret needs a client id", {
      hint: "give --client-id or set SCOPEWRIGHT_CLIENT_ID",
    });
  }
  if (secret === undefined) throw new InvariantError("the secret was not read before signing in");
  return new ClientSecretCredential(tenantId, clientId, secret);
}

function createDeviceCredential(
  { tenantId, onPrompt }: SignInOptions,
  clientId: string,
): TokenCredential {
  return new DeviceCodeCredential({
    tenantId,
    clientId,
    userPromptCallback: ({ message }) => onPrompt(message),
  });
}
