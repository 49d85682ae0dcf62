import { describe, expect, it } from "vitest";
import type { Emulator } from "../../src/emulator/start-emulator.ts";
import { ANCHOR, errorTextOf, invoke, invokeAll, send, start, stopAfterEach } from "./clients.ts";
import type { InvokeOptions, Reply } from "./clients.ts";
import { ADELE, CONTOSO, TENANT_ID } from "./contoso.ts";

stopAfterEach();

const EXPIRED = "Expired or Invalid pagination request. Default Expiry time is 00:30:00";

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
      `https://outlook.office365.com/adminapi/beta/${TENANT_ID}/InvokeCommand?`,
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
      "Get-DynamicDistributionGroup",
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
    const emulator = await start();
    await invoke(emulator, "Get-Recipient");
    await send(emulator, "/v1.0/organization");
    expect(emulator.requests()).toEqual([
      {
        method: "POST",
        path: `/adminapi/beta/${TENANT_ID}/InvokeCommand`,
        cmdlet: "Get-Recipient",
        status: 200,
      },
      { method: "GET", path: "/v1.0/organization", cmdlet: undefined, status: 200 },
    ]);
  });
});
