import { type ChildProcess, spawn } from "node:child_process";
import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { ROOT } from "./run-scopewright.ts";

export interface ProxiedScan {
  readonly emulatorUrl: string;
  readonly tenant: string;
  readonly folder: string;
  readonly options?: readonly string[];
  /** Sent to the scan when it asks for the so-maniest time (from 1), which is then never answered. */
  readonly signalAt?: { readonly request: number; readonly signal: "SIGKILL" | "SIGINT" };
}

export interface EndedScan {
  readonly exitCode: number | null;
  /** What ended the process, if it did not end itself. */
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly requests: number;
}

/** Runs a scan as a process of its own, whose requests to an emulated tenant pass through here. */
export async function scanThroughProxy(scan: ProxiedScan): Promise<EndedScan> {
  const target = new URL(scan.emulatorUrl);
  let requests = 0;
  let child: ChildProcess | undefined;
  const proxy = createServer((incoming, outgoing) => {
    requests += 1;
    if (requests === scan.signalAt?.request) child?.kill(scan.signalAt.signal);
    if (scan.signalAt !== undefined && requests >= scan.signalAt.request) return;
    const { url, method, headers } = incoming;
    const { hostname, port } = target;
    const onward = request({ hostname, port, path: url, method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    onward.on("error", () => outgoing.destroy());
    incoming.pipe(onward);
  });
  await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  const started = spawnScan(scan, url);
  child = started.child;
  try {
    return { ...(await started.ended), requests };
  } finally {
    proxy.closeAllConnections();
    proxy.close();
  }
}

function spawnScan(
  { tenant, folder, options = [] }: ProxiedScan,
  emulatorUrl: string,
): { readonly child: ChildProcess; readonly ended: Promise<Omit<EndedScan, "requests">> } {
  const main = join(ROOT, "dist", "main.js");
  const args = ["scan", "--tenant", tenant, "--emulator", emulatorUrl, "--out", folder, ...options];
  const child = spawn(process.execPath, [main, ...args], { cwd: ROOT });
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => out.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => err.push(chunk));
  const ended = new Promise<Omit<EndedScan, "requests">>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (exitCode, signal) => {
      const stdout = Buffer.concat(out).toString("utf8");
      resolve({ exitCode, signal, stdout, stderr: Buffer.concat(err).toString("utf8") });
    });
  });
  return { child, ended };
}
