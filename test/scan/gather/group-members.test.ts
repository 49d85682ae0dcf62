import { afterEach, describe, expect, it } from "vitest";

import { scanEmulator } from "../support/scan-emulator.ts";
import { readBack, removeTemporaryFolders, seedTenant } from "../support/seed-tenant.ts";

afterEach(removeTemporaryFolders);

const id = (letter: string, number: number): string =>
  `${letter}0000000-0000-4000-8000-00000000000${number}`;

function recipient(key: string, type: string): Readonly<Record<string, unknown>> {
  return {
    Name: key,
    DisplayName: key,
    Alias: key,
    ExternalDirectoryObjectId: key,
    Guid: key.replace("-4000-", "-5000-"),
    DistinguishedName: `CN=${key},OU=contoso.onmicrosoft.com,DC=com`,
    PrimarySmtpAddress: `${key}@contoso.com`,
    RecipientType: type,
    RecipientTypeDetails: type,
  };
}

const SECURITY = "MailUniversalSecurityGroup";
const adele = recipient(id("a", 1), "UserMailbox");
const [root, left, right, unified, dynamic] = [
  SECURITY,
  SECURITY,
  SECURITY,
  "GroupMailbox",
  "DynamicDistributionGroup",
].map((type, index) => recipient(id("b", index + 1), type)) as [
  typeof adele,
  typeof adele,
  typeof adele,
  typeof adele,
  typeof adele,
];
const APP = id("c", 1);

describe("readGroupMembers", () => {
  it("follows groups to any depth, through circles, each by its own cmdlet and once", async () => {
    const seed = await seedTenant({
      "exchange/recipients": [adele, root, left, right, unified, dynamic],
      "exchange/applicationAccessPolicies": [
        {
          Identity: `t\\${APP}:S-1-5-21-1;${id("b", 1)}`,
          AppId: APP,
          ScopeIdentityRaw: `S-1-5-21-1;${id("b", 1)}`,
          AccessRight: "RestrictAccess",
        },
      ],
      "exchange/groupMembers": {
        [id("b", 1)]: [left, dynamic],
        [id("b", 2)]: [right, unified],
        [id("b", 3)]: [root, left],
        [id("b", 4)]: [adele],
      },
    });
    const { folder, requests, result } = await scanEmulator(seed);
    const back = await readBack(folder);
    expect(back.parents("exchange/groupMembers")).toEqual({
      [id("b", 1)]: "read",
      [id("b", 2)]: "read",
      [id("b", 3)]: "read",
      [id("b", 4)]: "read",
    });
    const asked = requests.flatMap(({ cmdlet }) => cmdlet ?? []);
    expect(asked.filter((cmdlet) => cmdlet === "Get-DistributionGroupMember")).toHaveLength(3);
    expect(asked.filter((cmdlet) => cmdlet === "Get-UnifiedGroupLinks")).toHaveLength(1);
    const rows = await back.rows("exchange/groupMembers");
    expect(rows.map(({ group }) => group)).toEqual(
      [1, 1, 2, 2, 3, 3, 4].map((number) => id("b", number)),
    );
    // Adele is reached through the Microsoft 365 group alone; about the other two groups nobody can be asked.
    expect(back.parents("exchange/policyChecks")).toEqual({
      [`${APP}/${id("a", 1)}`]: "read",
      [`${APP}/${id("b", 2)}`]: "notFound",
      [`${APP}/${id("b", 3)}`]: "notFound",
    });
    expect(result.incomplete).toBe(false);
  });

  it("leaves the scan incomplete when a single group is refused", async () => {
    const filter = [root, left].map(
      (row) => `MemberOfGroup -eq '${String(row["DistinguishedName"])}'`,
    );
    const seed = await seedTenant({
      "exchange/recipients": [adele, root, left],
      "exchange/managementScopes": [{ Name: "s", RecipientFilter: filter.join(" -or ") }],
      "exchange/groupMembers": { [id("b", 1)]: [adele], [id("b", 2)]: "denied" },
    });
    const { folder, result } = await scanEmulator(seed);
    const back = await readBack(folder);
    expect(back.parents("exchange/groupMembers")).toEqual({
      [id("b", 1)]: "read",
      [id("b", 2)]: "denied",
    });
    expect(result).toMatchObject({ incomplete: true, unread: [] });
  });

  it("asks for what it can when one of its sources is refused, and says so", async () => {
    const seed = await seedTenant({
      "exchange/recipients": [adele, root],
      "exchange/applicationAccessPolicies": "denied",
      "exchange/managementScopes": [
        { Name: "s", RecipientFilter: `MemberOfGroup -eq '${String(root["DistinguishedName"])}'` },
      ],
      "exchange/groupMembers": { [id("b", 1)]: [adele] },
    });
    const { folder } = await scanEmulator(seed);
    const back = await readBack(folder);
    expect(back.parents("exchange/groupMembers")).toEqual({ [id("b", 1)]: "read" });
    expect(back.manifest.sections["exchange/groupMembers"]?.message).toContain(
      "`exchange/applicationAccessPolicies`",
    );
    expect(back.manifest.sections["exchange/policyChecks"]?.status).toBe("failed");
  });

  it("is failed when none of its sources was read", async () => {
    const seed = await seedTenant({
      "exchange/applicationAccessPolicies": "denied",
      "exchange/managementScopes": "denied",
      "exchange/roleAssignments": "failed",
    });
    const { folder } = await scanEmulator(seed);
    const { manifest } = await readBack(folder);
    expect(manifest.sections["exchange/groupMembers"]?.status).toBe("failed");
  });
});
