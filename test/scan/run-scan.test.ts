import { readdir, writeFile, stat } from "node:fs/promises";
import { join } from "node:path";

import { afterEach, describe, expect, it } from "vitest";

import type { Faults } from "../../src/emulator/faults/faults.ts";
import { hashSnapshot } from "../../src/evidence/hash-snapshot.ts";
import { readEvidence } from "../../src/evidence/read-evidence.ts";
import { runScan } from "../../src/scan/run-scan.ts";
import { THOROUGH } from "../thorough.ts";
import { scanEmulator, scanOptions } from "./support/scan-emulator.ts";
import {
  readBack,
  removeTemporaryFolders,
  seedTenant,
  statusesOf,
  temporaryFolder,
} from "./support/seed-tenant.ts";

afterEach(removeTemporaryFolders);

const FIXTURES = join(import.meta.dirname, "../../fixtures");

/** Each alone; `npm test` tries them together. */
const TROUBLES: readonly (readonly [string, Faults])[] = [
  ["small pages", { pageSize: 2 }],
  ["a service that throttles", { throttleEvery: 3, retryAfterSeconds: 2 }],
  ["a service with passing troubles", { transientEvery: 4 }],
];

describe("runScan: an emulated tenant reads back as it was", () => {
  it.each(["contoso", "northwind", "tailspin", "walkthrough", "wildcard"])("%s", async (name) => {
    const seed = await readEvidence(join(FIXTURES, name));
    const { result, folder } = await scanEmulator(join(FIXTURES, name), {
      tenant: seed.tenant.initialDomain,
    });
    const back = await readEvidence(folder);
    expect(back.tenant).toEqual(seed.tenant);
    expect(back.collector).toEqual({
      mode: "emulator",
      identity: "emulator",
      allowedCmdlets: seed.collector.allowedCmdlets,
    });
    expect(Date.parse(back.collectedAt)).toBe(Date.parse(seed.collectedAt));
    expect(hashSnapshot(back)).toBe(hashSnapshot(seed));
    expect(result).toMatchObject({ incomplete: false, unread: [] });
  });

  it.each<readonly [string, Faults]>([
    ...(THOROUGH ? TROUBLES : []),
    ["all of it", { pageSize: 3, throttleEvery: 5, transientEvery: 7 }],
  ])(
    "contoso, through %s",
    async (_, faults) => {
      const seed = await readEvidence(join(FIXTURES, "contoso"));
      const waits: number[] = [];
      const sleep = async (milliseconds: number): Promise<void> => void waits.push(milliseconds);
      // The library's own retries really wait: a second is its least.
      const quick = { ...faults, retryAfterSeconds: 0 };
      const { folder } = await scanEmulator(join(FIXTURES, "contoso"), { sleep }, quick);
      expect(hashSnapshot(await readEvidence(folder))).toBe(hashSnapshot(seed));
      if ("throttleEvery" in faults) expect(waits.length).toBeGreaterThan(0);
    },
    120_000,
  );

  it.each(["claims", "expired"] as const)(
    "wildcard, though tokens end with a challenge: %s",
    async (challenge) => {
      const seed = await readEvidence(join(FIXTURES, "wildcard"));
      const faults = { expireToken: [{ after: 6, challenge }] };
      const options = { tenant: seed.tenant.initialDomain };
      const { folder, requests } = await scanEmulator(join(FIXTURES, "wildcard"), options, faults);
      expect(hashSnapshot(await readEvidence(folder))).toBe(hashSnapshot(seed));
      expect(requests.filter(({ status }) => status === 401).length).toBeGreaterThan(1);
    },
  );

  it("asks by tenant id as by domain, and twice the same", async () => {
    const seed = await readEvidence(join(FIXTURES, "wildcard"));
    const { folder } = await scanEmulator(join(FIXTURES, "wildcard"), { tenant: seed.tenant.id });
    const again = await scanEmulator(join(FIXTURES, "wildcard"), {
      tenant: seed.tenant.id.toUpperCase(),
    });
    const hashes = [folder, again.folder].map(async (one) => hashSnapshot(await readEvidence(one)));
    expect(new Set(await Promise.all(hashes))).toEqual(new Set([hashSnapshot(seed)]));
  });
});

