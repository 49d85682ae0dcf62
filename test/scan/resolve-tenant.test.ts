import { afterEach, describe, expect, it } from "vitest";

import type { Cloud } from "../../src/model/snapshot.ts";
import { resolveCloudServices } from "../../src/scan/cloud-hosts.ts";
import { resolveTenant } from "../../src/scan/resolve-tenant.ts";
import { createTrustedSend } from "../../src/scan/trusted-send.ts";
import { type Reply, type Service, startService } from "./support/start-service.ts";
import { testRetry } from "./support/test-retry.ts";

const ID = "3f9f6c1e-2b7a-4c9d-8e15-0a6b7c8d9e0f";
let service: Service | undefined;

afterEach(async () => {
  await service?.close();
  service = undefined;
});

async function resolve(
  tenant: string,
  answer: (turn: number) => Reply,
  cloud: Cloud = "worldwide",
): Promise<string> {
  service = await startService((_, turn) => answer(turn));
  const services = resolveCloudServices(cloud);
  const send = createTrustedSend({ hosts: services.login.hosts, emulatorUrl: service.url });
  return await resolveTenant(tenant, services, send, testRetry());
}

const found = { body: { issuer: `https://login.microsoftonline.com/${ID.toUpperCase()}/v2.0` } };

describe("resolveTenant", () => {
  it("keeps an id, in lower case, and asks nobody", async () => {
    expect(await resolve(` ${ID.toUpperCase()} `, () => found)).toBe(ID);
    expect(service?.seen).toHaveLength(0);
  });

  it("looks a domain up, without a token", async () => {
    expect(await resolve("Contoso.com", () => found)).toBe(ID);
    expect(service?.seen[0]).toMatchObject({
      path: "/contoso.com/v2.0/.well-known/openid-configuration",
    });
    expect(service?.seen[0]?.headers.authorization).toBeUndefined();
  });

  it("tries again after a passing failure", async () => {
    expect(await resolve("contoso.com", (turn) => (turn === 1 ? { status: 503 } : found))).toBe(ID);
  });

  it.each([
    ["a tenant that is not there", "nobody.example", { status: 400 }],
    ["what is no domain", "contoso", found],
    ["a path", "contoso.com/../x", found],
    ["a query", "contoso.com?x=y", found],
  ])("refuses %s", async (_, tenant, answer) => {
    await expect(resolve(tenant, () => answer)).rejects.toMatchObject({ code: "usage" });
  });

  it("is not content with an issuer that names no tenant", async () => {
    const answer = { body: { issuer: "https://login.microsoftonline.com/{tenantid}/v2.0" } };
    await expect(resolve("contoso.com", () => answer)).rejects.toMatchObject({
      code: "serviceUnavailable",
    });
  });

  // What each sign-in service says of a tenant, its own or another's.
  it.each<[Cloud, string, string, string]>([
    ["worldwide", "microsoftonline.us", "graph.microsoft.us", "--cloud usGovHigh"],
    ["worldwide", "microsoftonline.us", "dod-graph.microsoft.us", "--cloud usGovDod"],
    ["worldwide", "microsoftonline.us", "", "--cloud usGovHigh or --cloud usGovDod"],
    ["worldwide", "partner.microsoftonline.cn", "microsoftgraph.chinacloudapi.cn", "--cloud china"],
    ["usGovHigh", "microsoftonline.us", "dod-graph.microsoft.us", "--cloud usGovDod"],
    ["usGovDod", "microsoftonline.us", "graph.microsoft.us", "--cloud usGovHigh"],
    ["china", "microsoftonline.com", "graph.microsoft.com", "--cloud worldwide"],
    ["worldwide", "sovcloud-identity.fr", "graph.svc.sovcloud.fr", "none of the clouds"],
  ])("from %s, names the cloud of %s (%s)", async (cloud, instance, graph, hint) => {
    const body = { ...found.body, cloud_instance_name: instance, msgraph_host: graph };
    await expect(resolve("contoso.us", () => ({ body }), cloud)).rejects.toMatchObject({
      code: "usage",
      hint: expect.stringContaining(hint) as string,
    });
  });

  it.each<[Cloud, string, string]>([
    ["worldwide", "microsoftonline.com", "graph.microsoft.com"],
    ["usGovHigh", "microsoftonline.us", "graph.microsoft.us"],
    ["usGovDod", "microsoftonline.us", "dod-graph.microsoft.us"],
    ["china", "partner.microsoftonline.cn", "microsoftgraph.chinacloudapi.cn"],
    ["china", "chinacloudapi.cn", ""],
  ])("finds a tenant of %s there (%s, %s)", async (cloud, instance, graph) => {
    const body = { ...found.body, cloud_instance_name: instance, msgraph_host: graph };
    expect(await resolve("contoso.com", () => ({ body }), cloud)).toBe(ID);
  });
});
