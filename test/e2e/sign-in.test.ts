import { chmod, cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { EntraDirectory } from "../../src/emulator/entra/entra-directory.ts";
import { createAccessToken } from "../../src/emulator/entra/tokens.ts";
import { readManifest } from "../../src/evidence/manifest.ts";
import type { Cloud } from "../../src/model/snapshot.ts";
import { FIRST_PARTY_CLIENTS } from "../../src/scan/sign-in/create-credentials.ts";
import {
  type Authority,
  type Certified,
  certify,
  createAuthority,
  lock,
} from "../support/certificates.ts";
import { THOROUGH } from "../thorough.ts";
import { FIXTURES } from "./run-scopewright.ts";
import { type SignInLab, startSignInLab } from "./sign-in-lab.ts";

const READER = "aaaaaaaa-0000-4000-8000-000000000001";
const OWN_CLIENT = "aaaaaaaa-0000-4000-8000-000000000002";
const MACHINE = "aaaaaaaa-0000-4000-8000-000000000003";
const EXCHANGE = "outlook.office365.com";
const GRAPH = "graph.microsoft.com";
const USER = "grace@northwind.onmicrosoft.com";
const ISSUER = "https://idp.example";

let lab: SignInLab;
let authority: Authority;
let app: Certified;
let replacement: Certified;

beforeAll(async () => {
  authority = await createAuthority();
  app = await certify(authority, "CN=reader");
  replacement = await certify(authority, "CN=renewed reader");
  const directory: Omit<EntraDirectory, "tenantId" | "now"> = {
    user: USER,
    deviceCode: { pendingPolls: 1 },
    managedIdentity: { appId: MACHINE, header: "this machine" },
    clients: [
      {
        appId: READER,
        secrets: [{ value: "right" }],
        certificates: [app.certificate],
        trustedSubjects: ["CN=renewed reader"],
        federations: [{ issuer: ISSUER, subject: "pod" }],
      },
      { appId: OWN_CLIENT, isPublic: true, consented: [EXCHANGE, GRAPH] },
      { appId: FIRST_PARTY_CLIENTS.exchange, isPublic: true, consented: [EXCHANGE] },
      { appId: FIRST_PARTY_CLIENTS.graph, isPublic: true, consented: [GRAPH] },
    ],
  };
  lab = await startSignInLab({ evidence: join(FIXTURES, "northwind"), directory, authority });
});

afterAll(async () => {
  await lab.close();
});

async function inFolder(name: string, text: string): Promise<string> {
  const path = join(lab.folder, name);
  await writeFile(path, text);
  return path;
}

/** Scans, and tells as whom; whatever sign-in did must have been enough for everything. */
async function scanAs(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const ran = await lab.scan(args, env);
  expect(ran.exitCode, ran.stderr).toBe(0);
  expect(ran.stdout).toBe(`${ran.out}\n`);
  const { tenant, collector, cloud } = await readManifest(ran.out);
  expect({ id: tenant.id, cloud, mode: collector.mode }).toEqual({
    id: lab.tenantId,
    cloud: "worldwide",
    mode: "live",
  });
  return { identity: collector.identity, stderr: ran.stderr };
}

const codesIn = (text: string): number => text.split("enter the code").length - 1;

describe.concurrent("each way to sign in", () => {
  it("device-code: asks once for each audience, with Microsoft's own clients", async () => {
    const { identity, stderr } = await scanAs([]);
    expect(identity).toBe(USER);
    expect(codesIn(stderr)).toBe(2);
  });

  it.runIf(THOROUGH)("device-code: asks once with an app of one's own", async () => {
    const { identity, stderr } = await scanAs(["--client-id", OWN_CLIENT]);
    expect(identity).toBe(USER);
    expect(codesIn(stderr)).toBe(1);
  });

  it.runIf(THOROUGH)("browser: opens the page, and takes the code that comes back", async () => {
    // The opener of the sign-in library hands the address to the program that BROWSER names.
    const browser = await inFolder(
      "browser",
      `#!/bin/sh\nexec '${process.execPath}' '${join(lab.folder, "browser.mjs")}' "$1"\n`,
    );
    await chmod(browser, 0o755);
    await inFolder("browser.mjs", browserOf(lab.front.port));
    const { identity, stderr } = await scanAs(["--auth", "browser", "--client-id", OWN_CLIENT], {
      BROWSER: browser,
      DISPLAY: "",
    });
    expect(identity).toBe(USER);
    expect(stderr.split("browser window").length - 1).toBe(1);
  });

  it.runIf(THOROUGH)("secret: from a file", async () => {
    const file = await inFolder("secret", "right\n");
    const args = ["--auth", "secret", "--client-id", READER, "--secret-file", file];
    expect((await scanAs(args)).identity).toBe(READER);
  });

  it.runIf(THOROUGH)("certificate: registered, behind a password", async () => {
    const pem = lock(app.privateKey, "open sesame") + app.certificate;
    const args = ["--auth", "certificate", "--certificate", await inFolder("app.pem", pem)];
    const { identity } = await scanAs([...args, "--client-id", READER], {
      SCOPEWRIGHT_CERTIFICATE_PASSWORD: "open sesame",
    });
    expect(identity).toBe(READER);
  });

  it.runIf(THOROUGH)(
    "certificate: a new one that is trusted by its name comes with its chain",
    async () => {
      const pem = replacement.privateKey + replacement.certificate + authority.certificate;
      const path = await inFolder("renewed.pem", pem);
      const args = ["--auth", "certificate", "--certificate", path, "--client-id", READER];
      const { identity } = await scanAs([...args, "--send-certificate-chain"]);
      expect(identity).toBe(READER);
      const bare = await lab.scan(args);
      expect(bare.exitCode).toBe(77);
      expect(bare.stderr).toContain("the app does not have this certificate");
      expect(bare.stderr).toContain("AADSTS700027");
    },
  );

  it.runIf(THOROUGH)(
    "azure-cli: through a stand-in that gives one token for each audience of the tenant",
    async () => {
      const bin = join(lab.folder, "bin");
      await mkdir(bin);
      await writeFile(join(bin, "az"), azureCliOf(lab.tenantId));
      await chmod(join(bin, "az"), 0o755);
      const env = { PATH: [bin, process.env["PATH"] ?? ""].join(delimiter) };
      const { identity } = await scanAs(["--auth", "azure-cli"], env);
      expect(identity).toBe(USER);
    },
  );

  it("managed-identity: asks the machine, never through the proxy", async () => {
    const before = lab.proxy.asked.length;
    const { identity } = await scanAs(["--auth", "managed-identity"], {
      IDENTITY_ENDPOINT: `https://localhost:${lab.front.port}/msi/token`,
      IDENTITY_HEADER: "this machine",
      NO_PROXY: "localhost",
    });
    expect(identity).toBe(MACHINE);
    expect(lab.proxy.asked.slice(before)).not.toContain("localhost");
  });

  it.runIf(THOROUGH)("workload-identity: with the token of another identity provider", async () => {
    const claims = { iss: ISSUER, sub: "pod", aud: "api://AzureADTokenExchange" };
    const token = ["{}", JSON.stringify(claims), "x"].map((part) =>
      Buffer.from(part).toString("base64url"),
    );
    const { identity } = await scanAs(["--auth", "workload-identity"], {
      AZURE_CLIENT_ID: READER,
      AZURE_TENANT_ID: lab.tenantId,
      AZURE_AUTHORITY_HOST: "https://login.microsoftonline.com/",
      AZURE_FEDERATED_TOKEN_FILE: await inFolder("federated", token.join(".")),
    });
    expect(identity).toBe(READER);
  });

  it.runIf(THOROUGH)(
    "environment: a secret, or a certificate, in the variables of Microsoft's tools",
    async () => {
      const args = ["--auth", "environment"];
      const names = { AZURE_CLIENT_ID: READER, AZURE_TENANT_ID: "northwind.onmicrosoft.com" };
      expect((await scanAs(args, { ...names, AZURE_CLIENT_SECRET: "right" })).identity).toBe(
        READER,
      );
      const path = await inFolder("environment.pem", app.privateKey + app.certificate);
      const certified = { ...names, AZURE_CLIENT_CERTIFICATE_PATH: path };
      expect((await scanAs(args, certified)).identity).toBe(READER);
    },
  );
});

/** The gate asks each. */
describe.runIf(THOROUGH)("each cloud", () => {
  it.each<[Cloud, readonly string[], string, string, string]>([
    ["usGovHigh", [], "login.microsoftonline.us", "outlook.office365.us", "graph.microsoft.us"],
    [
      "usGovDod",
      ["--exchange-host", "webmail.apps.mil"],
      "login.microsoftonline.us",
      "webmail.apps.mil",
      "dod-graph.microsoft.us",
    ],
    [
      "china",
      [],
      "login.partner.microsoftonline.cn",
      "outlook.office365.cn",
      "microsoftgraph.chinacloudapi.cn",
    ],
  ])("%s %j: asks its own hosts and no others", async (cloud, args, ...hosts) => {
    const evidence = join(lab.folder, cloud);
    await cp(join(FIXTURES, "northwind"), evidence, { recursive: true });
    const manifest = join(evidence, "manifest.json");
    const text = await readFile(manifest, "utf8");
    await writeFile(manifest, text.replace('"worldwide"', JSON.stringify(cloud)));
    const directory = { user: USER, clients: [{ appId: READER, secrets: [{ value: "right" }] }] };
    const there = await startSignInLab({ evidence, directory, authority });
    const secret = ["--auth", "secret", "--client-id", READER];
    const ran = await there.scan([...secret, "--cloud", cloud, ...args], {
      SCOPEWRIGHT_CLIENT_SECRET: "right",
    });
    await there.close();
    expect(ran.exitCode, ran.stderr).toBe(0);
    expect((await readManifest(ran.out)).cloud).toBe(cloud);
    expect(new Set(there.proxy.asked)).toEqual(new Set(hosts));
    const withToken = there.front.seen.filter(({ tokenFor }) => tokenFor !== undefined);
    expect(new Set(withToken.map(({ host }) => host))).toEqual(new Set(hosts.slice(1)));
  });
});

describe("tokens and the way they take", () => {
  it("a token goes to the hosts of its audience only", () => {
    const withToken = lab.front.seen.filter(({ tokenFor }) => tokenFor !== undefined);
    expect(new Set(withToken.map(({ host }) => host))).toEqual(new Set([EXCHANGE, GRAPH]));
    expect(withToken.filter(({ host, tokenFor }) => host !== tokenFor)).toEqual([]);
  });

  it("everything went through the proxy: sign-in and both services", () => {
    expect(new Set(lab.proxy.asked)).toEqual(
      new Set(["login.microsoftonline.com", EXCHANGE, GRAPH]),
    );
  });
});

/** Opens a page of the sign-in service as a browser would, and follows it back to the program. */
const browserOf = (port: number): string => `
import { request } from "node:https";
const page = new URL(process.argv[2]);
const { host, pathname, search } = page;
request({ host: "127.0.0.1", port: ${port}, servername: host, path: pathname + search, headers: { host } }, (answer) => {
  fetch(answer.headers.location);
}).end();
`;

/** Answers \`az account get-access-token\` for a person who signed in to one tenant. */
function azureCliOf(tenantId: string): string {
  const subject = { tenantId, appId: OWN_CLIENT, userPrincipalName: USER };
  const tokens = Object.fromEntries(
    [EXCHANGE, GRAPH].map((host) => [
      `https://${host}`,
      createAccessToken(subject, host, Date.now()),
    ]),
  );
  return `#!${process.execPath}
const value = (name) => process.argv[process.argv.indexOf(name) + 1];
const accessToken = (${JSON.stringify(tokens)})[value("--resource")];
if (value("--tenant") !== ${JSON.stringify(tenantId)} || accessToken === undefined) {
  console.error("ERROR: Please run 'az login' to setup account.");
  process.exit(1);
}
console.log(JSON.stringify({ accessToken, expires_on: Math.floor(Date.now() / 1000) + 3600 }));
`;
}
