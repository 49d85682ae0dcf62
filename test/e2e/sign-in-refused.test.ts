import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { EntraClient } from "../../src/emulator/entra/entra-directory.ts";
import { readManifest } from "../../src/evidence/manifest.ts";
import { certify, createAuthority, lock } from "../support/certificates.ts";
import { startConnectProxy } from "../support/connect-proxy.ts";
import { THOROUGH } from "../thorough.ts";
import { FIXTURES, type Ran } from "./run-scopewright.ts";
import { type SignInLab, startSignInLab } from "./sign-in-lab.ts";

const EXCHANGE = "outlook.office365.com";
const GRAPH = "graph.microsoft.com";
const appId = (number: number): string => `aaaaaaaa-0000-4000-8000-00000000000${number}`;
const READER = appId(1);
const GUARDED = appId(2);
const HALF = appId(3);
const MACHINE = appId(4);

const clients: readonly EntraClient[] = [
  { appId: READER, secrets: [{ value: "right" }, { value: "old", hasExpired: true }] },
  { appId: GUARDED, isPublic: true, consented: [EXCHANGE, GRAPH], refusedWith: 53003 },
  { appId: HALF, isPublic: true, consented: [GRAPH] },
];
const withSecret = ["--auth", "secret", "--client-id", READER];

let lab: SignInLab;

beforeAll(async () => {
  lab = await startSignInLab({
    evidence: join(FIXTURES, "northwind"),
    directory: {
      user: "grace@northwind.onmicrosoft.com",
      clients,
      managedIdentity: { appId: MACHINE, header: "this machine" },
    },
  });
});

afterAll(async () => {
  await lab.close();
});

/** What is in a folder that may not be there. */
const filesIn = (folder: string): Promise<readonly string[]> => readdir(folder).catch(() => []);

/** The scan ended with this code and said so, and left no file behind. */
async function expectRefusal(
  ran: Ran & { readonly out: string },
  exitCode: number,
  ...said: readonly string[]
): Promise<void> {
  for (const text of said) expect(ran.stderr).toContain(text);
  expect(ran.exitCode).toBe(exitCode);
  expect(await filesIn(ran.out)).toEqual([]);
}

describe.concurrent("refused by the sign-in service", () => {
  it.each([
    ["old", "the client secret has expired", "AADSTS7000222"],
    ...(THOROUGH ? [["guessed", "the client secret is wrong", "AADSTS7000215"] as const] : []),
  ] as const)("the secret `%s`", async (secret, said, code) => {
    const ran = await lab.scan(withSecret, { SCOPEWRIGHT_CLIENT_SECRET: secret });
    await expectRefusal(ran, 77, `sign-in for Exchange Online failed: ${said}`, code, "hint: ");
    expect(ran.stderr).not.toContain(secret === "old" ? "`old`" : secret);
  });

  it.runIf(THOROUGH)(
    "conditional access, in words that the library drops for a device code",
    async () => {
      const ran = await lab.scan(["--client-id", GUARDED]);
      await expectRefusal(ran, 77, "conditional access refuses this sign-in", "AADSTS53003");
    },
  );

  it.runIf(THOROUGH)("an app that the tenant does not know", async () => {
    const ran = await lab.scan(["--client-id", appId(9)]);
    await expectRefusal(ran, 77, "the tenant does not know the app", "AADSTS700016");
  });

  it("consent missing for Exchange: Graph is read, and the other sections say why not", async () => {
    const ran = await lab.scan(["--client-id", HALF]);
    expect(ran.exitCode).toBe(3);
    const { sections } = await readManifest(ran.out);
    expect(sections["graph/organization"]?.status).toBe("read");
    const policies = sections["exchange/applicationAccessPolicies"];
    expect(policies?.status).toBe("denied");
    expect(policies?.message).toContain("the app has not been consented to (AADSTS65001");
    expect(ran.stderr).toContain("not read: exchange/recipients: denied: sign-in for Exchange");
  });
});

