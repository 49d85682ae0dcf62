import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { EntraDirectory } from "../../src/emulator/entra/entra-directory.ts";
import { startEmulator } from "../../src/emulator/start-emulator.ts";
import { readManifest } from "../../src/evidence/manifest.ts";
import { type Authority, certify, createAuthority } from "../support/certificates.ts";
import { type ConnectProxy, startConnectProxy } from "../support/connect-proxy.ts";
import { startTlsFront, type TlsFront } from "../support/tls-front.ts";
import { type Ran, runScopewright, workFolder } from "./run-scopewright.ts";

/** The real hosts, as the documentation names them: what the tool must find by itself. */
const HOSTS = [
  "login.microsoftonline.com",
  "login.microsoftonline.us",
  "login.partner.microsoftonline.cn",
  "login.chinacloudapi.cn",
  "outlook.office365.com",
  "outlook.office365.us",
  "outlook-dod.office365.us",
  "webmail.apps.mil",
  "outlook.office365.cn",
  "partner.outlook.cn",
  "graph.microsoft.com",
  "graph.microsoft.us",
  "dod-graph.microsoft.us",
  "microsoftgraph.chinacloudapi.cn",
  "localhost",
];

type Environment = Readonly<Record<string, string>>;

/** The real hosts on this machine: https with certificates of a test authority, reached through a proxy. */
export interface SignInLab {
  readonly tenantId: string;
  readonly front: TlsFront;
  readonly proxy: ConnectProxy;
  readonly authority: Authority;
  /** An empty folder. */
  readonly folder: string;
  /** What makes a process reach the lab. */
  readonly env: Environment;
  scan(args: readonly string[], env?: Environment): Promise<Ran & { readonly out: string }>;
  close(): Promise<void>;
}

/** The variables of this machine that sign-in or a proxy would read are taken away. */
const CLEARED: Environment = Object.fromEntries(
  Object.keys(process.env)
    .filter((name) => /^(?:https?|all|no)_proxy$|^(?:AZURE|SCOPEWRIGHT|IDENTITY|MSI)_/i.test(name))
    .map((name) => [name, ""]),
);

export interface LabOptions {
  readonly evidence: string;
  readonly directory: Omit<EntraDirectory, "tenantId" | "now">;
  readonly authority?: Authority;
}

let made = 0;

/** Starts the real hosts with an emulated tenant behind them. */
export async function startSignInLab(options: LabOptions): Promise<SignInLab> {
  const folder = await workFolder();
  const { tenant } = await readManifest(options.evidence);
  const emulator = await startEmulator({
    folder: options.evidence,
    entra: { ...options.directory, tenantId: tenant.id, now: Date.now },
  });
  const authority = options.authority ?? (await createAuthority());
  const front = await startTlsFront(await certify(authority, "CN=hosts", HOSTS), emulator.url);
  const proxy = await startConnectProxy({ targetPort: front.port });
  const authorityFile = join(folder, "authority.pem");
  await writeFile(authorityFile, authority.certificate);
  const env = { ...CLEARED, HTTPS_PROXY: proxy.url, NODE_EXTRA_CA_CERTS: authorityFile };
  return {
    tenantId: tenant.id,
    front,
    proxy,
    authority,
    folder,
    env,
    async scan(args, extra = {}) {
      made += 1;
      const out = join(folder, `evidence-${made}`);
      const named = args.includes("--tenant") ? [] : ["--tenant", tenant.initialDomain];
      const ran = await runScopewright(["scan", ...named, "--out", out, ...args], {
        env: { ...env, ...extra },
      });
      return { ...ran, out };
    },
    async close() {
      await proxy.close();
      await front.close();
      await emulator.close();
    },
  };
}
