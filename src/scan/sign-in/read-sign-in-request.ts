import { AppError } from "../../errors.ts";
import { AUTH_MODE_NAMES, AUTH_MODES, type AuthMode, type AuthOption } from "./auth-modes.ts";
import { readCertificate } from "./read-certificate.ts";
import { readEnvironmentCredentials, readWorkloadIdentity } from "./read-azure-variables.ts";
import { type Environment, readSecret } from "./read-secret.ts";
import type { Credentials, SignInRequest } from "./sign-in-request.ts";

/** What a person said of signing in; secrets themselves are in files and variables. */
export interface SignInOptions {
  readonly mode: AuthMode;
  readonly clientId: string | undefined;
  readonly secretFile: string | undefined;
  readonly certificate: string | undefined;
  readonly certificatePasswordFile: string | undefined;
  readonly sendCertificateChain: boolean;
}

/**
 * Reads all that signing in takes, before anything is sent.
 *
 * @throws AppError `usage` when an option or a variable is missing, or does not belong to the mode; `inputMissing` for a
 *   file that cannot be read
 */
export async function readSignInRequest(
  options: SignInOptions,
  environment: Environment,
): Promise<SignInRequest> {
  assertNothingIdle(options);
  return { mode: options.mode, ...(await readCredentials(options, environment)) };
}

async function readCredentials(
  options: SignInOptions,
  environment: Environment,
): Promise<Credentials> {
  const { mode, clientId } = options;
  switch (mode) {
    case "device-code":
    case "browser":
      return { kind: "interactive", through: mode, clientId };
    case "secret":
      return await readClientSecret(options, environment);
    case "certificate":
      return await readClientCertificate(options, environment);
    case "azure-cli":
      return { kind: "azureCli" };
    case "managed-identity":
      return { kind: "managedIdentity", clientId };
    case "workload-identity":
      return await readWorkloadIdentity(environment, clientId);
    case "environment":
      return await readEnvironmentCredentials(environment, clientId);
  }
}

async function readClientSecret(
  { mode, clientId, secretFile }: SignInOptions,
  environment: Environment,
): Promise<Credentials> {
  const variable = "SCOPEWRIGHT_CLIENT_SECRET";
  const secret = await readSecret(environment, {
    what: "client secret",
    variable,
    option: "--secret-file",
    file: secretFile,
  });
  if (secret === undefined) {
    throw new AppError("inputMissing", `there is no client secret in \`${variable}\``, {
      hint: `set ${variable}, or name a file that holds it: --secret-file`,
    });
  }
  return { kind: "secret", clientId: clientIdOf(mode, clientId), secret };
}

async function readClientCertificate(
  options: SignInOptions,
  environment: Environment,
): Promise<Credentials> {
  const { mode, certificate: path, sendCertificateChain } = options;
  if (path === undefined) {
    throw lacks(mode, "a certificate", "give --certificate <PEM file with its private key>");
  }
  const clientId = clientIdOf(mode, options.clientId);
  const password = await readSecret(environment, {
    what: "password of the certificate",
    variable: "SCOPEWRIGHT_CERTIFICATE_PASSWORD",
    option: "--certificate-password-file",
    file: options.certificatePasswordFile,
  });
  const certificate = await readCertificate(path, password);
  return { kind: "certificate", clientId, certificate, sendCertificateChain };
}

function clientIdOf(mode: AuthMode, clientId: string | undefined): string {
  if (clientId !== undefined) return clientId;
  throw lacks(mode, "a client id", "give --client-id or set SCOPEWRIGHT_CLIENT_ID");
}

const lacks = (mode: AuthMode, what: string, hint: string): AppError =>
  new AppError("usage", `signing in with \`--auth ${mode}\` needs ${what}`, { hint });

/** An option that the mode would silently ignore is a misunderstanding: somebody else would sign in than was meant. */
function assertNothingIdle(options: SignInOptions): void {
  const { takes }: { readonly takes: readonly AuthOption[] } = AUTH_MODES[options.mode];
  const idle = givenOptions(options).find((option) => !takes.includes(option));
  if (idle === undefined) return;
  const meant = AUTH_MODE_NAMES.filter((mode) =>
    AUTH_MODES[mode].takes.some((option) => option === idle),
  );
  throw new AppError("usage", `${idle} is not used by \`--auth ${options.mode}\``, {
    hint: `give --auth ${meant.join(" or ")}, or leave ${idle} out`,
  });
}

function givenOptions(options: SignInOptions): readonly AuthOption[] {
  const isGiven: Readonly<Record<AuthOption, boolean>> = {
    "--client-id": options.clientId !== undefined,
    "--secret-file": options.secretFile !== undefined,
    "--certificate": options.certificate !== undefined,
    "--certificate-password-file": options.certificatePasswordFile !== undefined,
    "--send-certificate-chain": options.sendCertificateChain,
  };
  return (Object.keys(isGiven) as AuthOption[]).filter((option) => isGiven[option]);
}
