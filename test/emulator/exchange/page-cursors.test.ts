import { describe, expect, it } from "vitest";
import type { Emulator } from "../../../src/emulator/start-emulator.ts";
import { errorTextOf, invoke, invokeAll, send, start, stopAfterEach } from "../clients.ts";
import type { InvokeOptions, Reply } from "../clients.ts";
import { CONTOSO, TENANT_ID } from "../contoso.ts";

stopAfterEach();

const EXPIRED = "Expired or Invalid pagination request. Default Expiry time is 00:30:00";

describe("paging", () => {
  const page = async (
    emulator: Emulator,
    options: InvokeOptions = {},
    cmdlet = "Get-Recipient",
  ): Promise<Reply> =>
    invoke(
      emulator,
      cmdlet,
      {},
      { ...options, headers: { Prefer: "odata.maxpagesize=3", ...options.headers } },
    );
  const linkOf = (reply: Reply): string => String(reply.body["@odata.nextLink"]);

  it("gives every row once, over links to the real host", async () => {
    const emulator = await start();
    const first = await page(emulator);
    expect(first.rows).toHaveLength(3);
    expect(linkOf(first)).toContain(
      `https://outlook.office365.com/adminapi/beta/${TENANT_ID}/InvokeCommand?$skiptoken=`,
    );
    expect(first.text).toContain("There are more results available");
    const paged = await start({}, { faults: { pageSize: 3 } });
    const rows = await invokeAll(paged, "Get-Recipient");
    expect(rows.map((row) => row["Name"])).toEqual(
      (CONTOSO["exchange/recipients"] as Record<string, unknown>[]).map((row) => row["Name"]),
    );
    expect(rows).toEqual((await invoke(await start(), "Get-Recipient")).rows);
  });

  it("holds a thousand rows at most, whatever is preferred", async () => {
    const many = Array.from({ length: 1_500 }, (_, index) => ({ Name: `a${index}` }));
    const emulator = await start({ "exchange/roleAssignments": many });
    const headers = { Prefer: "odata.maxpagesize=5000" };
    const reply = await invoke(emulator, "Get-ManagementRoleAssignment", {}, { headers });
    expect(reply.rows).toHaveLength(1_000);
    expect(await invokeAll(emulator, "Get-ManagementRoleAssignment")).toHaveLength(1_500);
  });

  it("breaks without an anchor on page 1", async () => {
    const emulator = await start();
    const withoutAnchor = { "X-AnchorMailbox": "" };
    const body = JSON.stringify({ CmdletInput: { CmdletName: "Get-Recipient", Parameters: {} } });
    const first = await send(emulator, `/adminapi/beta/${TENANT_ID}/InvokeCommand`, {
      method: "POST",
      headers: { Prefer: "odata.maxpagesize=3" },
      body,
    });
    expect(first.rows).toHaveLength(3);
    for (const headers of [withoutAnchor, {}]) {
      const reply = await page(emulator, { link: linkOf(first), headers });
      expect(reply.status).toBe(400);
      expect(reply.body).toMatchObject({
        error: {
          message: "Invalid Operation",
          innererror: { internalexception: { message: EXPIRED } },
        },
      });
      expect(reply.body["error"]).not.toHaveProperty("details");
    }
  });

  it("breaks with a blank anchor", async () => {
    const emulator = await start();
    const headers = { "X-AnchorMailbox": " " };
    const first = await page(emulator, { headers });
    expect(errorTextOf(await page(emulator, { link: linkOf(first), headers }))).toContain(EXPIRED);
  });

  it("is tied to anchor, body, tenant and time, and each link works once", async () => {
    const emulator = await start();
    const again = async (options: InvokeOptions, cmdlet?: string): Promise<string> =>
      errorTextOf(await page(emulator, options, cmdlet));
    const link = linkOf(await page(emulator));
    expect(
      await again({ link, headers: { "X-AnchorMailbox": "UPN:other@contoso.com" } }),
    ).toContain(EXPIRED);
    expect(await again({ link }, "Get-Mailbox")).toContain(EXPIRED);
    const renamed = link.replace(TENANT_ID, "contoso.onmicrosoft.com");
    expect(await again({ link: renamed })).toContain(EXPIRED);
    expect((await page(emulator, { link })).rows).toHaveLength(3);
    expect(await again({ link })).toContain(EXPIRED);
    const hasty = await start({}, { faults: { cursorLifetimeMs: -1 } });
    const reply = await page(hasty, { link: linkOf(await page(hasty)) });
    expect(errorTextOf(reply)).toContain(EXPIRED);
  });

  it("works under the initial domain and breaks under a vanity domain", async () => {
    const emulator = await start();
    for (const [tenant, status] of [
      ["contoso.onmicrosoft.com", 200],
      ["contoso.com", 400],
    ] as const) {
      const first = await page(emulator, { tenant });
      expect(first.status).toBe(200);
      expect((await page(emulator, { link: linkOf(first) })).status).toBe(status);
    }
  });
});
