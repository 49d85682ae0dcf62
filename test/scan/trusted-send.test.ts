import { afterEach, describe, expect, it } from "vitest";

import { connectionFailure } from "../../src/scan/connection-failure.ts";
import { type ProxySettings, readProxySettings } from "../../src/scan/proxy/proxy-settings.ts";
import { createTrustedSend, type Send } from "../../src/scan/trusted-send.ts";
import { type ConnectProxy, startConnectProxy } from "../support/connect-proxy.ts";
import { type Service, startService } from "./support/start-service.ts";

const HOST = "graph.microsoft.com";
const closing: { close(): Promise<void> }[] = [];

afterEach(async () => {
  for (const one of closing.splice(0)) await one.close();
});

async function proxyThat(status?: number): Promise<ConnectProxy> {
  // Nothing listens on the discard port: what is let through is cut off.
  const proxy = await startConnectProxy({ targetPort: 9, refusedWith: () => status });
  closing.push(proxy);
  return proxy;
}

async function emulator(): Promise<Service> {
  const service = await startService(() => ({ body: {} }));
  closing.push(service);
  return service;
}

const settings = (url: string, noProxy = ""): ProxySettings | undefined =>
  readProxySettings({ HTTPS_PROXY: url, NO_PROXY: noProxy });

const sendThrough = (proxy: ProxySettings | undefined, emulatorUrl?: string): Send =>
  createTrustedSend({ hosts: [HOST], proxy, emulatorUrl });

const failureOf = (send: Send): Promise<unknown> =>
  send(`https://${HOST}/v1.0/organization`, {}).then(
    () => undefined,
    (cause: unknown) => cause,
  );

describe("createTrustedSend", () => {
  it.each([
    "https://graph.microsoft.com.example/",
    "https://example.com/graph.microsoft.com",
    "http://graph.microsoft.com/",
    "https://graph.microsoft.com:8443/",
    "https://user@graph.microsoft.com/",
    "nonsense",
  ])("sends nothing to %s, proxy or not", async (url) => {
    const proxy = await proxyThat();
    await expect(sendThrough(settings(proxy.url))(url, {})).rejects.toThrow(/nothing was sent/);
    expect(proxy.asked).toEqual([]);
  });

  it("reaches an emulator without the proxy", async () => {
    const proxy = await proxyThat();
    const { url, seen } = await emulator();
    const response = await sendThrough(settings(proxy.url), url)(`https://${HOST}/a?b=c`, {});
    expect(response.status).toBe(200);
    expect(seen[0]?.path).toBe("/a?b=c");
    expect(proxy.asked).toEqual([]);
  });

  it("asks the proxy, unless the host is reached without it", async () => {
    const proxy = await proxyThat(403);
    await failureOf(sendThrough(settings(proxy.url)));
    expect(proxy.asked).toEqual([HOST]);
    // Nothing on this machine or its network answers for that name: what matters is whom it asked.
    const direct = createTrustedSend({
      hosts: ["nowhere.invalid"],
      proxy: settings(proxy.url, ".invalid"),
    });
    await expect(direct("https://nowhere.invalid/", {})).rejects.toThrow();
    expect(proxy.asked).toEqual([HOST]);
  });
});

describe("createTrustedSend: what the proxy refuses", () => {
  it.each([
    [407, "asks for a user name and a password (status 407)"],
    [403, `refused to connect to \`${HOST}\` (status 403)`],
  ])("with %i is told, and not tried again", async (status, text) => {
    const proxy = await proxyThat(status);
    const cause = await failureOf(sendThrough(settings(proxy.url)));
    const { error, again } = connectionFailure(cause, "`/organization`");
    expect(error.message).toBe(`the proxy \`${new URL(proxy.url).host}\` ${text}`);
    expect(again).toBe(false);
  });

  it.each([502, undefined])("with %s is told, and tried again: it may pass", async (status) => {
    const proxy = await proxyThat(status);
    const cause = await failureOf(sendThrough(settings(proxy.url)));
    const { error, again } = connectionFailure(cause, "`/organization`");
    expect(error.message).toContain(`through the proxy \`${new URL(proxy.url).host}\``);
    expect(again).toBe(true);
  });

  it("is a wrong address when nobody is there, and is not tried again", async () => {
    const cause = await failureOf(sendThrough(settings("http://user:hidden@127.0.0.1:9")));
    const { error, again } = connectionFailure(cause, "`/organization`");
    expect(error).toMatchObject({
      code: "serviceUnavailable",
      message: expect.stringMatching(
        /^the proxy `127.0.0.1:9` cannot be reached: connect ECONNREFUSED/,
      ) as string,
      hint: expect.stringContaining("HTTPS_PROXY") as string,
    });
    expect(again).toBe(false);
  });
});
