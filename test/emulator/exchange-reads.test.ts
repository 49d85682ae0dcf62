import { describe, expect, it } from "vitest";
import { errorTextOf, invoke, start, stopAfterEach } from "./clients.ts";
import { ADELE, CRM, FIELD, keyOf, SALES, TEAM, UNIT, UNREAD } from "./contoso.ts";

stopAfterEach();

const names = (rows: readonly Readonly<Record<string, unknown>>[]): unknown[] =>
  rows.map((row) => row["Name"] ?? row["DisplayName"] ?? row["AppId"]);

describe("cmdlets that list", () => {
  it.each([
    ["Get-ApplicationAccessPolicy", 5],
    ["Get-ManagementRoleAssignment", 7],
    ["Get-ManagementRole", 4],
    ["Get-ManagementScope", 5],
    ["Get-ServicePrincipal", 3],
    ["Get-AdministrativeUnit", 1],
    ["Get-OrganizationConfig", 1],
    ["Get-Recipient", 8],
    ["Get-Mailbox", 4],
    ["Get-User", 4],
    ["Get-DistributionGroup", 3],
    ["Get-Group", 4],
    ["Get-DynamicDistributionGroup", 0],
  ])("%s answers %i rows", async (cmdlet, rows) => {
    const reply = await invoke(await start(), cmdlet);
    expect(reply.status).toBe(200);
    expect(reply.rows).toHaveLength(rows);
  });

  it("takes cmdlet and parameter names in any casing", async () => {
    const reply = await invoke(await start(), "get-recipient", { identity: "ADELE" });
    expect(names(reply.rows)).toEqual(["adele"]);
  });

  it("answers a cmdlet without rows with nothing at all, where the service does", async () => {
    const reply = await invoke(
      await start({ "exchange/managementScopes": [] }),
      "Get-ManagementScope",
    );
    expect([reply.status, reply.text]).toEqual([200, ""]);
  });

  it("shows the allow list of app ids only to those who ask for it", async () => {
    const emulator = await start();
    const plain = await invoke(emulator, "Get-OrganizationConfig");
    const asked = await invoke(emulator, "Get-OrganizationConfig", {
      RetrieveEwsOperationAccessPolicy: true,
    });
    expect(plain.rows[0]).toMatchObject({ EwsEnabled: true, EwsAllowedAppIDs: null });
    expect(asked.rows[0]).toMatchObject({ EwsAllowedAppIDs: [CRM] });
  });

  it("keeps the object id out of Get-Group", async () => {
    const reply = await invoke(await start(), "Get-Group", { Identity: "sales" });
    expect(reply.rows[0]).toMatchObject({ Name: "sales" });
    expect(reply.rows[0]).not.toHaveProperty("ExternalDirectoryObjectId");
  });
});

describe("Identity", () => {
  it.each([
    ["Get-ApplicationAccessPolicy", 5],
    ["Get-ManagementRoleAssignment", 7],
    ["Get-ManagementScope", 5],
    ["Get-ServicePrincipal", 3],
    ["Get-AdministrativeUnit", 1],
  ])("of null or of nothing that exists answers everything: %s", async (cmdlet, all) => {
    const emulator = await start();
    for (const Identity of [null, "", "no such thing"]) {
      expect((await invoke(emulator, cmdlet, { Identity })).rows).toHaveLength(all);
    }
  });

  it.each([
    ["Get-ManagementScope", "sales ONLY"],
    ["Get-ServicePrincipal", CRM.toUpperCase()],
    ["Get-ManagementRoleAssignment", "crm-unit"],
    ["Get-AdministrativeUnit", UNIT],
  ])("that exists answers one row: %s", async (cmdlet, Identity) => {
    expect((await invoke(await start(), cmdlet, { Identity })).rows).toHaveLength(1);
  });

  it.each([
    ["object id", keyOf(ADELE)],
    ["GUID", String(ADELE["Guid"])],
    ["name", "Adele"],
    ["display name", "adele (Contoso)"],
    ["address", "adele@contoso.com"],
    ["old address", "Adele.Old@contoso.com"],
    ["distinguished name", String(ADELE["DistinguishedName"])],
  ])("of a recipient may be its %s", async (_, Identity) => {
    const reply = await invoke(await start(), "Get-Recipient", { Identity });
    expect(names(reply.rows)).toEqual(["adele"]);
  });

  it.each(["Get-Recipient", "Get-DistributionGroupMember", "Get-Mailbox"])(
    "that no recipient has is not found: %s",
    async (cmdlet) => {
      const reply = await invoke(await start(), cmdlet, { Identity: "nobody" });
      expect(reply.status).toBe(404);
      expect(errorTextOf(reply)).toContain("ManagementObjectNotFoundException|The operation");
    },
  );

  it("that several recipients have is refused", async () => {
    const twins = [ADELE, { ...ADELE, ExternalDirectoryObjectId: keyOf(SALES), Guid: "" }];
    const emulator = await start({ "exchange/recipients": twins });
    const reply = await invoke(emulator, "Get-Recipient", { Identity: "adele" });
    expect(reply.status).toBe(400);
    expect(errorTextOf(reply)).toContain("matches multiple entries");
  });
});

