import { describe, expect, it } from "vitest";
import { invoke, start, stopAfterEach } from "../clients.ts";
import { ADELE } from "../contoso.ts";

stopAfterEach();

describe("rows", () => {
  it("carry sidecar keys beside typed values", async () => {
    const reply = await invoke(await start(), "Get-Recipient", { Identity: "adele" });
    expect(reply.rows[0]).toMatchObject({
      "Guid@data.type": "System.Guid",
      "Guid@odata.type": "#Guid",
      "WhenCreated@data.type": "System.DateTime",
      "EmailAddresses@odata.type": "#Collection(String)",
      Guid: ADELE["Guid"],
    });
    expect(reply.body["@odata.context"]).toContain("https://outlook.office.com/");
    expect(reply.body["@adminapi.warnings"]).toEqual([]);
    expect(reply.headers.get("content-type")).toContain("odata.streaming=true");
  });

  it("write the same id in different casing", async () => {
    const { rows } = await invoke(await start(), "Get-Recipient", { ResultSize: "Unlimited" });
    const isUpper = rows.map(
      (row) =>
        row["ExternalDirectoryObjectId"] === String(row["ExternalDirectoryObjectId"]).toUpperCase(),
    );
    expect(isUpper).toEqual([false, false, true, false, false, true, false, false]);
  });

  it("show enums by name, however they were recorded", async () => {
    const assignments = [{ Name: "a", RoleAssigneeType: 10, Role: { value: 1, Value: "Mail" } }];
    const emulator = await start({ "exchange/roleAssignments": assignments });
    const { rows } = await invoke(emulator, "Get-ManagementRoleAssignment");
    expect(rows[0]).toMatchObject({ RoleAssigneeType: "RoleGroup", Role: "Mail" });
  });

  it("keep blanks and nulls as they were", async () => {
    const scopes = [{ Name: "s", RecipientRoot: "", ServerFilter: null, Exclusive: false }];
    const { rows } = await invoke(
      await start({ "exchange/managementScopes": scopes }),
      "Get-ManagementScope",
    );
    expect(rows).toEqual(scopes);
  });
});