describe("the tenant", () => {
  it.runIf(THOROUGH)("without Exchange Online", async () => {
    const bare = await startSignInLab({
      evidence: join(FIXTURES, "northwind"),
      directory: { user: "x", clients, missingServices: [EXCHANGE] },
      authority: lab.authority,
    });
    const ran = await bare.scan(withSecret, { SCOPEWRIGHT_CLIENT_SECRET: "right" });
    await bare.close();
    await expectRefusal(ran, 77, "the tenant has no Exchange Online", "AADSTS500011");
  });

  it.runIf(THOROUGH)("of the credentials is another one", async () => {
    const ran = await lab.scan(["--auth", "environment"], {
      AZURE_TENANT_ID: crypto.randomUUID(),
      AZURE_CLIENT_ID: READER,
      AZURE_CLIENT_SECRET: "right",
    });
    await expectRefusal(ran, 64, "AZURE_TENANT_ID names the tenant");
  });

  it.runIf(THOROUGH)("of the machine's identity is another one", async () => {
    const other = crypto.randomUUID();
    const ran = await lab.scan(["--auth", "managed-identity", "--tenant", other], {
      IDENTITY_ENDPOINT: `https://localhost:${lab.front.port}/msi/token`,
      IDENTITY_HEADER: "this machine",
      NO_PROXY: "localhost",
    });
    await expectRefusal(ran, 64, `of the tenant \`${lab.tenantId}\`, not of \`${other}\``);
  });

  it.runIf(THOROUGH)("is in another cloud, which is named", async () => {
    const ran = await lab.scan([...withSecret, "--cloud", "usGovHigh"], {
      SCOPEWRIGHT_CLIENT_SECRET: "right",
    });
    await expectRefusal(ran, 64, "in the cloud `worldwide`", "hint: give --cloud worldwide");
    expect(lab.proxy.asked.at(-1)).toBe("login.microsoftonline.us");
  });
});

describe("before anything is sent", () => {
  it("a certificate whose password is wrong", async () => {
    const { certificate, privateKey } = await certify(await createAuthority(), "CN=reader");
    const path = join(lab.folder, "locked.pem");
    await writeFile(path, lock(privateKey, "open sesame") + certificate);
    const before = lab.proxy.asked.length;
    const args = ["--auth", "certificate", "--certificate", path, "--client-id", READER];
    const ran = await lab.scan(args, { SCOPEWRIGHT_CERTIFICATE_PASSWORD: "open barley" });
    await expectRefusal(ran, 64, "the password does not open the private key");
    expect(ran.stderr).not.toContain("barley");
    expect(lab.proxy.asked).toHaveLength(before);
  });
});

describe.concurrent("the proxy", () => {
  it("asks for credentials: its name is said, and never what was given", async () => {
    const proxy = await startConnectProxy({
      targetPort: lab.front.port,
      credentials: "user:correct",
    });
    const { host } = new URL(proxy.url);
    const through = (credentials: string) =>
      lab.scan(withSecret, {
        SCOPEWRIGHT_CLIENT_SECRET: "right",
        HTTPS_PROXY: `http://${credentials}@${host}`,
      });
    const refused = await through("user:guessed");
    // A whole scan: that the right ones pass is for the gate to see.
    if (THOROUGH) expect((await through("user:correct")).exitCode).toBe(0);
    await proxy.close();
    await expectRefusal(refused, 69, `the proxy \`${host}\` asks for a user name`, "status 407");
    expect(refused.stderr).not.toContain("guessed");
  });

  it.runIf(THOROUGH)(
    "lets sign-in through and not Exchange: its sections say so, and who to ask",
    async () => {
      const proxy = await startConnectProxy({
        targetPort: lab.front.port,
        refusedWith: (host) => (host === EXCHANGE ? 403 : undefined),
      });
      const ran = await lab.scan(withSecret, {
        SCOPEWRIGHT_CLIENT_SECRET: "right",
        HTTPS_PROXY: proxy.url,
      });
      await proxy.close();
      expect(ran.exitCode).toBe(3);
      expect(ran.stderr).toContain(`refused to connect to \`${EXCHANGE}\` (status 403)`);
    },
  );

  it("whose authority nobody trusts: nothing is sent, and the variable is named", async () => {
    const ran = await lab.scan(withSecret, {
      SCOPEWRIGHT_CLIENT_SECRET: "right",
      NODE_EXTRA_CA_CERTS: "",
    });
    await expectRefusal(ran, 69, "is not trusted", "NODE_EXTRA_CA_CERTS");
  });
});
