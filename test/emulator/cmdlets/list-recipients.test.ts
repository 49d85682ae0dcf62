import { describe, expect, it } from "vitest";
import { invoke, start, stopAfterEach } from "../clients.ts";
import { ADELE, ALEX, keyOf } from "../contoso.ts";

stopAfterEach();

const names = (rows: readonly Readonly<Record<string, unknown>>[]): unknown[] =>
  rows.map((row) => row["Name"] ?? row["DisplayName"] ?? row["AppId"]);

describe("a recipient list", () => {
  it("finds by object id before any name", async () => {
    const namesake = { ...ALEX, Name: keyOf(ADELE) };
    const emulator = await start({ "exchange/recipients": [namesake, ADELE] });
    const reply = await invoke(emulator, "Get-Recipient", { Identity: keyOf(ADELE) });
    expect(names(reply.rows)).toEqual(["adele"]);
  });

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
