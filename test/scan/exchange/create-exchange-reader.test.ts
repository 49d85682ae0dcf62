import { afterEach, describe, expect, it } from "vitest";

import { AccessDeniedError, InvariantError, NotFoundError } from "../../../src/errors.ts";
import type { CmdletParameters } from "../../../src/scan/exchange/cmdlet-input.ts";
import { detail, link, rows } from "../support/exchange-answers.ts";
import { ANCHOR, exchangeTo, TENANT } from "../support/exchange-to.ts";
import {
  type Reply,
  type SeenRequest,
  type Service,
  startService,
} from "../support/start-service.ts";

let service: Service | undefined;

async function serve(answer: (request: SeenRequest, turn: number) => Reply): Promise<Service> {
  service = await startService(answer);
  return service;
}

afterEach(async () => {
  await service?.close();
  service = undefined;
});

describe("createExchangeReader: the request", () => {
  it("sends what the service asks for, the same on each page", async () => {
    const { url, seen } = await serve((_, turn) => ({
      body: turn === 1 ? { ...rows("a"), "@odata.nextLink": link("2") } : rows("b"),
    }));

    const read = await exchangeTo(url).readRows("Get-Recipient", {
      Filter: "IsDirSynced -eq $true -and Name -ne '$true'",
      SortBy: undefined,
    });

    expect(read).toEqual([{ Name: "a" }, { Name: "b" }]);
    expect(seen.map(({ path }) => path)).toEqual([
      `/adminapi/beta/${TENANT}/InvokeCommand`,
      `/adminapi/beta/${TENANT}/InvokeCommand?$skiptoken=2`,
    ]);
    expect(JSON.parse(seen[0]?.body ?? "")).toEqual({
      CmdletInput: {
        CmdletName: "Get-Recipient",
        Parameters: {
          Filter: "IsDirSynced -eq 'True' -and Name -ne '$true'",
          ResultSize: "Unlimited",
        },
      },
    });
    for (const { method, headers } of seen) {
      expect(method).toBe("POST");
      expect(headers).toMatchObject({
        authorization: "Bearer secret-token",
        "x-anchormailbox": ANCHOR,
        "x-cmdletname": "Get-Recipient",
        "x-responseformat": "json",
        prefer: "odata.maxpagesize=1000",
        "content-type": "application/json",
      });
    }
    expect(seen[1]?.body).toBe(seen[0]?.body);
    expect(seen[1]?.headers["client-request-id"]).toBe(seen[0]?.headers["client-request-id"]);
  });

  it("sends an empty object when there are no parameters, and no ResultSize where there is none", async () => {
    const { url, seen } = await serve(() => ({ body: rows() }));
    await exchangeTo(url).readRows("Get-ManagementScope");
    expect(seen[0]?.body).toBe(
      '{"CmdletInput":{"CmdletName":"Get-ManagementScope","Parameters":{}}}',
    );
  });

  it.each<[string, object]>([
    ["null", { Identity: null }],
    ["undefined", { Identity: undefined }],
    ["blank", { Identity: " " }],
    ["null elsewhere", { Role: null }],
  ])("refuses to send an identity that is %s: the answer would be everything", async (_, given) => {
    const { url, seen } = await serve(() => ({ body: rows("everything") }));
    const read = exchangeTo(url).readRows("Get-ServicePrincipal", given as CmdletParameters);
    await expect(read).rejects.toBeInstanceOf(InvariantError);
    expect(seen).toHaveLength(0);
  });

  it("runs nothing that could change the tenant", async () => {
    const { url, seen } = await serve(() => ({ body: rows() }));
    for (const cmdlet of [
      "Remove-ApplicationAccessPolicy",
      "Set-ManagementScope",
      "Get-X; Set-Y",
    ]) {
      const read = exchangeTo(url).readRows(cmdlet);
      await expect(read).rejects.toBeInstanceOf(InvariantError);
    }
    expect(seen).toHaveLength(0);
  });
});

describe("createExchangeReader: errors", () => {
  it("reads the reason of a refusal whose body is NUL bytes from its headers, and does not repeat it", async () => {
    const { url, seen } = await serve(() => ({
      status: 403,
      headers: { "x-ms-diagnostics": '2000003;reason="role assignment is missing."' },
      body: Buffer.alloc(64),
    }));
    const read = exchangeTo(url).readRows("Get-OrganizationConfig");
    await expect(read).rejects.toThrow(
      "exchange refused `Get-OrganizationConfig`: role assignment is missing (status 403)",
    );
    await expect(read).rejects.toBeInstanceOf(AccessDeniedError);
    expect(seen).toHaveLength(1);
  });

  it("takes a refusal that claims to be compressed, and is not, for a refusal", async () => {
    const { url } = await serve(() => ({
      status: 403,
      headers: { "content-encoding": "gzip" },
      body: Buffer.alloc(8),
    }));
    const read = exchangeTo(url).readRows("Get-OrganizationConfig");
    await expect(read).rejects.toBeInstanceOf(AccessDeniedError);
  });

  it("tells what was not found by the exception, not by the status", async () => {
    const type = "Microsoft.Exchange.Configuration.Tasks.ManagementObjectNotFoundException";
    const { url } = await serve(() => ({ status: 400, body: detail(`${type}|no | such object.`) }));
    const read = exchangeTo(url).readRows("Get-ManagementRole", { Identity: "x" });
    await expect(read).rejects.toBeInstanceOf(NotFoundError);
    await expect(read).rejects.toThrow(/no \| such object \(status 400\)/);
  });

  it("names the cmdlets that may be run, whatever shape the answer has", async () => {
    const file = { exportedCmdlets: "Get-Recipient, Get-ManagementScope,,Get-Recipient" };
    for (const value of [file, [file]]) {
      const { url, seen } = await serve(() => ({ body: { value } }));
      const allowed = await exchangeTo(url).readAllowedCmdlets();
      expect(allowed).toEqual(["Get-ManagementScope", "Get-Recipient"]);
      expect(seen[0]).toMatchObject({
        method: "GET",
        path: `/adminapi/v1.0/${TENANT}/EXOModuleFile?Version=3.9.2`,
      });
      expect(seen[0]?.headers).toMatchObject({ commandname: "*", "x-anchormailbox": ANCHOR });
      await service?.close();
    }
  });
});
