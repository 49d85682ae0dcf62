import { join } from "node:path";

import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { decideTenantAccess, explainMailboxes } from "../../src/access/decide-tenant-access.ts";
import { resolveTenantAccess } from "../../src/access/resolve-tenant-access.ts";
import { hashSnapshot } from "../../src/evidence/hash-snapshot.ts";
import { readEvidence } from "../../src/evidence/read-evidence.ts";
import { byText } from "../../src/model/by-text.ts";
import { SECTION_NAMES, SECTIONS, type SectionName } from "../../src/model/sections.ts";
import { THOROUGH } from "../thorough.ts";
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

/** A scan of contoso for each: the gate makes all of them, anyone else those of every ninth section, each in its turn. */
const everyNinth = (turn: number): readonly SectionName[] =>
  inEveryScan.filter((_, at) => THOROUGH || at % 9 === turn);

let whole: ReadBack;
beforeAll(async () => {
  whole = await readBack((await scan({})).folder);
});

describe("a scan that is told what to read", () => {
  it.each(everyNinth(0))(
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

  it.each(everyNinth(1))(
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
    "exchange/dynamicGroups": "notAsked" as const,
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
  // Filters of dynamic groups are asked for where there are such groups, whoever includes them.
  const onDemand = SECTION_NAMES.filter(
    (name) => SECTIONS[name].optional !== false && name !== "exchange/dynamicGroups",
  );

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
      onDemand.toSorted(byText).map((name) => [name, "denied"]),
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

describe("policy checks", () => {
  const app = "c0000000-0000-4000-8000-000000000001";
  const mailboxOf = (number: number): string => `a0000000-0000-4000-8000-00000000000${number}`;
  const [root, nested] = [
    "b0000000-0000-4000-8000-000000000001",
    "b0000000-0000-4000-8000-000000000002",
  ];
  const recipient = (key: string, type: string): Readonly<Record<string, unknown>> => ({
    ExternalDirectoryObjectId: key,
    Guid: key,
    Name: key,
    RecipientTypeDetails: type,
  });
  const mailboxes = [1, 2, 3, 4, 5].map((number) => recipient(mailboxOf(number), "UserMailbox"));
  const groups = [root, nested].map((key) => recipient(key, "MailUniversalSecurityGroup"));
  /** Mailbox 1 directly, 2 to 4 through a nested group. */
  const tenant = {
    "exchange/recipients": [...mailboxes, ...groups],
    "exchange/groupMembers": {
      [root]: [recipient(mailboxOf(1), "UserMailbox"), ...groups.slice(1)],
      [nested]: mailboxes.slice(1, 4),
    },
    "exchange/applicationAccessPolicies": [
      {
        Identity: `contoso\\${app}:S-1-5-21-1;${root}`,
        AppId: app,
        AccessRight: "RestrictAccess",
        ScopeIdentityRaw: `S-1-5-21-1;${root}`,
      },
    ],
    "graph/resourceServicePrincipals": [
      {
        id: "d0000000-0000-4000-8000-000000000009",
        appId: "00000003-0000-0000-c000-000000000000",
        appRoles: [{ id: "810c84a8-4a9e-49e6-bf7d-12d183f40d01", value: "Mail.Read" }],
      },
    ],
    "graph/servicePrincipals": [{ id: "d0000000-0000-4000-8000-000000000001", appId: app }],
    "graph/appRoleAssignedTo": [
      {
        id: "grant",
        appRoleId: "810c84a8-4a9e-49e6-bf7d-12d183f40d01",
        principalId: "d0000000-0000-4000-8000-000000000001",
        resourceId: "d0000000-0000-4000-8000-000000000009",
      },
    ],
  };
  /** Whom the app reaches, by the evidence of a scan. */
  async function reach(
    policyChecks: "some" | "all",
    answers: Readonly<Record<string, string>>,
  ): Promise<{ readonly asked: readonly string[]; readonly access: string }> {
    const seed = await seedTenant(tenant, { witnessOverrides: { policyChecks: answers } });
    const { folder } = await scan({ policyChecks }, seed);
    const asked = Object.keys((await readBack(folder)).parents("exchange/policyChecks"));
    const { facts, ...resolved } = resolveTenantAccess(await readEvidence(folder));
    const [decided] = decideTenantAccess({ facts, ...resolved });
    if (decided === undefined) throw new Error("the app reaches nobody");
    const lines = [...explainMailboxes(facts, decided)];
    const letterOf = (mailbox: string): string =>
      lines.find((line) => line.mailbox === mailbox)?.access.charAt(0) ?? "-";
    return {
      asked: asked.map((key) => key.split("/")[1]?.at(-1) ?? ""),
      access: [1, 2, 3, 4, 5].map((number) => letterOf(mailboxOf(number))).join(""),
    };
  }
  const about = (number: number): string => `${app}/${mailboxOf(number)}`;

  it("some: one member speaks for all of a nested group", async () => {
    expect(await reach("some", {})).toEqual({ asked: ["1", "2", "5"], access: "aaaad" });
  });

  it("all: every member is asked about", async () => {
    expect(await reach("all", {})).toEqual({ asked: ["1", "2", "3", "4", "5"], access: "aaaad" });
  });

  it("all: answers that contradict each other decide nothing but for those asked", async () => {
    const contradicting = { [about(3)]: "Denied" };
    expect((await reach("some", contradicting)).access).toBe("aaaad");
    expect((await reach("all", contradicting)).access).toBe("aadad");
  });
});

const notRecorded = (names: readonly SectionName[]) =>
  Object.fromEntries(names.map((name) => [name, "notAsked" as const]));
