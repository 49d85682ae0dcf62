/** An error of the sign-in service, in words: what happened, and what to do. */
export interface EntraError {
  /** Lower case, no final period; continues "sign-in for … failed:". */
  readonly what: string;
  readonly todo: string;
}

const CONDITIONAL_ACCESS =
  "sign in from a device and place that the policy accepts (--auth browser can show what it asks for), or as an app of your own; the tenant's sign-in log names the policy";
const SECOND_FACTOR =
  "sign in with --auth browser, which can ask for it, or set it up at https://aka.ms/mfasetup";
const CONSENT =
  "an administrator consents to the app's permissions in this tenant: scopewright permissions lists them";
const TENANT = "check --tenant, and --cloud if the tenant is in a national cloud";
const CERTIFICATE =
  "upload the certificate (without its private key) to the app registration named by --client-id, or give the one that is registered there";
const FEDERATION =
  "compare issuer, subject and audience of the federated credential on the app registration with the token in AZURE_FEDERATED_TOKEN_FILE";

const EXPIRED_CODE: EntraError = {
  what: "the code has expired before anybody signed in",
  todo: "start again, and type the new code within 15 minutes",
};

/**
 * Errors of the sign-in service that a person can do something about, by number.
 *
 * Microsoft may change the numbers: they only choose our words, and what the service said stands beside them.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/reference-error-codes
 * @see https://learn.microsoft.com/entra/workload-id/workload-identity-federation-considerations
 */
