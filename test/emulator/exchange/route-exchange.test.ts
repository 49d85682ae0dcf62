import { describe, expect, it } from "vitest";
import type { Emulator } from "../../../src/emulator/start-emulator.ts";
import { ANCHOR, invoke, send, start, stopAfterEach } from "../clients.ts";
import type { Reply } from "../clients.ts";
import { TENANT_ID } from "../contoso.ts";

stopAfterEach();

describe("beside InvokeCommand", () => {
  const moduleFile = async (emulator: Emulator): Promise<string[]> => {
    const reply = await send(emulator, `/adminapi/v1.0/${TENANT_ID}/EXOModuleFile?Version=3.9.2`, {
      headers: { CommandName: "*" },
    });
    return String(reply.rows[0]?.["exportedCmdlets"]).split(",");
  };

  it("the module file lists what the caller may run", async () => {
    const all = await moduleFile(await start());
    expect(all).toContain("Get-ManagementScope");
    const changes = {
      "exchange/managementScopes": "denied",
      "exchange/recipients": "notAsked",
    } as const;
    const less = await moduleFile(await start(changes));
    expect(all.filter((name) => !less.includes(name))).toEqual([
      "Get-ManagementScope",
      "Get-Recipient",
      "Get-Mailbox",
      "Get-User",
      "Get-DistributionGroup",
      "Get-Group",
    ]);
    const allowedCmdlets = ["Get-ManagementScope", "Get-AcceptedDomain"];
    expect(await moduleFile(await start({}, { allowedCmdlets }))).toEqual(allowedCmdlets);
  });

  it("the banner answers", async () => {
    const reply = await send(
      await start(),
      `/adminapi/beta/${TENANT_ID}/EXOBanner('AutogenSession')?Version=3.9.2`,
    );
    expect(reply.status).toBe(200);
  });

  it("a batch answers each part, in an order of its own", async () => {
    const emulator = await start();
    const part = (name: string, CmdletName: string): object => ({
      id: name,
      method: "POST",
      url: `https://outlook.office365.com/adminapi/beta/${TENANT_ID}/InvokeCommand`,
      headers: { "X-AnchorMailbox": ANCHOR },
      body: { CmdletInput: { CmdletName, Parameters: {} } },
    });
    const batch = (requests: readonly object[]): Promise<Reply> =>
      send(emulator, `/adminapi/beta/${TENANT_ID}/$batch`, {
        method: "POST",
        body: JSON.stringify({ requests }),
      });
    const reply = await batch([
      part("1", "Get-ManagementScope"),
      part("2", "Remove-Mailbox"),
      part("3", "Get-Recipient"),
    ]);
    const responses = reply.body["responses"] as {
      id: string;
      status: number;
      body: { value?: unknown[] } | null;
    }[];
    expect(responses.map(({ id, status }) => [id, status])).toEqual([
      ["3", 200],
      ["2", 403],
      ["1", 200],
    ]);
    expect(responses[2]?.body?.value).toHaveLength(5);
    const eleven = Array.from({ length: 11 }, (_, index) => part(String(index), "Get-Recipient"));
    expect((await batch(eleven)).status).toBe(400);
  });

  it("a domain leads to the tenant id, without a token", async () => {
    const emulator = await start();
    const ask = async (tenant: string): Promise<Response> =>
      fetch(`${emulator.url}/${tenant}/v2.0/.well-known/openid-configuration`);
    for (const tenant of ["contoso.com", "contoso.onmicrosoft.com", TENANT_ID]) {
      expect(await (await ask(tenant)).json()).toMatchObject({
        issuer: `https://login.microsoftonline.com/${TENANT_ID}/v2.0`,
      });
    }
    expect((await ask("fabrikam.com")).status).toBe(400);
  });

  it("the log tells what was asked", async () => {
    const emulator = await start({});
    await invoke(emulator, "Get-Recipient");
    await send(emulator, "/v1.0/organization");
    await send(emulator, "/v1.0/$batch", {
      method: "POST",
      body: JSON.stringify({ requests: [{ id: "1", method: "GET", url: "/organization" }] }),
    });
    expect(emulator.requests()).toEqual([
      {
        method: "POST",
        path: `/adminapi/beta/${TENANT_ID}/InvokeCommand`,
        cmdlet: "Get-Recipient",
        status: 200,
        inBatch: false,
      },
      { method: "GET", path: "/v1.0/organization", cmdlet: undefined, status: 200, inBatch: false },
      { method: "GET", path: "/v1.0/organization", cmdlet: undefined, status: 200, inBatch: true },
      { method: "POST", path: "/v1.0/$batch", cmdlet: undefined, status: 200, inBatch: false },
    ]);
  });
});
