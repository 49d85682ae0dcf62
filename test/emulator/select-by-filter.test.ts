import { describe, expect, it } from "vitest";
import type { Emulator } from "../../src/emulator/start-emulator.ts";
import { errorTextOf, invoke, start, stopAfterEach } from "./clients.ts";
import type { Reply } from "./clients.ts";
import { ADELE, ALEX, CONTOSO, keyOf, SALES, SHARED, UNREAD } from "./contoso.ts";

stopAfterEach();

const names = (reply: Reply): unknown[] => reply.rows.map((row) => row["Name"]);

describe("Get-Recipient -Filter", () => {
  const filter = async (emulator: Emulator, Filter: string): Promise<Reply> =>
    invoke(emulator, "Get-Recipient", { Filter, ResultSize: "Unlimited" });

  it.each([
    ["a property", "Alias -eq 'ADELE'", ["adele"]],
    ["an address, old ones too", "PrimarySmtpAddress -eq 'alex.old@contoso.com'", ["alex"]],
    [
      "a type and a negation",
      "RecipientTypeDetails -eq 'UserMailbox' -and -not(Alias -eq 'alex')",
      ["adele", "bianca"],
    ],
    [
      "direct members only",
      `MemberOfGroup -eq '${String(SALES["DistinguishedName"])}'`,
      ["adele", "field"],
    ],
    ["a group by something else than its DN: nothing", "MemberOfGroup -eq 'sales'", []],
    [
      "Windows Live ID as user principal name",
      "UserPrincipalName -eq 'adele@contoso.com' -or Alias -eq 'x'",
      undefined,
    ],
  ])("finds by %s", async (_, text, expected) => {
    const reply = await filter(await start(), text);
    if (expected === undefined) expect(reply.status).toBe(500);
    else expect(names(reply)).toEqual(expected);
  });

  it("knows user principal names from the settings and from Graph's users", async () => {
    const userPrincipalNames = Object.fromEntries(
      (CONTOSO["exchange/recipients"] as Record<string, unknown>[]).map((row) => [
        keyOf(row),
        `${String(row["Name"])}@x.com`,
      ]),
    );
    const emulator = await start({}, { settings: { userPrincipalNames } });
    expect(names(await filter(emulator, "UserPrincipalName -eq 'bianca@x.com'"))).toEqual([
      "bianca",
    ]);
    const users = [{ id: keyOf(SHARED), userPrincipalName: "shared@y.com" }];
    const only = { "exchange/recipients": [ADELE, SHARED], "graph/users": users };
    const other = await start(only);
    expect(names(await filter(other, "UserPrincipalName -eq 'shared@y.com'"))).toEqual(["shared"]);
  });

  it("previews a filter as it filters", async () => {
    const RecipientPreviewFilter = "Alias -eq 'alex'";
    const reply = await invoke(await start(), "Get-Recipient", { RecipientPreviewFilter });
    expect(names(reply)).toEqual(["alex"]);
  });

  it("refuses what it cannot read", async () => {
    const reply = await filter(await start(), "Alias -eq");
    expect(reply.status).toBe(400);
    expect(errorTextOf(reply)).toContain("Invalid filter syntax");
  });

  it("takes the recorded members of the scope where it cannot decide, however the filter is spelt", async () => {
    expect(names(await filter(await start(), "(department  -EQ 'sales')"))).toEqual(["alex"]);
  });

  it("keeps recorded members that the list of recipients lacks", async () => {
    const emulator = await start({ "exchange/recipients": [ADELE, SALES] });
    expect(names(await filter(emulator, "Department -eq 'Sales'"))).toEqual(["alex"]);
  });

  it("fails where it cannot decide and nothing was recorded", async () => {
    const emulator = await start();
    expect((await filter(emulator, "Department -eq 'HR'")).status).toBe(500);
    const unread = `MemberOfGroup -eq '${String(UNREAD["DistinguishedName"])}'`;
    expect((await filter(emulator, unread)).status).toBe(500);
  });

  it("answers a scope's filter by the recorded refusal of that scope", async () => {
    const emulator = await start();
    expect((await filter(emulator, "Alias -eq 'REFUSED'")).status).toBe(403);
    expect((await filter(emulator, "Alias -eq 'broken'")).status).toBe(500);
    expect((await filter(emulator, "Alias -eq 'alex'")).status).toBe(200);
    const all = await start({ "exchange/scopeMembers": "denied" });
    expect((await filter(all, "Department -eq 'Sales'")).status).toBe(403);
    expect((await filter(all, "Alias -eq 'alex'")).status).toBe(200);
  });

  it("can be told to contradict its own scopes", async () => {
    const scopeMembers = { "sales only": { add: [keyOf(ALEX)], remove: [keyOf(ADELE)] } };
    const emulator = await start({}, { settings: { witnessOverrides: { scopeMembers } } });
    const text = `MemberOfGroup -eq '${String(SALES["DistinguishedName"])}'`;
    expect(names(await filter(emulator, text))).toEqual(["field", "alex"]);
  });
});
