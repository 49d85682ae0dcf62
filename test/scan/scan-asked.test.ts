import { join } from "node:path";

import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { hashSnapshot } from "../../src/evidence/hash-snapshot.ts";
import { readEvidence } from "../../src/evidence/read-evidence.ts";
import { SECTION_NAMES, SECTIONS, type SectionName } from "../../src/model/sections.ts";
import {
  type AskedSections,
  EVERY_SECTION,
  resolveSections,
} from "../../src/scan/asked-sections.ts";
import { type EmulatedScan, scanEmulator } from "./support/scan-emulator.ts";
import {
  type ReadBack,
  readBack,
  removeTemporaryFolders,
  seedTenant,
  statusesOf,
} from "./support/seed-tenant.ts";

afterAll(removeTemporaryFolders);

const CONTOSO = join(import.meta.dirname, "../../fixtures/contoso");
const scan = (asked: Partial<AskedSections>, seed = CONTOSO): Promise<EmulatedScan> =>
  scanEmulator(seed, { asked: { ...EVERY_SECTION, ...asked } });
const inEveryScan = SECTION_NAMES.filter((name) => SECTIONS[name].optional === false);

let whole: ReadBack;
beforeAll(async () => {
  whole = await readBack((await scan({})).folder);
});

describe("a scan that is told what to read", () => {
  it.each(inEveryScan)(
    "--only %s: that section, byte for byte as in a whole scan",
    async (name) => {
      const back = await readBack((await scan({ only: [name] })).folder);
      const { file, rows, sha256, parents } = whole.manifest.sections[name] ?? {};
      expect(back.manifest.sections[name]).toMatchObject({ status: "read", file, rows, sha256 });
      expect(back.manifest.sections[name]?.parents).toEqual(parents);
      expect(back.manifest.tenant).toEqual(whole.manifest.tenant);
      for (const [other, status] of Object.entries(statusesOf(back))) {
        expect([other, status]).not.toEqual([other, "failed"]);
      }
    },
  );

  it.each(inEveryScan)(
    "--skip %s: not asked, nor what builds on it, and the rest is read",
    async (name) => {
      const { result, folder, requests } = await scan({ skip: [name] });
      const back = await readBack(folder);
      const { leftOut } = resolveSections({ ...EVERY_SECTION, skip: [name] });
      const expected = Object.entries(statusesOf(whole)).map(([section, status]) => [
        section,
        leftOut.has(section as SectionName) ? "notAsked" : status,
      ]);
      expect(statusesOf(back)).toEqual(Object.fromEntries(expected));
      for (const [section, message] of leftOut) {
        expect(back.manifest.sections[section]).toMatchObject({ message });
        expect(back.manifest.sections[section]?.file).toBeUndefined();
      }
      expect(result).toMatchObject({ incomplete: false, unread: [] });
      expect(result.leftOut).toEqual(leftOut);
      expect(requests.length).toBeGreaterThan(0);
    },
  );

  it("says beside group members which list did not name any", async () => {
    const { folder } = await scan({ skip: ["exchange/managementScopes"] });
    const { manifest } = await readBack(folder);
    expect(manifest.sections["exchange/groupMembers"]?.message).toBe(
      "groups that `exchange/managementScopes` may name were not asked for: not read",
    );
  });

  it("refuses what cannot be read before it asks anybody", async () => {
    const refused = scan({ only: ["graph/groups"], skip: ["exchange/recipients"] });
    await expect(refused).rejects.toMatchObject({ code: "usage" });
  });
});

describe("sections that are read on demand", () => {
  const [adele, bot] = [
    "a0000000-0000-4000-8000-000000000001",
    "a0000000-0000-4000-8000-000000000002",
  ];
  const app = "c0000000-0000-4000-8000-000000000001";
  const policy = "e0000000-0000-4000-8000-000000000001";
  const permission = {
    Identity: "adele",
    User: "bot@contoso.com",
    AccessRights: ["FullAccess"],
    IsInherited: false,
    Deny: false,
  };
  const tenant = {
    "exchange/recipients": [adele, bot].map((key) => ({
      ExternalDirectoryObjectId: key,
      Name: `m${key.at(-1)}`,
      RecipientTypeDetails: "UserMailbox",
    })),
    "exchange/mailboxPermissions": { [adele]: [permission], [bot]: [] },
    "graph/users": [{ id: adele, userPrincipalName: "adele@contoso.com" }],
    "graph/signInActivities": [
      { appId: app, lastSignInActivity: { lastSignInDateTime: "2026-11-01T00:00:00Z" } },
    ],
    "graph/tokenLifetimePolicies": [
      {
        id: policy,
        displayName: "Day",
        definition: ['{"TokenLifetimePolicy":{"Version":1,"AccessTokenLifetime":"8:00:00"}}'],
        appliesTo: [{ id: app, displayName: "Bot" }],
      },
    ],
  };
  const onDemand = SECTION_NAMES.filter((name) => SECTIONS[name].optional !== false);

  it("come back as they were, and count in the hash", async () => {
    const seed = await seedTenant(tenant);
    const { result, folder } = await scan({ include: onDemand }, seed);
    expect(result).toMatchObject({ incomplete: false, unread: [] });
    const [back, seeded] = [await readEvidence(folder), await readEvidence(seed)];
    for (const name of onDemand) expect(back.sections[name]).toEqual(seeded.sections[name]);
    expect(hashSnapshot(back)).toBe(hashSnapshot(seeded));
    const plain = await readEvidence((await scan({}, seed)).folder);
    for (const name of onDemand) expect(plain.sections[name]).toEqual({ status: "notAsked" });
    expect(hashSnapshot(plain)).not.toBe(hashSnapshot(back));
  });

  it("cost nothing when nobody asks for them: one request for each mailbox when somebody does", async () => {
    const seed = await seedTenant(tenant);
    const count = async (include: readonly SectionName[]): Promise<number> =>
      (await scan({ include }, seed)).requests.length;
    const least = await count([]);
    expect(await count(["exchange/mailboxPermissions"])).toBe(least + 2);
    expect(await count(["graph/signInActivities"])).toBe(least + 1);
  });

  it("are refused where the tenant does not have them: not available, never empty", async () => {
    const seed = await seedTenant({ ...tenant, ...notRecorded(onDemand) });
    const { result, folder } = await scan({ include: onDemand }, seed);
    expect(result.incomplete).toBe(true);
    expect(result.unread.map(({ section, status }) => [section, status])).toEqual(
      onDemand.map((name) => [name, "denied"]).toSorted(),
    );
    const { sections } = (await readBack(folder)).manifest;
    for (const name of onDemand) {
      expect(sections[name]?.message).toContain(`needs ${SECTIONS[name].needs}`);
    }
  });

  it("of one mailbox that was not recorded: that one failed, the other is read", async () => {
    const permissions = { [adele]: [permission] };
    const seed = await seedTenant({ ...tenant, "exchange/mailboxPermissions": permissions });
    const { result, folder } = await scan({ include: ["exchange/mailboxPermissions"] }, seed);
    expect(result.incomplete).toBe(true);
    expect((await readBack(folder)).parents("exchange/mailboxPermissions")).toEqual({
      [adele]: "read",
      [bot]: "failed",
    });
  });
});

const notRecorded = (names: readonly SectionName[]) =>
  Object.fromEntries(names.map((name) => [name, "notAsked" as const]));
