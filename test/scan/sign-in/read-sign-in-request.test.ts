import { writeFile } from "node:fs/promises";
import { join } from "node:path";

import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { assertLocalIdentity } from "../../../src/scan/sign-in/assert-local-identity.ts";
import type { AuthMode } from "../../../src/scan/sign-in/auth-modes.ts";
import {
  assertSameLogin,
  readTenantVariable,
} from "../../../src/scan/sign-in/read-azure-variables.ts";
import {
  readSignInRequest,
  type SignInOptions,
} from "../../../src/scan/sign-in/read-sign-in-request.ts";
import { readProxySettings } from "../../../src/scan/proxy/proxy-settings.ts";
import {
  type Authority,
  type Certified,
  certify,
  createAuthority,
  lock,
} from "../../support/certificates.ts";
import { removeTemporaryFolders, temporaryFolder } from "../support/seed-tenant.ts";

const CLIENT = "aaaaaaaa-0000-4000-8000-000000000001";
const PASSWORD = "open sesame";
let folder: string;
let authority: Authority;
let app: Certified;

beforeAll(async () => {
  folder = await temporaryFolder();
  authority = await createAuthority();
  app = await certify(authority, "CN=reader");
});

afterAll(removeTemporaryFolders);

async function file(name: string, text: string | Uint8Array): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
}

type Environment = Readonly<Record<string, string>>;

const read = (
  mode: AuthMode,
  options: Partial<SignInOptions> = {},
  environment: Environment = {},
): ReturnType<typeof readSignInRequest> =>
  readSignInRequest(
    {
      mode,
      clientId: undefined,
      secretFile: undefined,
      certificate: undefined,
      certificatePasswordFile: undefined,
      sendCertificateChain: false,
      ...options,
    },
    environment,
  );

describe("readSignInRequest: a secret", () => {
  it("comes from the environment, or from the file that is named", async () => {
    const environment = { SCOPEWRIGHT_CLIENT_SECRET: "from environment" };
    const secretFile = await file("secret", "from file\n");
    const given = { mode: "secret", kind: "secret", clientId: CLIENT };
    expect(await read("secret", { clientId: CLIENT }, environment)).toEqual({
      ...given,
      secret: "from environment",
    });
    expect(await read("secret", { clientId: CLIENT, secretFile }, environment)).toEqual({
      ...given,
      secret: "from file",
    });
  });

  it("is missed where it should be, without falling back", async () => {
    const environment = { SCOPEWRIGHT_CLIENT_SECRET: "from environment" };
    const missing = join(folder, "nowhere");
    const empty = await file("empty", " \n");
    for (const secretFile of [missing, empty]) {
      await expect(
        read("secret", { clientId: CLIENT, secretFile }, environment),
      ).rejects.toMatchObject({
        code: "inputMissing",
        message: expect.stringContaining(secretFile) as string,
      });
    }
    await expect(read("secret", { clientId: CLIENT })).rejects.toMatchObject({
      code: "inputMissing",
      message: "there is no client secret in `SCOPEWRIGHT_CLIENT_SECRET`",
    });
  });
});

describe("readSignInRequest: a certificate", () => {
  it("is handed on unlocked, with the certificates in the order of the file", async () => {
    const pem = app.certificate + authority.certificate + lock(app.privateKey, PASSWORD);
    const certificate = await file("app.pem", pem);
    const certificatePasswordFile = await file("password", `${PASSWORD}\n`);
    const options = { clientId: CLIENT, certificate, certificatePasswordFile };
    const request = await read("certificate", options);
    expect(request).toMatchObject({ kind: "certificate", sendCertificateChain: false });
    expect((request as { certificate: string }).certificate.replaceAll(/\s/g, "")).toBe(
      (app.privateKey + app.certificate + authority.certificate).replaceAll(/\s/g, ""),
    );
    const environment = { SCOPEWRIGHT_CERTIFICATE_PASSWORD: PASSWORD };
    expect(await read("certificate", { clientId: CLIENT, certificate }, environment)).toEqual(
      request,
    );
  });

  it.each<[string, () => Promise<string | Uint8Array>, Environment, string, string]>([
    [
      "locked, without a password",
      async () => lock(app.privateKey, PASSWORD) + app.certificate,
      {},
      "needs a password",
      "SCOPEWRIGHT_CERTIFICATE_PASSWORD",
    ],
    [
      "locked, with a wrong password",
      async () => lock(app.privateKey, PASSWORD) + app.certificate,
      { SCOPEWRIGHT_CERTIFICATE_PASSWORD: "guessed" },
      "the password does not open the private key",
      "SCOPEWRIGHT_CERTIFICATE_PASSWORD",
    ],
    ["without a key", async () => app.certificate, {}, "there is no private key in", "cat "],
    ["without a certificate", async () => app.privateKey, {}, "there is no certificate in", "cat "],
    [
      "with another one's key",
      async () => authority.privateKey + app.certificate,
      {},
      "does not belong to its first certificate",
      "before those of its issuers",
    ],
    [
      "damaged",
      async () =>
        `${app.privateKey}${app.certificate.replace(/\n.{20}/, "\n!!!!!!!!!!!!!!!!!!!!")}`,
      {},
      "is damaged",
      "",
    ],
    [
      "a PFX file",
      async () => new Uint8Array([0x30, 0x82, 0x0a, 0x00]),
      {},
      "PFX files are not read",
      "openssl pkcs12 -in '",
    ],
  ])("that is %s is refused", async (...one) => {
    const [name, content, environment, message, hint] = one;
    const certificate = await file(name, await content());
    const refused = read("certificate", { clientId: CLIENT, certificate }, environment);
    await expect(refused).rejects.toMatchObject({
      code: "usage",
      message: expect.stringContaining(message) as string,
      ...(hint === "" ? {} : { hint: expect.stringContaining(hint) as string }),
    });
    await expect(refused).rejects.not.toThrow(/guessed/);
  });

  it("that is not there is missing input", async () => {
    const certificate = join(folder, "nowhere.pem");
    await expect(read("certificate", { clientId: CLIENT, certificate })).rejects.toMatchObject({
      code: "inputMissing",
    });
  });
});

