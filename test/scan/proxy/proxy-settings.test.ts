import { describe, expect, it } from "vitest";

import { isBypassed, readProxySettings } from "../../../src/scan/proxy/proxy-settings.ts";

describe("readProxySettings", () => {
  it.each([
    [{}, undefined],
    [{ HTTPS_PROXY: "  " }, undefined],
    [{ HTTPS_PROXY: "http://a:1", HTTP_PROXY: "http://b:2" }, "a:1"],
    [{ https_proxy: "http://a:1" }, "a:1"],
    [{ HTTPS_PROXY: "", https_proxy: "http://a:1" }, "a:1"],
    [{ ALL_PROXY: "http://c:3", HTTP_PROXY: "http://b:2" }, "c:3"],
    [{ http_proxy: "http://b:2" }, "b:2"],
    [{ HTTPS_PROXY: "http://user:hidden@a:1" }, "a:1"],
  ])("%j: %s", (environment, shown) => {
    expect(readProxySettings(environment)?.shown).toBe(shown);
  });

  it.each(["proxy:8080", "socks5://user:hidden@a:1", "http://", "user:hidden@a:1"])(
    "refuses `%s`, and does not repeat it",
    (text) => {
      const environment = { ALL_PROXY: text };
      expect(() => readProxySettings(environment)).toThrow(
        "the variable `ALL_PROXY` holds no url of an http proxy",
      );
    },
  );
});

describe("isBypassed", () => {
  it.each([
    ["", false],
    ["*", true],
    ["graph.microsoft.com", true],
    ["GRAPH.microsoft.com", true],
    ["microsoft.com", true],
    [".microsoft.com", true],
    ["*.microsoft.com", true],
    ["soft.com", false],
    ["graph.microsoft.com:443", true],
    ["graph.microsoft.com:8443", false],
    ["localhost, graph.microsoft.com", true],
    ["localhost graph.microsoft.com", true],
    ["graph.microsoft.com.example", false],
  ])("NO_PROXY=%s: %s", (noProxy, expected) => {
    const settings = readProxySettings({ HTTPS_PROXY: "http://a:1", no_proxy: noProxy });
    if (settings === undefined) throw new Error("there is a proxy");
    expect(isBypassed(new URL("https://graph.microsoft.com/v1.0"), settings)).toBe(expected);
  });
});
