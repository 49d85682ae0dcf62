import { mkdir, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

import { afterEach, describe, expect, it } from "vitest";

import { createAnswerRecord } from "../../src/scan/record-answers.ts";
import { createTrustedSend, type Send } from "../../src/scan/trusted-send.ts";
import { removeTemporaryFolders, temporaryFolder } from "./support/seed-tenant.ts";
import { type Reply, type Service, startService } from "./support/start-service.ts";

const services: Service[] = [];
afterEach(async () => {
  for (const service of services.splice(0)) await service.close();
  await removeTemporaryFolders();
});

const TOKEN = "opaque-0123456789-recognisable";
const WEB_TOKEN = `${Buffer.from('{"typ":"JWT","alg":"RS256"}').toString("base64url")}.e30.c2ln`;

interface Recording {
  readonly folder: string;
  readonly send: Send;
  readonly troubles: string[];
  /** The recorded files, in order. */
  readonly files: () => Promise<readonly (readonly [string, Readonly<Record<string, unknown>>])[]>;
}

async function recording(answer: () => Reply): Promise<Recording> {
  const service = await startService(answer);
  services.push(service);
  const hosts = ["outlook.office365.com", "graph.microsoft.com"];
  const folder = join(await temporaryFolder(), "record");
  const troubles: string[] = [];
  let ticks = 0;
  const watch = await createAnswerRecord(folder, {
    now: () => new Date(10 * ticks++),
    onTrouble: (message) => void troubles.push(message),
  });
  return {
    folder,
    troubles,
    send: watch(createTrustedSend({ hosts, emulatorUrl: service.url })),
    files: async () => {
      const names = (await readdir(folder)).toSorted();
      return await Promise.all(
        names.map(async (name) => {
          const text = await readFile(join(folder, name), "utf8");
          return [name, JSON.parse(text) as Readonly<Record<string, unknown>>] as const;
        }),
      );
    },
  };
}

const INVOKE = "https://outlook.office365.com/adminapi/beta/t/InvokeCommand";
const cmdlet = (name: string, body = "{}"): RequestInit => ({
  method: "POST",
  body,
  headers: {
    Authorization: `Bearer ${TOKEN}`,
    "X-CmdletName": name,
    "client-request-id": "id-of-ours",
  },
});

describe("createAnswerRecord", () => {
  it("keeps each answer in a file, with its request; the reader gets it untouched", async () => {
    const headers = { "request-id": "id-of-theirs", "set-cookie": "a=b" };
    const { send, files } = await recording(() => ({ headers, body: '{"value": [] }' }));
    const url = `${INVOKE}?$skiptoken=abc`;
    const response = await send(url, cmdlet("Get-Recipient", '{"CmdletInput":{}}'));
    expect(response.headers.get("request-id")).toBe("id-of-theirs");
    expect(await response.text()).toBe('{"value": [] }');
    const [[name, file] = ["", {}]] = await files();
    expect(name).toBe("0001-Get-Recipient-200.json");
    expect(file).toMatchObject({
      service: "exchange",
      cmdlet: "Get-Recipient",
      method: "POST",
      url,
      requestHeaders: { "client-request-id": "id-of-ours", "x-cmdletname": "Get-Recipient" },
      requestBody: '{"CmdletInput":{}}',
      sentAt: "1970-01-01T00:00:00.000Z",
      answeredAfterMs: 10,
      endedAfterMs: 20,
      status: 200,
      headers: { "request-id": "id-of-theirs" },
      body: '{"value": [] }',
    });
    expect(Object.keys(file["requestHeaders"] as object)).not.toContain("authorization");
    expect(Object.keys(file["headers"] as object)).not.toContain("set-cookie");
  });

  it("names files by number, cmdlet or resource, and status; hostile names are no paths", async () => {
    const statuses = [200, 404, 503, 200];
    const { send, files } = await recording(() => ({ status: statuses.shift() ?? 200 }));
    const id = "3f9f6c1e-2b7a-4c9d-8e15-0a6b7c8d9e0f";
    await send(`https://graph.microsoft.com/v1.0/groups/${id}/owners?$top=9`, {});
    await send("https://graph.microsoft.com/v1.0/$batch", {});
    await send("https://graph.microsoft.com/v1.0/%2e%2e%2f..%2fx", {});
    await send(INVOKE, cmdlet("../../Get-X<y>\\z"));
    expect((await files()).map(([name]) => name)).toEqual([
      "0001-graph-groups-200.json",
      "0002-graph-batch-404.json",
      "0003-graph-503.json",
      "0004-Get-Xyz-200.json",
    ]);
  });

  it.runIf(process.platform !== "win32")("is for its owner alone", async () => {
    const { send, folder } = await recording(() => ({}));
    await send(INVOKE, cmdlet("Get-Recipient"));
    const modes = [folder, join(folder, "0001-Get-Recipient-200.json")].map(
      async (path) => (await stat(path)).mode & 0o777,
    );
    expect(await Promise.all(modes)).toEqual([0o700, 0o600]);
  });

  it("keeps bytes that are no text, and hands them on", async () => {
    const bodies = [Buffer.alloc(9), Buffer.from([0xff, 0xfe, 0x41])];
    const replies = bodies.map((body) => ({ status: 403, body }));
    const { send, files } = await recording(() => replies.shift() ?? {});
    for (const body of bodies) {
      const response = await send(INVOKE, cmdlet("Get-Recipient"));
      expect(Buffer.from(await response.arrayBuffer()).equals(body)).toBe(true);
    }
    const kept = (await files()).map(([, file]) => file["bodyBase64"]);
    expect(kept).toEqual(bodies.map((body) => body.toString("base64")));
  });

  it.each([
    ["breaks off", "breaksOff"],
    [
      "is not in its declared encoding",
      { headers: { "content-encoding": "gzip" }, body: "\0\0\0\0\0\0" },
    ],
  ] as const)("a body that %s fails for the reader as without a record", async (_, reply) => {
    const { send, files } = await recording(() => reply);
    const response = await send(INVOKE, cmdlet("Get-Recipient"));
    expect(response.status).toBe(200);
    await expect(response.text()).rejects.toThrow();
    const [[name, file] = ["", {}]] = await files();
    expect(name).toBe("0001-Get-Recipient-200.json");
    expect(file["failure"]).toMatch(/terminated|incorrect header/);
  });

  it("hands on decoded bodies, empty answers and redirects", async () => {
    const replies: Reply[] = [
      { headers: { "content-encoding": "gzip" }, body: gzipSync('{"value":[]}') },
      { status: 204 },
      { status: 302, headers: { location: "https://outlook.office.com/x" } },
    ];
    const { send } = await recording(() => replies.shift() ?? {});
    expect(await (await send(INVOKE, {})).json()).toEqual({ value: [] });
    expect((await send(INVOKE, {})).status).toBe(204);
    expect((await send(INVOKE, {})).headers.get("location")).toBe("https://outlook.office.com/x");
  });

  it("records a request without an answer, and hands its failure on", async () => {
    const { send, files } = await recording(() => ({}));
    await services[0]?.close();
    await expect(send(INVOKE, cmdlet("Get-Recipient"))).rejects.toThrow("fetch failed");
    const [[name, file] = ["", {}]] = await files();
    expect(name).toBe("0001-Get-Recipient-none.json");
    expect(file["failure"]).toContain("ECONNREFUSED");
  });
});

describe("createAnswerRecord: secrets", () => {
  const told = `{"error":{"message":"token ${TOKEN} of Bearer abc.def is bad","access_token":"xyz"}}`;
  it.each([
    ["text", told],
    ["a web token", `{"t":"${WEB_TOKEN}"}`],
    ["text with bytes that are none", Buffer.concat([Buffer.from(told), Buffer.from([0xff])])],
    ["a wider encoding", Buffer.from(told, "utf16le")],
    ["a wider encoding, a web token", Buffer.from(WEB_TOKEN, "utf16le")],
  ])("takes them out of answers: %s", async (_, body) => {
    const headers = { "x-said": `got ${TOKEN}`, "x-session-token": "abc" };
    const { send, folder } = await recording(() => ({ status: 401, headers, body }));
    const part = { headers: { Authorization: `Bearer ${WEB_TOKEN}` }, url: `${INVOKE}?sig=abcdef` };
    const batch = JSON.stringify({ requests: [part] });
    await send(`${INVOKE}?sig=abcdef&x=${TOKEN}`, cmdlet("Get-Recipient", batch));
    const [name = ""] = await readdir(folder);
    const text = await readFile(join(folder, name), "utf8");
    const base64 = /"bodyBase64": "([^"]*)"/.exec(text)?.[1] ?? "";
    const bytes = Buffer.from(base64, "base64").toString("latin1").replaceAll("\0", "");
    for (const shown of [text, bytes]) {
      expect(shown).not.toMatch(/recognisable|abc|def|xyz|c2ln/);
    }
    expect(text).toContain('"status": 401');
  });
});

describe("createAnswerRecord: its folder", () => {
  const options = { now: () => new Date(0), onTrouble: () => {} };

  it("is new, or empty", async () => {
    const folder = await temporaryFolder();
    await createAnswerRecord(folder, options);
    await writeFile(join(folder, "thesis.txt"), "years of work");
    await expect(createAnswerRecord(folder, options)).rejects.toMatchObject({
      code: "cannotWrite",
    });
    const file = join(folder, "thesis.txt");
    await expect(createAnswerRecord(file, options)).rejects.toMatchObject({ code: "cannotWrite" });
  });

  it("a file that cannot be written ends the record, told once, and not the requests", async () => {
    const { send, folder, troubles } = await recording(() => ({ body: "{}" }));
    await mkdir(join(folder, "0002-Get-Recipient-200.json"));
    for (let call = 0; call < 4; call += 1) {
      expect(await (await send(INVOKE, cmdlet("Get-Recipient"))).text()).toBe("{}");
    }
    expect(await readdir(folder)).toHaveLength(2);
    expect(troubles).toHaveLength(1);
    expect(troubles[0]).toContain("0002-Get-Recipient-200.json");
    await rm(folder, { recursive: true });
  });
});
