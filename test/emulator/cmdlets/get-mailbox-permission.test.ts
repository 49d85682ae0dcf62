import { describe, expect, it } from "vitest";
import { errorTextOf, invoke, start, stopAfterEach } from "../clients.ts";
import { ADELE, ALEX, keyOf, SALES } from "../contoso.ts";

stopAfterEach();

const GRANTED = {
  Identity: "adele",
  User: "bot@contoso.com",
  AccessRights: ["FullAccess"],
  IsInherited: false,
  Deny: false,
};
const tenant = { "exchange/mailboxPermissions": { [keyOf(ADELE)]: [GRANTED], [keyOf(ALEX)]: [] } };
const CMDLET = "Get-MailboxPermission";

describe("Get-MailboxPermission", () => {
  it("answers what was recorded, and what every mailbox has by default", async () => {
    const { rows } = await invoke(await start(tenant), CMDLET, { Identity: "adele@contoso.com" });
    expect(rows.map((row) => [row["User"], row["IsInherited"], row["Deny"]])).toEqual([
      ["NT AUTHORITY\\SELF", false, false],
      ["EMULATED\\Organization Management", true, true],
      ["bot@contoso.com", false, false],
    ]);
    const plain = await invoke(await start(tenant), CMDLET, { Identity: keyOf(ALEX) });
    expect(plain.rows).toHaveLength(2);
  });

  it("does not say twice what was recorded with its defaults", async () => {
    const self = { ...GRANTED, User: "NT Authority\\Self" };
    const emulator = await start({
      "exchange/mailboxPermissions": { [keyOf(ADELE)]: [self, GRANTED] },
    });
    expect((await invoke(emulator, CMDLET, { Identity: "adele" })).rows).toHaveLength(2);
  });

  it.each([
    ["a mailbox that was not recorded", { [keyOf(ALEX)]: [] }, 500],
    ["a mailbox that failed", { [keyOf(ADELE)]: "failed" }, 500],
    ["a mailbox that was refused", { [keyOf(ADELE)]: "denied" }, 403],
    ["a mailbox that was not found", { [keyOf(ADELE)]: "notFound" }, 404],
    ["a section that nobody asked for", "notAsked", 403],
    ["a section that failed", "failed", 500],
  ] as const)("never answers %s as empty", async (_, content, status) => {
    const emulator = await start({ "exchange/mailboxPermissions": content });
    const reply = await invoke(emulator, CMDLET, { Identity: "adele" });
    expect(reply.status).toBe(status);
    expect(reply.rows).toEqual([]);
  });

  it("answers for one mailbox at a time, and for no group", async () => {
    const emulator = await start(tenant);
    const everybody = await invoke(emulator, CMDLET);
    expect(everybody.status).toBe(400);
    expect(errorTextOf(everybody)).toContain("mandatory parameters: Identity");
    expect((await invoke(emulator, CMDLET, { Identity: keyOf(SALES) })).status).toBe(404);
    const both = { Identity: "adele", Owner: true, User: "bot" };
    expect(errorTextOf(await invoke(emulator, CMDLET, both))).toContain("Parameter set");
    const user = { Identity: "adele", User: "bot" };
    expect(errorTextOf(await invoke(emulator, CMDLET, user))).toContain("does not support");
  });
});
