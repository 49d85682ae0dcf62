import { afterEach, describe, expect, it } from "vitest";

import { createTrustedSend, type Send } from "../../src/scan/trusted-send.ts";
import { createRequestWatch, type WatchedRequest } from "../../src/scan/watch-requests.ts";
import { type Reply, type Service, startService } from "./support/start-service.ts";

const services: Service[] = [];
afterEach(async () => {
  for (const service of services.splice(0)) await service.close();
});

async function watched(
  answer: () => Reply,
): Promise<{ readonly send: Send; readonly seen: WatchedRequest[] }> {
  const service = await startService(answer);
  services.push(service);
  const hosts = ["outlook.office365.com", "graph.microsoft.com", "login.microsoftonline.com"];
  const seen: WatchedRequest[] = [];
  let ticks = 0;
  const now = (): Date => new Date(10 * ticks++);
  const watch = createRequestWatch((request) => void seen.push(request), now);
  return { seen, send: watch(createTrustedSend({ hosts, emulatorUrl: service.url })) };
}

const cmdlet: RequestInit = {
  method: "POST",
  body: '{"CmdletInput":{"CmdletName":"Get-Recipient","Parameters":{"Identity":"adele@contoso.com"}}}',
  headers: {
    Authorization: "Bearer secret-token",
    "X-AnchorMailbox": "UPN:admin@contoso.com",
    "X-CmdletName": "Get-Recipient",
    "client-request-id": "id-of-ours",
  },
};

describe("createRequestWatch", () => {
  it("tells what was asked, how it ended and how long it took; no identity, header or body", async () => {
    const headers = { "request-id": "id-of-theirs", "retry-after": "7", "x-other": "other" };
    const { send, seen } = await watched(() => ({ status: 429, headers, body: { a: "body" } }));
    await send("https://outlook.office365.com/adminapi/beta/t/InvokeCommand", cmdlet);
    expect(seen).toEqual([
      {
        service: "exchange",
        method: "POST",
        path: "/adminapi/beta/t/InvokeCommand",
        cmdlet: "Get-Recipient",
        clientRequestId: "id-of-ours",
        offsetMs: 10,
        durationMs: 10,
        status: 429,
        requestId: "id-of-theirs",
        retryAfter: "7",
        attempt: 1,
      },
    ]);
    expect(JSON.stringify(seen)).not.toMatch(/secret-token|contoso|other|body/);
  });

  it("masks cursors and signatures in the query, and nothing else of it", async () => {
    const { send, seen } = await watched(() => ({}));
    await send("https://graph.microsoft.com/v1.0/groups?$top=9&$skiptoken=abc&$filter=x", {});
    await send("https://graph.microsoft.com/v1.0/groups?%24skipToken=abc&sig=def", {});
    await send("https://login.microsoftonline.com/contoso.com/v2.0/x", {});
    expect(seen.map(({ service, path }) => [service, path])).toEqual([
      ["graph", "/v1.0/groups?$top=9&$skiptoken=…&$filter=x"],
      ["graph", "/v1.0/groups?%24skipToken=…&sig=[redacted]"],
      ["sign-in", "/contoso.com/v2.0/x"],
    ]);
  });

  it("counts the attempts of the same request until one succeeds, each request on its own", async () => {
    const replies: Reply[] = [{ status: 503 }, { status: 503 }, "breaksOff", { status: 404 }];
    const { send, seen } = await watched(() => replies.shift() ?? {});
    const [a, b] = ["a", "b"].map((path) => `https://graph.microsoft.com/v1.0/${path}`);
    for (const url of [a, b, a, b, b, a]) await send(url ?? "", {});
    expect(seen.map(({ attempt }) => attempt)).toEqual([1, 1, 2, 2, 3, 1]);
  });

  it("tells of a request without an answer, and hands the failure on", async () => {
    const { send, seen } = await watched(() => ({}));
    await services[0]?.close();
    await expect(send("https://graph.microsoft.com/v1.0/a", {})).rejects.toThrow("fetch failed");
    expect(seen).toMatchObject([{ status: null, requestId: undefined }]);
  });
});
