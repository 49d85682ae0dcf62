import { describe, expect, it } from "vitest";
import { errorTextOf } from "../clients.ts";
import type { Row } from "../tenant-folder.ts";
import { fixture, startOperator, stopOperatorsAfterEach } from "./operator.ts";
import type { Operator } from "./operator.ts";

stopOperatorsAfterEach();

const CONTOSO = "10000000-0000-4000-8000-0000000000c1";
const TENANT = "10000000-0000-4000-8000-0000000000f4";
const APP = "4e91ac94-b9bf-47e0-a11a-f342938b97a6";
const OBJECT = "faca44fa-870f-4a2b-a120-e38e2f71d9f3";
const GRAPH = "d0000000-0000-4000-8000-000000000901";
const MAIL_READ = "810c84a8-4a9e-49e6-bf7d-12d183f40d01";
const LONG = "x".repeat(65);

const start = (options: Parameters<typeof startOperator>[2] = {}): Promise<Operator> =>
  startOperator(TENANT, fixture("walkthrough"), { visibility: "atOnce", ...options });

const scope = (name: string): Row => ({ Name: name, RecipientRestrictionFilter: "Alias -eq 'a'" });
const assigned = (more: Row): Row => ({ App: APP, Role: "Application Mail.Read", ...more });
const policy = (group: string): Row => ({
  AccessRight: "RestrictAccess",
  AppId: APP,
  PolicyScopeGroupId: group,
  Description: " ",
});

describe("a cmdlet that changes the tenant", () => {
  const refusals: readonly (readonly [string, Row, number, string])[] = [
    [
      "New-ManagementScope",
      { ...scope("a"), Nonsense: 1 },
      400,
      "Parameter set cannot be resolved",
    ],
    ["New-ManagementScope", { ...scope("a"), ServerList: "b" }, 400, "Parameter set cannot be"],
    ["New-ManagementScope", { Name: "a" }, 400, "missing mandatory"],
    ["New-ManagementScope", scope(LONG), 400, "at most 64"],
    ["New-ManagementScope", scope("mysharedmailbox"), 400, "already exists"],
    ["Remove-ManagementScope", { Identity: "MySharedMailbox" }, 400, "in use"],
    ["Remove-ManagementScope", { Identity: "nothing" }, 404, "couldn't be found"],
    ["New-ServicePrincipal", { AppId: APP, ObjectId: OBJECT }, 400, "already exists"],
    ["New-ServicePrincipal", { AppId: APP, ObjectId: APP }, 400, "Microsoft Entra ID"],
    ["Remove-ServicePrincipal", { Identity: "nothing" }, 404, "couldn't be found"],
    ["New-ManagementRoleAssignment", assigned({ Name: LONG }), 400, "at most 64"],
    ["New-ManagementRoleAssignment", assigned({ App: "nothing" }), 404, "couldn't be found"],
    ["New-ManagementRoleAssignment", assigned({ CustomResourceScope: "no" }), 404, "couldn't be"],
    ["New-ManagementRoleAssignment", assigned({ User: "AdeleV" }), 400, "Parameter set cannot be"],
    ["Remove-ManagementRoleAssignment", { Identity: "nothing" }, 404, "couldn't be found"],
    ["New-ApplicationAccessPolicy", policy("sharedmailbox"), 400, "not a security principal"],
    ["Remove-ApplicationAccessPolicy", { Identity: "nothing" }, 404, "couldn't be found"],
    ["New-DistributionGroup", { Name: "Demo Mailboxes20240205081501" }, 400, "already exists"],
    [
      "Remove-DistributionGroupMember",
      { Identity: "Demo Mailboxes", Member: "AdeleV" },
      400,
      "not a member",
    ],
  ];
  it("refuses what the service refuses, and changes nothing", async () => {
    const { emulator, run } = await start();
    for (const [cmdlet, parameters, status, text] of refusals) {
      const reply = await run(cmdlet, { ...parameters, Confirm: false });
      expect([cmdlet, reply.status, errorTextOf(reply)]).toEqual([
        cmdlet,
        status,
        expect.stringContaining(text),
      ]);
    }
    const changes = await (await fetch(`${emulator.url}/emulator/changes`)).json();
    expect(changes).toEqual({ value: [] });
  });

  it("under WhatIf changes nothing", async () => {
    const { run } = await start();
    expect((await run("New-ManagementScope", { ...scope("a"), WhatIf: true })).status).toBe(200);
    expect((await run("New-ManagementScope", scope("a"))).rows).toMatchObject([{ Name: "a" }]);
    expect((await run("New-ManagementScope", scope("a"))).status).toBe(400);
  });

  it("takes an impersonation assignment from whoever has it effectively, and leaves the others theirs", async () => {
    const { run } = await startOperator(CONTOSO, fixture("contoso"), { visibility: "atOnce" });
    const effective = async (): Promise<readonly unknown[]> => {
      const asked = { Role: "ApplicationImpersonation", GetEffectiveUsers: true };
      return (await run("Get-ManagementRoleAssignment", asked)).rows.map(({ Name }) => Name);
    };
    const before = await effective();
    const gone = "ApplicationImpersonation-Migration Operators";
    expect(before.filter((name) => name === gone).length).toBeGreaterThan(1);
    await run("Remove-ManagementRoleAssignment", { Identity: gone, Confirm: false });
    expect(await effective()).toEqual(before.filter((name) => name !== gone));
  });

  it("runs out of space for policies after 300 of the shortest", async () => {
    const { run } = await start();
    const apps = (first: number, count: number): readonly string[] =>
      Array.from({ length: count }, (_, index) =>
        APP.replace(/.{4}$/, String(first + index).padStart(4, "0")),
      );
    const many = policy("Demo Mailboxes");
    expect(
      (await run("New-ApplicationAccessPolicy", { ...many, AppId: apps(0, 300) })).status,
    ).toBe(200);
    const more = await run("New-ApplicationAccessPolicy", { ...many, AppId: apps(300, 1) });
    expect(errorTextOf(more)).toContain(
      "The total size of App Access Policies exceeded the limit.",
    );
  });

  it("is done although its answer never arrives, and not done where it was throttled", async () => {
    const drop = { dropConnection: [{ on: "New-ManagementScope", at: 1 }] };
    const dropped = await start({ faults: drop });
    await expect(dropped.run("New-ManagementScope", scope("a"))).rejects.toThrow();
    expect(errorTextOf(await dropped.run("New-ManagementScope", scope("a")))).toContain("exists");
    const throttled = await start({ faults: { throttleEvery: 2 } });
    await throttled.run("Get-ManagementScope");
    expect((await throttled.run("New-ManagementScope", scope("a"))).status).toBe(429);
    expect((await throttled.run("New-ManagementScope", scope("a"))).status).toBe(200);
  });
});

