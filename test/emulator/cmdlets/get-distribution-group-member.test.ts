import { describe, expect, it } from "vitest";
import { invoke, start, stopAfterEach } from "../clients.ts";
import { ADELE, FIELD, keyOf, SALES, TEAM, UNREAD } from "../contoso.ts";

stopAfterEach();

const names = (rows: readonly Readonly<Record<string, unknown>>[]): unknown[] =>
  rows.map((row) => row["Name"] ?? row["DisplayName"] ?? row["AppId"]);

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
