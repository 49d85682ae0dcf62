/** The options that belong to some ways and not to others. */
export type AuthOption =
  | "--client-id"
  | "--secret-file"
  | "--certificate"
  | "--certificate-password-file"
  | "--send-certificate-chain";

/** A way to sign in. */
interface AuthModeInfo {
  /** Who signs in and with what, for people. */
  readonly describe: string;
  /**
   * The request for a token names the tenant, and a token of another one is never given. Where it does not, a token that
   * does not say whose it is, is refused.
   */
  readonly namesTenant: boolean;
  /** What it makes use of; anything else is refused. */
  readonly takes: readonly AuthOption[];
}

/**
 * The closed list of ways to sign in. None takes a person's password: that flow knows no second factor, and Microsoft
 * advises against it.
 *
 * @see https://learn.microsoft.com/azure/developer/javascript/sdk/credential-chains
 * @see https://learn.microsoft.com/entra/identity-platform/v2-oauth-ropc
 */
export const AUTH_MODES = {
  "device-code": {
    describe: "you, with a code that you type on another device",
    namesTenant: true,
    takes: ["--client-id"],
  },
  browser: {
    describe: "you, in a browser on this machine",
    namesTenant: true,
    takes: ["--client-id"],
  },
  certificate: {
    describe: "an app, with --certificate and --client-id",
    namesTenant: true,
    takes: [
      "--client-id",
      "--certificate",
      "--certificate-password-file",
      "--send-certificate-chain",
    ],
  },
  secret: {
    describe: "an app, with SCOPEWRIGHT_CLIENT_SECRET or --secret-file and --client-id",
    namesTenant: true,
    takes: ["--client-id", "--secret-file"],
  },
  "azure-cli": {
    describe: "whoever signed in with `az login`",
    namesTenant: true,
    takes: [],
  },
  "managed-identity": {
    describe: "the identity of this Azure machine; --client-id chooses one of several",
    namesTenant: false,
    takes: ["--client-id"],
  },
  "workload-identity": {
    describe: "an app, with the token in AZURE_FEDERATED_TOKEN_FILE",
    namesTenant: true,
    takes: ["--client-id"],
  },
  environment: {
    describe: "an app, with AZURE_CLIENT_ID and a secret or certificate in AZURE_* variables",
    namesTenant: true,
    takes: ["--client-id"],
  },
} as const satisfies Record<string, AuthModeInfo>;

export type AuthMode = keyof typeof AUTH_MODES;

export const AUTH_MODE_NAMES: readonly AuthMode[] = Object.keys(AUTH_MODES) as AuthMode[];
