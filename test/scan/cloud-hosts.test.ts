import { describe, expect, it } from "vitest";

import { CLOUD_HOSTS as EMULATED_HOSTS } from "../../src/emulator/cloud-hosts.ts";
import { CLOUD_NAMES, resolveCloudServices } from "../../src/scan/cloud-hosts.ts";

describe("resolveCloudServices", () => {
  it.each(CLOUD_NAMES)(
    "%s: an audience is the host that is asked, and among its hosts",
    (cloud) => {
      const { exchange, graph, login } = resolveCloudServices(cloud);
      for (const { base, scope, hosts } of [exchange, graph]) {
        expect(scope).toBe(`${base}/.default`);
        expect(hosts).toContain(new URL(base).host);
      }
      expect(login.hosts).toContain(new URL(login.base).host);
    },
  );

  it.each(CLOUD_NAMES)("%s: no host has two audiences", (cloud) => {
    const { exchange, graph, login } = resolveCloudServices(cloud);
    const hosts = [...exchange.hosts, ...graph.hosts, ...login.hosts];
    expect(new Set(hosts).size).toBe(hosts.length);
  });

  it.each(CLOUD_NAMES)("%s: agrees with the emulated cloud, which was written apart", (cloud) => {
    const { exchange, graph, login } = resolveCloudServices(cloud);
    expect(EMULATED_HOSTS[cloud]).toEqual({
      exchange: new URL(exchange.base).host,
      graph: new URL(graph.base).host,
      login: new URL(login.base).host,
    });
  });

  it("lets the Exchange host be chosen from the cloud's own, and from no other", () => {
    const chosen = resolveCloudServices("usGovDod", " WebMail.apps.mil ").exchange;
    expect(chosen).toMatchObject({
      base: "https://webmail.apps.mil",
      scope: "https://webmail.apps.mil/.default",
    });
    for (const host of ["outlook.office365.com", "outlook.example", "outlook.office.com"]) {
      expect(() => resolveCloudServices("usGovDod", host)).toThrow(/is no Exchange host/);
    }
  });
});