describe("runScan: what is refused or fails", () => {
  it("records each section on its own, with the least permission, and what builds on it", async () => {
    const seed = await seedTenant({
      "exchange/recipients": "denied",
      "exchange/managementScopes": "failed",
      "exchange/applicationAccessPolicies": "denied",
      "graph/administrativeUnits": "denied",
      "graph/resourceServicePrincipals": "failed",
    });
    const { result, folder } = await scanEmulator(seed);
    const back = await readBack(folder);
    expect(statusesOf(back)).toEqual({
      "exchange/applicationAccessPolicies": "denied",
      "exchange/policyChecks": "failed",
      "exchange/roleAssignments": "read",
      "exchange/impersonationEffectiveUsers": "absent",
      "exchange/roles": "read",
      "exchange/managementScopes": "failed",
      "exchange/scopeMembers": "failed",
      "exchange/servicePrincipals": "read",
      "exchange/servicePrincipalAuthorizations": "read",
      "exchange/recipients": "denied",
      "exchange/groupMembers": "failed",
      "exchange/administrativeUnits": "read",
      "exchange/organizationConfig": "read",
      "graph/organization": "read",
      "graph/resourceServicePrincipals": "failed",
      "graph/appRoleAssignedTo": "failed",
      "graph/servicePrincipals": "read",
      "graph/applications": "read",
      "graph/deletedServicePrincipals": "read",
      "graph/groups": "failed",
      "graph/administrativeUnits": "denied",
      "graph/administrativeUnitMembers": "failed",
      "graph/oauth2PermissionGrants": "read",
    });
    const message = (name: keyof typeof back.manifest.sections): string =>
      back.manifest.sections[name]?.message ?? "";
    expect(message("exchange/recipients")).toMatch(
      /^exchange refused `Get-Recipient`: .* \(status 403\); needs Exchange role `View-Only Recipients`/,
    );
    expect(message("exchange/groupMembers")).toContain(
      "because `exchange/recipients` was not read",
    );
    expect(message("exchange/scopeMembers")).toContain("`exchange/managementScopes` was not read");
    expect(message("graph/administrativeUnitMembers")).toContain("`graph/administrativeUnits`");
    expect(result.incomplete).toBe(true);
    const denied = result.unread.filter(({ status }) => status === "denied");
    expect(denied.map(({ section, needs }) => [section, needs.split("`")[1]])).toEqual([
      ["exchange/applicationAccessPolicies", "View-Only Configuration"],
      ["exchange/recipients", "View-Only Recipients"],
      ["graph/administrativeUnits", "AdministrativeUnit.Read.All"],
    ]);
  });

  it("ends with the refusal when every section is refused", async () => {
    const everything = Object.fromEntries(
      Object.keys(statusesOf(await readBack(join(FIXTURES, "contoso")))).map((name) => [
        name,
        "denied" as const,
      ]),
    );
    const seed = await seedTenant(everything);
    const outFolder = join(await temporaryFolder(), "evidence");
    const refused = scanEmulator(seed, { outFolder });
    await expect(refused).rejects.toMatchObject({
      code: "accessDenied",
      hint: expect.stringContaining("Global Reader") as string,
    });
    await expect(stat(outFolder)).rejects.toMatchObject({ code: "ENOENT" });
  });

  it("ends with the refusal when no token is taken", async () => {
    const outFolder = join(await temporaryFolder(), "evidence");
    const faults = { expireToken: [{ after: 0, tokens: 1000 }] };
    const scan = scanEmulator(join(FIXTURES, "contoso"), { outFolder }, faults);
    await expect(scan).rejects.toMatchObject({
      code: "accessDenied",
      message: expect.stringContaining("sign in again") as string,
    });
    await expect(stat(outFolder)).rejects.toMatchObject({ code: "ENOENT" });
  });

  it("ends as throttled when the service does nothing but ask to slow down", async () => {
    const contoso = join(FIXTURES, "contoso");
    // The lookup of the tenant behind a domain is not throttled; everything else is, for longer than the budget.
    const scan = scanEmulator(contoso, {}, { throttleEvery: 1, retryAfterSeconds: 400 });
    await expect(scan).rejects.toMatchObject({ code: "throttled" });
  });

  it("ends as unavailable when nothing answers", async () => {
    const options = { ...scanOptions(await temporaryFolder()), tenant: crypto.randomUUID() };
    const scan = runScan({ ...options, emulatorUrl: "http://127.0.0.1:9" });
    await expect(scan).rejects.toMatchObject({ code: "serviceUnavailable" });
  });
});

describe("runScan: what ends it before it starts", () => {
  it("a domain of no tenant", async () => {
    const scan = scanEmulator(join(FIXTURES, "wildcard"), { tenant: "nobody.example" });
    await expect(scan).rejects.toMatchObject({
      code: "usage",
      message: "no tenant `nobody.example`",
    });
  });

  it.each(["https://example.com", "http://10.0.0.1:4000", "http://127.0.0.1.example", "nonsense"])(
    "an emulator that is not on this machine: %s",
    async (emulatorUrl) => {
      const folder = await temporaryFolder();
      const scan = runScan({ ...scanOptions(folder), emulatorUrl });
      await expect(scan).rejects.toMatchObject({ code: "usage" });
      expect(await readdir(folder)).toEqual([]);
    },
  );

  it("a folder that is taken, unless it may be replaced", async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, "manifest.json"), "{}");
    const fixture = join(FIXTURES, "northwind");
    const tenant = "northwind.onmicrosoft.com";
    const scan = scanEmulator(fixture, { tenant, outFolder: folder });
    await expect(scan).rejects.toMatchObject({ code: "cannotWrite" });
    const { result } = await scanEmulator(fixture, { tenant, outFolder: folder, force: true });
    expect(result.incomplete).toBe(false);
  });
});

describe("runScan: progress", () => {
  it("tells the start and the end of each section, with rows, requests and throttling", async () => {
    const { progress, requests } = await scanEmulator(
      join(FIXTURES, "contoso"),
      {},
      { throttleEvery: 4, retryAfterSeconds: 0 },
    );
    const ends = progress.filter(({ state }) => state !== "reading");
    expect(new Set(ends.map(({ section }) => section)).size).toBe(ends.length);
    const starts = progress.filter((event) => event.state === "reading" && event.requests === 0);
    expect(starts).toHaveLength(ends.length);
    const recipients = ends.find(({ section }) => section === "exchange/recipients");
    expect(recipients).toMatchObject({ state: "read", rows: 100 });
    const exchange = ends.filter(({ section }) => section.startsWith("exchange/"));
    expect(exchange.reduce((sum, event) => sum + event.requests, 0)).toBe(
      requests.filter(({ cmdlet }) => cmdlet !== undefined).length,
    );
    expect(ends.reduce((sum, event) => sum + event.throttled, 0)).toBeGreaterThan(10);
  });
});
