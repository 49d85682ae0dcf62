import { describe, expect, it } from "vitest";
import { errorTextOf, invoke, start, stopAfterEach } from "../clients.ts";
import { ADELE, CRM, keyOf, SALES, UNIT } from "../contoso.ts";

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