describe("readSignInRequest: what is missing is named", () => {
  it.each<[AuthMode, Partial<SignInOptions>, Environment, string]>([
    ["secret", {}, { SCOPEWRIGHT_CLIENT_SECRET: "s" }, "a client id"],
    ["certificate", { clientId: CLIENT }, {}, "a certificate"],
    ["certificate", { certificate: "x.pem" }, {}, "a client id"],
    ["workload-identity", {}, {}, "AZURE_CLIENT_ID"],
    ["workload-identity", { clientId: CLIENT }, {}, "AZURE_FEDERATED_TOKEN_FILE"],
    ["environment", {}, { AZURE_CLIENT_SECRET: "s" }, "AZURE_CLIENT_ID"],
    ["environment", {}, { AZURE_CLIENT_ID: CLIENT }, "nothing to sign in with"],
    [
      "environment",
      {},
      { AZURE_CLIENT_ID: CLIENT, AZURE_USERNAME: "grace", AZURE_PASSWORD: "hopper" },
      "AZURE_USERNAME and AZURE_PASSWORD are not used",
    ],
    ["environment", { clientId: "other" }, { AZURE_CLIENT_ID: CLIENT }, "name two apps"],
    ["device-code", { secretFile: "x" }, {}, "--secret-file is not used"],
    ["secret", { certificate: "x" }, {}, "--certificate is not used"],
    ["browser", { certificatePasswordFile: "x" }, {}, "--certificate-password-file is not used"],
    ["environment", { sendCertificateChain: true }, {}, "--send-certificate-chain is not used"],
    ["azure-cli", { clientId: CLIENT }, {}, "--client-id is not used"],
  ])("%s %j %j", async (mode, options, environment, message) => {
    await expect(read(mode, options, environment)).rejects.toMatchObject({
      code: "usage",
      message: expect.stringContaining(message) as string,
    });
  });

  it("a federated token that cannot be read", async () => {
    const environment = {
      AZURE_CLIENT_ID: CLIENT,
      AZURE_FEDERATED_TOKEN_FILE: join(folder, "nowhere"),
    };
    await expect(read("workload-identity", {}, environment)).rejects.toMatchObject({
      code: "inputMissing",
    });
  });

  it("nothing, where nothing is needed", async () => {
    expect(await read("device-code")).toMatchObject({ kind: "interactive", clientId: undefined });
    expect(await read("azure-cli")).toEqual({ mode: "azure-cli", kind: "azureCli" });
    expect(await read("managed-identity")).toMatchObject({ kind: "managedIdentity" });
  });
});

describe("variables of Microsoft's tools", () => {
  it("name a tenant only where the mode reads them", () => {
    const environment = { AZURE_TENANT_ID: " contoso.com " };
    expect(readTenantVariable("environment", environment)).toBe("contoso.com");
    expect(readTenantVariable("workload-identity", environment)).toBe("contoso.com");
    expect(readTenantVariable("secret", environment)).toBeUndefined();
  });

  it.each([
    ["https://login.microsoftonline.us/", false],
    ["login.microsoftonline.us", false],
    ["https://login.microsoftonline.com/", true],
    ["https://login.microsoftonline.us.example/", true],
  ])("name the sign-in service %s: refused %s", (authority, isRefused) => {
    const environment = { AZURE_AUTHORITY_HOST: authority };
    const check = (mode: string) => () =>
      assertSameLogin(mode, environment, ["login.microsoftonline.us"]);
    if (isRefused) expect(check("environment")).toThrow(/which is another cloud/);
    else expect(check("environment")).not.toThrow();
    expect(check("secret")).not.toThrow();
  });
});

describe("assertLocalIdentity", () => {
  it.each<[Environment, boolean]>([
    [{}, false],
    [{ HTTPS_PROXY: "http://proxy:8080" }, true],
    [{ HTTPS_PROXY: "http://proxy:8080", NO_PROXY: "169.254.169.254" }, false],
    [{ HTTP_PROXY: "http://proxy:8080", NO_PROXY: "localhost" }, true],
    [
      {
        HTTP_PROXY: "http://proxy:8080",
        NO_PROXY: "localhost",
        IDENTITY_ENDPOINT: "http://localhost:42/token",
      },
      false,
    ],
  ])("%j: refused %s", (environment, isRefused) => {
    const check = (): void => assertLocalIdentity(environment, readProxySettings(environment));
    if (isRefused) expect(check).toThrow(/never asked for through a proxy/);
    else expect(check).not.toThrow();
  });
});
