import { globalAgent } from "node:https";

import { describe, expect, it } from "vitest";

import { readProxySettings } from "../../../src/scan/proxy/proxy-settings.ts";
import { createTransportOptions } from "../../../src/scan/sign-in/transport-options.ts";

const LOGIN = "https://login.microsoftonline.us";
type Policy = NonNullable<
  ReturnType<typeof createTransportOptions>["additionalPolicies"]
>[number]["policy"];
type Sent = Parameters<Policy["sendRequest"]>;

/** What a request is like once all added policies saw it, and what they were told of its answer. */
async function sendThrough(
  environment: Readonly<Record<string, string>>,
  answer: { readonly status: number; readonly bodyAsText?: string } = { status: 200 },
) {
  const said: string[] = [];
  const proxy = readProxySettings(environment);
  const options = createTransportOptions(LOGIN, proxy, (text) => void said.push(text));
  const request: { agent?: unknown } = {};
  for (const { policy } of options.additionalPolicies ?? []) {
    await policy.sendRequest(request as Sent[0], (async () => answer) as unknown as Sent[1]);
  }
  return { options, request, said };
}

describe("createTransportOptions", () => {
  it("asks the cloud's own sign-in service, whatever the environment says", async () => {
    expect((await sendThrough({})).options.authorityHost).toBe(LOGIN);
  });

  it("hands on the proxy, its credentials included", async () => {
    const { options, request } = await sendThrough({
      HTTPS_PROXY: "http://user:p%40ss@proxy:3128",
    });
    expect(options.proxyOptions).toEqual({
      host: "http://proxy",
      port: 3128,
      username: "user",
      password: "p%40ss",
    });
    expect(request.agent).toBeUndefined();
  });

  it.each([[{}], [{ HTTPS_PROXY: "http://proxy:3128", NO_PROXY: "microsoftonline.us" }]])(
    "keeps the library from finding a proxy of its own: %j",
    async (environment) => {
      const { options, request } = await sendThrough(environment);
      expect(options.proxyOptions).toBeUndefined();
      expect(request.agent).toBe(globalAgent);
    },
  );

  it("hears what the service says when it refuses, and nothing else", async () => {
    const body = JSON.stringify({ error: "invalid_grant", error_description: "AADSTS1: no" });
    const heard = async (status: number, bodyAsText: string) =>
      (await sendThrough({}, { status, bodyAsText })).said.filter((text) => text !== "");
    expect(await heard(400, body)).toEqual(["AADSTS1: no"]);
    expect(await heard(200, body)).toEqual([]);
    expect(await heard(502, "<html>")).toEqual([]);
  });
});
