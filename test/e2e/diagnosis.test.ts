import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { runCli } from "../../src/cli/run-cli.ts";
import { type Emulator, startEmulator } from "../../src/emulator/start-emulator.ts";
import { FIXTURES, type Ran, ROOT, runScopewright, workFolder } from "./run-scopewright.ts";

/** Any piece of this length would be recognised. */
const PIECE = 10;
const TOKEN = `${Buffer.from('{"typ":"JWT","alg":"RS256"}').toString("base64url")}.cmVjb2duaXNhYmxlIHBheWxvYWQ.c2lnbmF0dXJlLXdvcmRz`;
const SECRET = "hunter2-the-recognisable";

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

/** An emulated tenant behind a server that tells its secrets wherever it can. */
async function startTellingTenant(): Promise<{
  readonly url: string;
  readonly emulator: Emulator;
}> {
  const emulator = await startEmulator({ folder: join(FIXTURES, "contoso") });
  const server = createServer((incoming, outgoing) => {
    void tell(emulator, incoming, outgoing);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closers.push(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await emulator.close();
  });
  return { emulator, url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}` };
}

const TELLING = `\u001B[31mno: Bearer ${TOKEN}; {"client_secret":"${SECRET}"} ${TOKEN}`;

async function tell(
  emulator: Emulator,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of incoming) if (chunk instanceof Uint8Array) chunks.push(chunk);
  const body = Buffer.concat(chunks);
  const secrets = { "x-said": `Bearer ${TOKEN}`, "set-cookie": `a=${TOKEN}`, "request-id": TOKEN };
  const isCmdlet = body.includes('"Get-ManagementScope"');
  if (isCmdlet || incoming.url?.includes("deletedItems") === true) {
    outgoing.writeHead(403, { "content-type": "application/json", ...secrets });
    const error = { code: "Denied", message: TELLING, details: [{ message: `|E|${TELLING}` }] };
    outgoing.end(JSON.stringify({ error, access_token: SECRET }));
    return;
  }
  const answer = await forward(emulator, incoming, body);
  outgoing.writeHead(answer.status, { "content-type": "application/json", ...secrets });
  outgoing.end(Buffer.from(await answer.arrayBuffer()));
}

function forward(emulator: Emulator, incoming: IncomingMessage, body: Buffer): Promise<Response> {
  const { method = "GET", url = "" } = incoming;
  const headers = new Headers();
  for (const name of ["authorization", "prefer", "content-type", "x-anchormailbox"]) {
    const value = incoming.headers[name];
    if (typeof value === "string") headers.set(name, value);
  }
  const init = method === "GET" ? { method, headers } : { method, headers, body };
  return fetch(`${emulator.url}${url}`, init);
}

function scan(url: string, out: string, ...more: readonly string[]): Promise<Ran> {
  const tenant = ["--tenant", "contoso.onmicrosoft.com", "--emulator", url];
  return runScopewright(["scan", ...tenant, "--out", out, ...more]);
}

async function readFiles(folder: string): Promise<ReadonlyMap<string, string>> {
  const names = await readdir(folder);
  const texts = names.map(
    async (name) => [name, await readFile(join(folder, name), "utf8")] as const,
  );
  return new Map(await Promise.all(texts));
}

function expectNoSecret(text: string): void {
  for (const secret of [...TOKEN.split("."), SECRET]) {
    for (let at = 0; at + PIECE <= secret.length; at += 1) {
      expect(text).not.toContain(secret.slice(at, at + PIECE));
    }
  }
}

describe("scan --debug and --record", () => {
  it("shows and keeps every request, and no byte of a secret that the service tells", async () => {
    const { url } = await startTellingTenant();
    const folder = await workFolder();
    const record = join(folder, "record");
    const ran = await scan(url, join(folder, "evidence"), "--debug", "--record", record);
    expect(ran.exitCode).toBe(3);

    const files = await readFiles(record);
    const lines = ran.stderr.split("\n").filter((line) => line.startsWith("debug: "));
    expect(files.size).toBeGreaterThan(50);
    expect(lines).toHaveLength(files.size);
    expect([...files.keys()]).toContain("0001-sign-in-200.json");
    expect([...files.keys()].some((name) => name.includes("Get-ManagementScope-403"))).toBe(true);
    expect(lines.join("\n")).toMatch(
      /^debug: \+\d+\.\d{3}s exchange POST \/adminapi\/beta\/\S+\/InvokeCommand Get-Recipient 200 \d+ ms request-id=\[redacted\] client-request-id=[0-9a-f-]{36}$/m,
    );
    expect(ran.stderr).toContain("data of the tenant");

    const manifest = await readFile(join(folder, "evidence", "manifest.json"), "utf8");
    for (const text of [ran.stderr, ran.stdout, manifest, ...files.values()]) expectNoSecret(text);
    expect(ran.stderr).not.toContain("\u001B");
    expect(ran.stderr).not.toMatch(/authorization:/i);
    expect([...files.values()].join("")).not.toMatch(/"authorization":/i);
  });

  it("says nothing of requests, and keeps nothing, unless asked", async () => {
    const emulator = await startEmulator({ folder: join(FIXTURES, "northwind") });
    closers.push(() => emulator.close());
    const folder = await workFolder();
    const tenant = ["--tenant", "northwind.onmicrosoft.com", "--emulator", emulator.url];
    const ran = await runScopewright(["scan", ...tenant, "--out", join(folder, "evidence")]);
    expect(ran).toMatchObject({ exitCode: 0, stderr: "" });
    expect(await readdir(folder)).toEqual(["evidence"]);
  });

  it("a line of --debug never stands on the progress line of a terminal", async () => {
    const emulator = await startEmulator({ folder: join(FIXTURES, "northwind") });
    closers.push(() => emulator.close());
    let shown = "";
    const io = {
      stdout: async () => undefined,
      stderr: (text: string) => void (shown += text),
      stderrIsTty: true,
      env: {},
      now: () => new Date(),
      packageFolder: ROOT,
      onInterrupt: () => () => undefined,
      untilInterrupted: async () => undefined,
    };
    const tenant = ["--tenant", "northwind.onmicrosoft.com", "--emulator", emulator.url];
    const out = join(await workFolder(), "evidence");
    expect(await runCli(["scan", ...tenant, "--out", out, "--debug"], io)).toBe(0);
    // What stays of each line: a carriage return and "clear the line" take away what stood there.
    const lines = shown.split("\n").map((line) => line.split("\r\u001B[2K").at(-1) ?? "");
    const debug = lines.filter((line) => line.includes("debug: "));
    expect(debug.length).toBeGreaterThan(10);
    expect(debug.filter((line) => !/^debug: .* \d+ ms/.test(line))).toEqual([]);
    expect(lines.filter((line) => line.startsWith("read ")).length).toBeGreaterThan(10);
  });

  it("73: the record's folder is taken; nothing was asked", async () => {
    const { url, emulator } = await startTellingTenant();
    const record = join(await workFolder(), "record");
    await mkdir(record);
    await writeFile(join(record, "thesis.txt"), "years of work");
    const ran = await scan(url, join(record, "..", "evidence"), "--record", record);
    expect(ran.exitCode).toBe(73);
    expect(ran.stderr).toContain("is not empty");
    expect(emulator.requests()).toEqual([]);
    expect(await readdir(record)).toEqual(["thesis.txt"]);
  });
});
