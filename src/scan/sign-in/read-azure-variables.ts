import { access, constants } from "node:fs/promises";

import { AppError } from "../../errors.ts";
import { readCertificate } from "./read-certificate.ts";
import type { Environment } from "./read-secret.ts";
import type { Credentials } from "./sign-in-request.ts";

/**
 * Reads an app's credentials from the variables that Microsoft's own tools read: a secret, else a certificate.
 *
 * A user name and a password are refused: signing in with them knows no second factor.
 *
 * @see https://learn.microsoft.com/javascript/api/@azure/identity/environmentcredential
 * @throws AppError `usage` when a variable is missing; as `readCertificate` for the certificate
 */
export async function readEnvironmentCredentials(
  environment: Environment,
  asked: string | undefined,
): Promise<Credentials> {
  const clientId = clientIdOf("environment", environment, asked);
  const secret = valueOf(environment, "AZURE_CLIENT_SECRET");
  if (secret !== undefined) return { kind: "secret", clientId, secret };
  const path = valueOf(environment, "AZURE_CLIENT_CERTIFICATE_PATH");
  if (path !== undefined) {
    const password = valueOf(environment, "AZURE_CLIENT_CERTIFICATE_PASSWORD");
    const chain = valueOf(environment, "AZURE_CLIENT_SEND_CERTIFICATE_CHAIN")?.toLowerCase();
    return {
      kind: "certificate",
      clientId,
      certificate: await readCertificate(path, password),
      sendCertificateChain: chain === "true" || chain === "1",
    };
  }
  const hasPassword = valueOf(environment, "AZURE_USERNAME") !== undefined;
  const what = hasPassword
    ? "AZURE_USERNAME and AZURE_PASSWORD are not used"
    : "nothing to sign in with";
  throw new AppError("usage", `signing in with \`--auth environment\`: ${what}`, {
    hint: "set AZURE_CLIENT_SECRET, or AZURE_CLIENT_CERTIFICATE_PATH; a person signs in with --auth device-code or browser",
  });
}

/**
 * Reads a workload identity: an app that proves itself with a token of another identity provider, in a file.
 *
 * @see https://learn.microsoft.com/entra/workload-id/workload-identity-federation
 * @throws AppError `usage` when a variable is missing, `inputMissing` when the file cannot be read
 */
export async function readWorkloadIdentity(
  environment: Environment,
  asked: string | undefined,
): Promise<Credentials> {
  const clientId = clientIdOf("workload-identity", environment, asked);
  const tokenFile = valueOf(environment, "AZURE_FEDERATED_TOKEN_FILE");
  if (tokenFile === undefined) throw missing("workload-identity", "AZURE_FEDERATED_TOKEN_FILE");
  await access(tokenFile, constants.R_OK).catch((cause: unknown) => {
    throw new AppError("inputMissing", `cannot read the federated token in \`${tokenFile}\``, {
      hint: "AZURE_FEDERATED_TOKEN_FILE names the file that the platform writes it to",
      cause,
    });
  });
  return { kind: "workloadIdentity", clientId, tokenFile };
}

/**
 * The tenant that the variables name, where the mode reads them; undefined where they name none.
 *
 * It may be a domain or an id: whoever knows the tenant compares.
 */
export function readTenantVariable(mode: string, environment: Environment): string | undefined {
  return readsVariables(mode) ? valueOf(environment, "AZURE_TENANT_ID") : undefined;
}

/**
 * Asserts that the variables do not name the sign-in service of another cloud, where the mode reads them.
 *
 * @throws AppError `usage` when they do
 */
export function assertSameLogin(
  mode: string,
  environment: Environment,
  hosts: readonly string[],
): void {
  const authority = valueOf(environment, "AZURE_AUTHORITY_HOST");
  if (authority === undefined || !readsVariables(mode)) return;
  const url = /^https?:/.test(authority) ? authority : `https://${authority}`;
  if (URL.canParse(url) && hosts.includes(new URL(url).hostname)) return;
  throw new AppError(
    "usage",
    `AZURE_AUTHORITY_HOST names \`${authority}\`, which is another cloud`,
    {
      hint: "choose the cloud with --cloud, or unset the variable",
    },
  );
}

const readsVariables = (mode: string): boolean =>
  mode === "environment" || mode === "workload-identity";

function clientIdOf(mode: string, environment: Environment, asked: string | undefined): string {
  const named = valueOf(environment, "AZURE_CLIENT_ID");
  if (named !== undefined && asked !== undefined && named.toLowerCase() !== asked.toLowerCase()) {
    throw new AppError(
      "usage",
      `AZURE_CLIENT_ID and --client-id name two apps: \`${named}\` and \`${asked}\``,
      {
        hint: "leave one of them out; --client-id may come from SCOPEWRIGHT_CLIENT_ID",
      },
    );
  }
  const clientId = asked ?? named;
  if (clientId === undefined) throw missing(mode, "AZURE_CLIENT_ID");
  return clientId;
}

const valueOf = (environment: Environment, name: string): string | undefined =>
  environment[name]?.trim() || undefined;

const missing = (mode: string, variable: string): AppError =>
  new AppError("usage", `signing in with \`--auth ${mode}\` needs the variable ${variable}`, {
    hint: `set ${variable}, or choose another --auth`,
  });
