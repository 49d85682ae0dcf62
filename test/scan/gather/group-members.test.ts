import { afterEach, describe, expect, it } from "vitest";

import { createGroupFeed } from "../../../src/scan/gather/group-feed.ts";
import { readGroupMembers } from "../../../src/scan/gather/read-group-members.ts";
import type { IndexedGroup, RecipientIndex } from "../../../src/scan/gather/read-recipients.ts";
import type { Outcome } from "../../../src/scan/section-recorder.ts";
import { gatherFrom } from "../support/gather-from.ts";
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
      "exchange/dynamicGroups": [dynamic],
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

  describe("while the recipients are still being read", () => {
    const sources = {
      policies: [{ ScopeIdentityRaw: `S-1-5-21-1;${id("b", 1)}` }],
      managementScopes: [],
      roleAssignments: [],
      decided: [],
    };
    const asGroup = (row: typeof adele): IndexedGroup => ({
      key: String(row["ExternalDirectoryObjectId"]),
      guid: String(row["Guid"]),
      name: "",
      displayName: "",
      distinguishedName: "",
      kind: "distributionGroup",
    });
    const unnamed = asGroup(right);

    /** The list ends as told only after the group in use was asked for. */
    const gather = (outcome: Outcome<RecipientIndex>): ReturnType<typeof gatherFrom> => {
      let wasAsked = (): void => {};
      const asked = new Promise<void>((resolve) => (wasAsked = resolve));
      return gatherFrom(
        () => {
          wasAsked();
          // The member's row does not say that it is a group.
          return { body: { value: [{ Guid: left["Guid"], Name: "left" }] } };
        },
        async (context) => {
          const feed = createGroupFeed();
          feed.offer(unnamed);
          feed.offer(asGroup(root));
          const ended = asked.then(() => {
            feed.end();
            return outcome;
          });
          await readGroupMembers(context, sources, { feed, outcome: ended });
        },
      );
    };
    const nested = { ...asGroup(left), key: String(left["Guid"]) };

    it("groups in use are asked for; what is nested is told by the whole list", async () => {
      const index = {
        groups: new Map([asGroup(root), unnamed, nested].map((one) => [one.key, one])),
        mailboxes: new Set<string>(),
      };
      const back = await gather({ status: "read", value: index });
      expect(back.parents("exchange/groupMembers")).toEqual({
        [id("b", 1)]: "read",
        [nested.key]: "read",
      });
    });

    it("nothing is read when the list is not, whatever came of it", async () => {
      const back = await gather({ status: "failed", message: "lost page 2" });
      expect(back.seen).toHaveLength(1);
      const entry = back.manifest.sections["exchange/groupMembers"];
      expect(entry).toMatchObject({ status: "failed" });
      expect(entry?.file).toBeUndefined();
      expect(entry?.message).toContain("`exchange/recipients` was not read");
    });
  });
});