describe("a consent", () => {
  const grant = { principalId: OBJECT, resourceId: GRAPH, appRoleId: MAIL_READ };
  const path = `servicePrincipals/${OBJECT}/appRoleAssignments`;

  it("is in the tokens of its moment, which live to their end", async () => {
    const { graph, token, asApp, advance } = await start({ tokenLifetimeMinutes: 60 });
    const before = await token(APP);
    const created = await graph("POST", path, grant);
    expect(created.status).toBe(201);
    expect((await graph("POST", path, grant)).status).toBe(400);
    const read = async (one: string): Promise<number> =>
      (await asApp(one, "GET", "users/meganb@woodgrove.com/messages")).status;
    expect(await read(before)).toBe(403);
    const during = await token(APP);
    expect(await read(during)).toBe(200);
    const id = String(created.body["id"]);
    expect((await graph("DELETE", `${path}/${id}`)).status).toBe(204);
    expect((await graph("DELETE", `${path}/${id}`)).status).toBe(404);
    expect(await read(await token(APP))).toBe(403);
    await advance(59);
    expect(await read(during)).toBe(200);
    await advance(1);
    expect(await read(during)).toBe(401);
  });

  it("is held back by a policy, and only by one that is visible", async () => {
    const { run, graph, token, asApp, advance } = await start({ visibility: "atEnd" });
    await graph("POST", path, grant);
    await advance(28 * 60);
    const read = async (): Promise<number> =>
      (await asApp(await token(APP), "GET", "users/meganb@woodgrove.com/messages")).status;
    expect(await read()).toBe(200);
    expect((await run("New-ApplicationAccessPolicy", policy("Demo Mailboxes"))).status).toBe(200);
    const check = { Identity: "MeganB", AppId: APP };
    expect((await run("Test-ApplicationAccessPolicy", check)).rows).toMatchObject([
      { AccessCheckResult: "Denied" },
    ]);
    await advance(48 * 60 - 1);
    expect(await read()).toBe(200);
    await advance(1);
    expect(await read()).toBe(403);
  });
});
