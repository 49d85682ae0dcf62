import {
  AzureCliCredential,
  ClientCertificateCredential,
  ClientSecretCredential,
  DeviceCodeCredential,
  InteractiveBrowserCredential,
  ManagedIdentityCredential,
  type TokenCredential,
  WorkloadIdentityCredential,
} from "@azure/identity";

import type { Credentials } from "./sign-in-request.ts";
import type { TransportOptions } from "./transport-options.ts";

export interface CredentialOptions {
  readonly tenantId: string;
  /** The sign-in service of the cloud and the way to it. */
  readonly transport: TransportOptions;
  /** Shows a person where to sign in and with which code. */
  readonly onPrompt: (message: string) => void;
}

/** Who gives the tokens of each audience: one credential for both, or one each. */
export interface CredentialPair {
  readonly exchange: TokenCredential;
  readonly graph: TokenCredential;
}

/**
 * Public clients of Microsoft that a person may sign in with. Each has been consented to one audience, so signing in
 * without an own app asks twice.
 *
 * Observed, not documented: the first is the client of the Exchange Online PowerShell module. That both exist in every
 * cloud is not documented either: where one does not, sign-in says so and asks for an own app.
 *
 * @see https://learn.microsoft.com/powershell/microsoftgraph/authentication-commands "Microsoft Graph Command Line Tools"
 */
export const FIRST_PARTY_CLIENTS = {
  exchange: "fb78d390-0c51-40cd-8e17-fdbfab77341b",
  graph: "14d82eec-204b-4c2f-b7e8-296a70dab67e",
} as const;

/** Creates the credentials: nothing is asked before the first token is needed. */
export function createCredentials(
  credentials: Credentials,
  options: CredentialOptions,
): CredentialPair {
  if (credentials.kind !== "interactive") return both(createUnattended(credentials, options));
  const create = (clientId: string): TokenCredential =>
    createInteractive(credentials.through, clientId, options);
  const { clientId } = credentials;
  if (clientId !== undefined) return both(create(clientId));
  return {
    exchange: create(FIRST_PARTY_CLIENTS.exchange),
    graph: create(FIRST_PARTY_CLIENTS.graph),
  };
}

const both = (credential: TokenCredential): CredentialPair => ({
  exchange: credential,
  graph: credential,
});

function createInteractive(
  through: "device-code" | "browser",
  clientId: string,
  { tenantId, transport, onPrompt }: CredentialOptions,
): TokenCredential {
  if (through === "device-code") {
    return new DeviceCodeCredential({
      ...transport,
      tenantId,
      clientId,
      userPromptCallback: ({ message }) => onPrompt(message),
    });
  }
  const credential = new InteractiveBrowserCredential({ ...transport, tenantId, clientId });
  let asked = false;
  return {
    getToken: (scope, options) => {
      if (!asked) {
        onPrompt(
          "Sign in in the browser window that opens now. None opens? Stop this and use --auth device-code.",
        );
      }
      asked = true;
      return credential.getToken(scope, options);
    },
  };
}

function createUnattended(
  credentials: Exclude<Credentials, { kind: "interactive" }>,
  { tenantId, transport }: CredentialOptions,
): TokenCredential {
  switch (credentials.kind) {
    case "secret":
      return new ClientSecretCredential(
        tenantId,
        credentials.clientId,
        credentials.secret,
        transport,
      );
    case "certificate": {
      const { clientId, certificate, sendCertificateChain } = credentials;
      return new ClientCertificateCredential(
        tenantId,
        clientId,
        { certificate },
        { ...transport, sendCertificateChain },
      );
    }
    case "azureCli":
      return new AzureCliCredential({ tenantId });
    case "managedIdentity": {
      const { clientId } = credentials;
      return new ManagedIdentityCredential(clientId === undefined ? {} : { clientId });
    }
    case "workloadIdentity": {
      const { clientId, tokenFile: tokenFilePath } = credentials;
      return new WorkloadIdentityCredential({ ...transport, tenantId, clientId, tokenFilePath });
    }
  }
}
