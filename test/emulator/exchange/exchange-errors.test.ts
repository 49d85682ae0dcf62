import { describe, expect, it } from "vitest";
import { errorTextOf, invoke, send, start, stopAfterEach } from "../clients.ts";
import type { Reply } from "../clients.ts";
import { ADELE, TENANT_ID } from "../contoso.ts";

stopAfterEach();

describe("refusals", () => {
  it("of a cmdlet that no role of the caller holds are NUL bytes", async () => {
    const emulator = await start({}, { allowedCmdlets: ["get-recipient"] });
    for (const cmdlet of ["Get-ManagementScope", "Remove-Mailbox"]) {
      const reply = await invoke(emulator, cmdlet);
      expect(reply.status).toBe(403);
      expect(reply.text).toMatch(/^\0+$/);
      expect(reply.headers.get("x-ms-diagnostics")).toContain("reason=");
    }
    expect((await invoke(emulator, "Get-Recipient")).status).toBe(200);
  });

  it.each([
    ["Get-ApplicationAccessPolicy", { AppId: "x" }, "AppId"],
    ["Get-ManagementRoleAssignment", { Role: "x", Identity: "y" }, "Role, Identity"],
    [
      "Get-Recipient",
      { Filter: "Alias -eq 'x'", Identity: "y", RecipientPreviewFilter: "z" },
      "RecipientPreviewFilter",
    ],
    ["Get-ManagementScope", { ResultSize: "Unlimited" }, "ResultSize"],
  ])("name parameters outside one documented set: %s %j", async (cmdlet, parameters, named) => {
    const reply = await invoke(await start(), cmdlet, parameters);
    expect(reply.status).toBe(400);
    expect(errorTextOf(reply)).toContain("AmbiguousParameterSetException");
    expect(errorTextOf(reply)).toContain(named);
  });

  it.each([
    ["Test-ApplicationAccessPolicy", { Identity: "adele" }, "AppId"],
    ["Get-DistributionGroupMember", {}, "Identity"],
    ["Get-UnifiedGroupLinks", { Identity: "team" }, "LinkType"],
    ["Get-ManagementRole", { GetChildren: true }, "Identity"],
  ])("name what is mandatory: %s %j", async (cmdlet, parameters, named) => {
    const reply = await invoke(await start(), cmdlet, parameters);
    expect(reply.status).toBe(400);
    expect(errorTextOf(reply)).toContain(`missing mandatory parameters: ${named}`);
  });

  it("name a documented parameter that the emulator would have to ignore", async () => {
    const reply = await invoke(await start(), "Get-Recipient", { Anr: "ad" });
    expect(reply.status).toBe(400);
    expect(errorTextOf(reply)).toContain("does not support the parameter 'Anr'");
  });

  it("of a value that does not fit have no details, and list the names that would", async () => {
    const parameters = { Identity: "team", LinkType: "Everyone" };
    const reply = await invoke(await start(), "Get-UnifiedGroupLinks", parameters);
    expect(reply.status).toBe(400);
    expect(reply.body["error"]).not.toHaveProperty("details");
    expect(errorTextOf(reply)).toContain("Members,Owners");
  });

  it("meet a body without parameters, a GET, another version, another tenant and no token", async () => {
    const emulator = await start();
    const post = (path: string, body: unknown, headers = {}): Promise<Reply> =>
      send(emulator, path, { method: "POST", body: JSON.stringify(body), headers });
    const path = `/adminapi/beta/${TENANT_ID}/InvokeCommand`;
    const input = { CmdletInput: { CmdletName: "Get-Recipient", Parameters: {} } };
    expect(
      (await post(path, { CmdletInput: { CmdletName: "Get-Recipient", Parameters: null } })).status,
    ).toBe(400);
    expect((await send(emulator, path)).status).toBe(405);
    expect((await post(path.replace("beta", "v1.0"), input)).status).toBe(405);
    expect((await post(path.replace(TENANT_ID, ADELE["Guid"] as string), input)).status).toBe(401);
    expect((await post(path, input, { Authorization: "" })).status).toBe(401);
    expect((await post(path, input)).status).toBe(200);
  });
});

describe("sections that were not read", () => {
  it.each([
    ["denied", 403],
    ["failed", 500],
    ["absent", 404],
    ["notAsked", 403],
  ] as const)("recorded as %s are answered %i, never as empty", async (status, code) => {
    const sections = {
      "exchange/applicationAccessPolicies": status,
      "exchange/roleAssignments": status,
      "exchange/roles": status,
      "exchange/managementScopes": status,
      "exchange/servicePrincipals": status,
      "exchange/recipients": status,
      "exchange/administrativeUnits": status,
      "exchange/organizationConfig": status,
    };
    const emulator = await start(sections);
    for (const cmdlet of [
      "ApplicationAccessPolicy",
      "ManagementRoleAssignment",
      "ManagementRole",
      "ManagementScope",
      "ServicePrincipal",
      "Recipient",
      "AdministrativeUnit",
      "OrganizationConfig",
    ]) {
      const reply = await invoke(emulator, `Get-${cmdlet}`);
      expect([cmdlet, reply.status]).toEqual([cmdlet, code]);
      expect(reply.body["value"]).toBeUndefined();
    }
  });

  it("that never existed are an error text, which no policies at all is not", async () => {
    const never = await invoke(
      await start({ "exchange/applicationAccessPolicies": "absent" }),
      "Get-ApplicationAccessPolicy",
    );
    expect(errorTextOf(never)).toMatch(
      /ManagementObjectNotFoundException\|.*object 'OU=contoso\.onmicrosoft\.com.*couldn't be found/,
    );
    const none = await invoke(
      await start({ "exchange/applicationAccessPolicies": [] }),
      "Get-ApplicationAccessPolicy",
    );
    expect([none.status, none.rows, none.body["value"]]).toEqual([200, [], []]);
  });
});

describe("trouble on purpose", () => {
  it("throttles every n-th request, saying how long to wait", async () => {
    const emulator = await start({}, { faults: { throttleEvery: 2, retryAfterSeconds: 7 } });
    const replies = [];
    for (let turn = 0; turn < 4; turn += 1) replies.push(await invoke(emulator, "Get-Recipient"));
    expect(replies.map(({ status }) => status)).toEqual([200, 429, 200, 429]);
    expect(replies[1]?.headers.get("retry-after")).toBe("7");
  });

  it("answers 400 with an exception that passes", async () => {
    const emulator = await start({}, { faults: { transientEvery: 2 } });
    await invoke(emulator, "Get-Recipient");
    const reply = await invoke(emulator, "Get-Recipient");
    expect(reply.status).toBe(400);
    expect(errorTextOf(reply)).toContain("DCOverloadedException");
    expect((await invoke(emulator, "Get-Recipient")).status).toBe(200);
  });
});