describe("members of groups", () => {
  it("are the direct ones", async () => {
    const reply = await invoke(await start(), "Get-DistributionGroupMember", {
      Identity: keyOf(SALES),
      ResultSize: "Unlimited",
    });
    expect(names(reply.rows)).toEqual(["adele", "field"]);
  });

  it("of a Microsoft 365 group come from its links, not from Get-DistributionGroupMember", async () => {
    const emulator = await start();
    const Identity = keyOf(TEAM);
    const links = await invoke(emulator, "Get-UnifiedGroupLinks", {
      Identity,
      LinkType: "members",
    });
    const members = await invoke(emulator, "Get-DistributionGroupMember", { Identity });
    expect(names(links.rows)).toEqual(["alex"]);
    expect(members.status).toBe(404);
  });

  it("of a distribution group are no links", async () => {
    const Identity = keyOf(SALES);
    const reply = await invoke(await start(), "Get-UnifiedGroupLinks", {
      Identity,
      LinkType: "Members",
    });
    expect(reply.status).toBe(404);
  });

  it.each([
    ["not recorded", {}, 500],
    ["denied", { [keyOf(UNREAD)]: "denied" }, 403],
    ["failed", { [keyOf(UNREAD)]: "failed" }, 500],
    ["notFound", { [keyOf(UNREAD)]: "notFound" }, 404],
    ["read as empty", { [keyOf(UNREAD)]: [] }, 200],
  ] as const)("that are %s are never empty by chance", async (_, parents, status) => {
    const emulator = await start({ "exchange/groupMembers": parents });
    const reply = await invoke(emulator, "Get-DistributionGroupMember", {
      Identity: keyOf(UNREAD),
    });
    expect(reply.status).toBe(status);
    expect(reply.rows).toEqual([]);
  });

  it("stop at a thousand, with a warning, when nobody asks for more", async () => {
    const many = Array.from({ length: 1_200 }, (_, index) => ({ ...ADELE, Name: `m${index}` }));
    const emulator = await start({ "exchange/groupMembers": { [keyOf(FIELD)]: many } });
    const Identity = keyOf(FIELD);
    const short = await invoke(emulator, "Get-DistributionGroupMember", { Identity });
    expect(short.rows).toHaveLength(1_000);
    expect(short.body["@odata.nextLink"]).toBeUndefined();
    expect(short.text).toContain("There are more results available");
    const two = await invoke(emulator, "Get-DistributionGroupMember", { Identity, ResultSize: 2 });
    expect(two.rows).toHaveLength(2);
    expect(two.text).toContain("There are more results available");
  });
});

describe("a recipient list", () => {
  it("can be cut by type", async () => {
    const emulator = await start();
    const one = await invoke(emulator, "Get-Recipient", { RecipientTypeDetails: "SharedMailbox" });
    const two = await invoke(emulator, "Get-Recipient", {
      RecipientTypeDetails: ["SharedMailbox", "GroupMailbox"],
    });
    expect(names(one.rows)).toEqual(["shared"]);
    expect(names(two.rows)).toEqual(["shared", "team"]);
  });

  it("can be cut by an organisational unit", async () => {
    const emulator = await start();
    const root = "prod.outlook.com/Microsoft Exchange Hosted Organizations/contoso.onmicrosoft.com";
    const all = await invoke(emulator, "Get-Recipient", { OrganizationalUnit: root });
    const none = await invoke(emulator, "Get-Recipient", { OrganizationalUnit: `${root}/Berlin` });
    expect([all.rows.length, none.rows.length]).toEqual([8, 0]);
  });

  it("shows the chosen properties only", async () => {
    const emulator = await start();
    const Properties = ["Name", "alias"];
    const chosen = await invoke(emulator, "Get-Recipient", { Identity: "adele", Properties });
    const selected = await invoke(
      emulator,
      "Get-Mailbox",
      { Identity: "adele" },
      { query: "?$select=Name" },
    );
    expect(chosen.rows).toEqual([{ Name: "adele", Alias: "adele" }]);
    expect(selected.rows).toEqual([{ Name: "adele" }]);
  });
});
