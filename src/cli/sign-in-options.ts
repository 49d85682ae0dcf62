import type { Argv } from "yargs";
import type { Cloud } from "../model/snapshot.ts";
import { CLOUD_NAMES, resolveCloudServices } from "../scan/cloud-hosts.ts";
import type { ConnectOptions } from "../scan/connect-tenant.ts";
import { readProxySettings } from "../scan/proxy/proxy-settings.ts";
import { assertLocalIdentity } from "../scan/sign-in/assert-local-identity.ts";
import { AUTH_MODE_NAMES, AUTH_MODES, type AuthMode } from "../scan/sign-in/auth-modes.ts";
import { assertSameLogin, readTenantVariable } from "../scan/sign-in/read-azure-variables.ts";
import { readSignInRequest, type SignInOptions } from "../scan/sign-in/read-sign-in-request.ts";
import type { Environment } from "../scan/sign-in/read-secret.ts";

/** How a person chose to sign in, and to which cloud. No secret was read yet. */
export interface SignInChoice extends SignInOptions {
  readonly cloud: Cloud;
  readonly exchangeHost: string | undefined;
}

/** Adds the options of signing in. Secrets come from the environment or a file, never from an argument. */
export function addSignInOptions<T>(yargs: Argv<T>): Argv<T> {
  return yargs
    .option("auth", {
      choices: AUTH_MODE_NAMES,
      default: "device-code",
      describe: `how to sign in:\n${AUTH_MODE_NAMES.map((mode) => `${mode}: ${AUTH_MODES[mode].describe}`).join("\n")}`,
    })
    .option("client-id", {
      type: "string",
      describe: "app registration to sign in with [SCOPEWRIGHT_CLIENT_ID]",
    })
    .option("secret-file", { type: "string", describe: "file that holds the client secret" })
    .option("certificate", {
      type: "string",
      describe:
        "PEM file with the certificate and its private key; its password: SCOPEWRIGHT_CERTIFICATE_PASSWORD",
    })
    .option("certificate-password-file", {
      type: "string",
      describe: "file that holds the password of the certificate",
    })
    .option("send-certificate-chain", {
      type: "boolean",
      default: false,
      describe: "for apps that trust a certificate by its issuer and subject name",
    })
    .option("cloud", {
      choices: CLOUD_NAMES,
      default: "worldwide",
      describe: "cloud that the tenant is in (GCC is worldwide, GCC High is usGovHigh)",
    })
    .option("exchange-host", {
      type: "string",
      describe: "Exchange host of the cloud, where it has two (usGovDod, china)",
    });
}

/**
 * Reads the options back from what yargs parsed.
 *
 * @throws AppError `usage` for an Exchange host that is not one of the cloud's
 */
export function readSignInOptions(
  argv: Readonly<Record<string, unknown>>,
  environment: Environment,
): SignInChoice {
  const text = (name: string): string | undefined => {
    const value = argv[name];
    return typeof value === "string" && value.trim() !== "" ? value.trim() : undefined;
  };
  const mode = AUTH_MODE_NAMES.find((name) => name === argv["auth"]) ?? "device-code";
  const cloud = CLOUD_NAMES.find((name) => name === argv["cloud"]) ?? "worldwide";
  const exchangeHost = text("exchange-host");
  resolveCloudServices(cloud, exchangeHost);
  return {
    mode,
    cloud,
    exchangeHost,
    clientId: text("client-id") ?? clientIdVariable(mode, environment),
    secretFile: text("secret-file"),
    certificate: text("certificate"),
    certificatePasswordFile: text("certificate-password-file"),
    sendCertificateChain: argv["send-certificate-chain"] === true,
  };
}

/** Set once for all modes: those that take no client id do not see it. */
function clientIdVariable(mode: AuthMode, environment: Environment): string | undefined {
  const takes: readonly string[] = AUTH_MODES[mode].takes;
  const value = environment["SCOPEWRIGHT_CLIENT_ID"]?.trim() ?? "";
  return value !== "" && takes.includes("--client-id") ? value : undefined;
}

type Prepared = Pick<
  ConnectOptions,
  "cloud" | "exchangeHost" | "signIn" | "credentialsTenant" | "proxy"
>;

/**
 * Reads what signing in takes, files and variables included; nothing is sent. Nobody signs in to an emulator.
 *
 * @throws AppError `usage` or `inputMissing` that says which option, variable or file is missing
 */
export async function prepareSignIn(
  choice: SignInChoice,
  environment: Environment,
  isEmulated: boolean,
): Promise<Prepared> {
  const { cloud, exchangeHost, mode } = choice;
  if (isEmulated) return { cloud, exchangeHost };
  const proxy = readProxySettings(environment);
  if (mode === "managed-identity") assertLocalIdentity(environment, proxy);
  assertSameLogin(mode, environment, resolveCloudServices(cloud).login.hosts);
  return {
    cloud,
    exchangeHost,
    proxy,
    signIn: await readSignInRequest(choice, environment),
    credentialsTenant: readTenantVariable(mode, environment),
  };
}