export const ENTRA_ERRORS: Readonly<Record<number, EntraError>> = {
  7000222: {
    what: "the client secret has expired",
    todo: "make a new secret on the app registration, or use --auth certificate",
  },
  7000215: {
    what: "the client secret is wrong",
    todo: "give the secret's value, not its id; a value is shown only once: make a new one if it is lost",
  },
  7000216: {
    what: "the app gave neither a secret nor a certificate",
    todo: "choose another --auth",
  },
  7000218: {
    what: "the app registration does not let people sign in from a program",
    todo: "switch on `Allow public client flows` on the app registration, or sign in as the app: --auth certificate",
  },
  7000112: {
    what: "the app is disabled in this tenant",
    todo: "enable it under Enterprise applications, or use another app",
  },
  700016: {
    what: "the tenant does not know the app",
    todo: "check --client-id and --tenant; an administrator must first consent to the app in this tenant",
  },
  700027: { what: "the app does not have this certificate, or it has expired", todo: CERTIFICATE },
  700024: {
    what: "the proof of the app is not valid at this time",
    todo: "set this machine's clock, and check that the certificate or the federated token has not expired",
  },
  700211: { what: "the app trusts no issuer of this federated token", todo: FEDERATION },
  700213: { what: "the app does not trust the subject of this federated token", todo: FEDERATION },
  70021: { what: "the app has no federated credential that fits the token", todo: FEDERATION },
  65001: { what: "the app has not been consented to", todo: CONSENT },
  65004: { what: "consent was declined", todo: CONSENT },
  650056: { what: "the app registration asks for no permission of the service", todo: CONSENT },
  650057: {
    what: "the app registration does not ask for this service's permissions",
    todo: CONSENT,
  },
  90094: { what: "consent needs an administrator", todo: CONSENT },
  500011: {
    what: "the tenant does not have the service",
    todo: "check --tenant: a tenant without the service cannot be scanned; scopewright permissions lists what a scan needs",
  },
  650052: {
    what: "the tenant does not have the service, or is not subscribed to it",
    todo: "check --tenant: a tenant without the service cannot be scanned; scopewright permissions lists what a scan needs",
  },
  500014: {
    what: "the service is disabled in this tenant",
    todo: "an administrator enables its service principal, or its subscription has ended",
  },
  50105: {
    what: "you are not assigned to the app",
    todo: "have yourself assigned under Enterprise applications, or use another app: --client-id",
  },
  50011: {
    what: "the app registration does not know the reply address of this program",
    todo: "add the platform `Mobile and desktop applications` with http://localhost to it, or use --auth device-code",
  },
  53000: {
    what: "conditional access refuses this device: it is not compliant",
    todo: CONDITIONAL_ACCESS,
  },
  53001: {
    what: "conditional access refuses this device: it is not joined",
    todo: CONDITIONAL_ACCESS,
  },
  53002: { what: "conditional access refuses this app", todo: CONDITIONAL_ACCESS },
  53003: { what: "conditional access refuses this sign-in", todo: CONDITIONAL_ACCESS },
  53004: {
    what: "a second factor cannot be set up while the account is risky",
    todo: CONDITIONAL_ACCESS,
  },
  530032: {
    what: "a security policy of the tenant refuses this sign-in",
    todo: CONDITIONAL_ACCESS,
  },
  53011: {
    what: "the account is blocked as risky",
    todo: "an administrator clears the risk in Entra ID Protection",
  },
  50097: { what: "conditional access wants a registered device", todo: CONDITIONAL_ACCESS },
  50005: { what: "conditional access does not accept this platform", todo: CONDITIONAL_ACCESS },
  50074: { what: "a second factor is required", todo: SECOND_FACTOR },
  50076: { what: "a second factor is required", todo: SECOND_FACTOR },
  50078: { what: "the second factor has expired", todo: SECOND_FACTOR },
  50079: { what: "a second factor must be set up first", todo: SECOND_FACTOR },
  50158: { what: "an outside check (such as a second factor) is required", todo: SECOND_FACTOR },
  50020: {
    what: "the account is of another tenant and is no guest in this one",
    todo: "sign in with an account of the tenant, or have yours invited",
  },
  50034: { what: "the account is not in this tenant", todo: TENANT },
  50057: { what: "the account is disabled", todo: "use another account" },
  50059: { what: "the request named no tenant", todo: TENANT },
  50126: { what: "user name or password are wrong", todo: "sign in again" },
  50128: { what: "the tenant's domain is not valid", todo: TENANT },
  50173: { what: "the sign-in was revoked", todo: "sign in again" },
  70043: { what: "the sign-in has grown too old for the tenant's policy", todo: "sign in again" },
  700082: { what: "the sign-in has grown too old", todo: "sign in again" },
  90002: { what: "there is no such tenant", todo: TENANT },
  90072: { what: "the account is of another tenant", todo: TENANT },
  900382: { what: "the app and the tenant are in two clouds", todo: TENANT },
  900432: { what: "the app and the tenant are in two clouds", todo: TENANT },
  70018: { what: "the code that was typed is wrong", todo: "start again and type the new code" },
  70019: EXPIRED_CODE,
};

/** The service does not exist in the tenant: nobody consents that away. */
export const MISSING_SERVICE: ReadonlySet<number> = new Set([500011, 650052]);

/**
 * Words of the protocol and of the sign-in library that stand where there is no number.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/v2-oauth2-device-code "Expected errors"
 */
export const PROTOCOL_ERRORS: readonly (readonly [RegExp, EntraError])[] = [
  [/\b(?:expired_token|code_expired|device_code_expired|user_timeout_reached)\b/, EXPIRED_CODE],
  [
    /\bauthorization_declined\b/,
    { what: "whoever was asked declined the sign-in", todo: "start again, and choose Continue" },
  ],
  [
    /Azure CLI could not be found/,
    {
      what: "there is no Azure CLI on this machine",
      todo: "install it (https://aka.ms/azure-cli) and run az login, or choose another --auth",
    },
  ],
  [
    /az login/,
    {
      what: "nobody is signed in to the Azure CLI for this tenant",
      todo: "run az login --tenant <tenant id>",
    },
  ],
  [
    /^ManagedIdentityCredential/,
    {
      what: "this machine gave no managed identity",
      todo: "run it on an Azure machine that has one; --client-id chooses one of several",
    },
  ],
];
