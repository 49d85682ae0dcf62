import { describe, expect, it } from "vitest";
import type { Emulator } from "../../../src/emulator/start-emulator.ts";
import { invoke, start, stopAfterEach } from "../clients.ts";
import type { Reply } from "../clients.ts";
import { assignment, BIANCA, CRM, CRM_SP, FIELD, id, keyOf, PAYROLL, UNIT } from "../contoso.ts";

stopAfterEach();

describe("Test-ServicePrincipalAuthorization", () => {
  const authorizations = async (
    emulator: Emulator,
    parameters: Record<string, unknown>,
  ): Promise<unknown[][]> => {
    const reply = await invoke(emulator, "Test-ServicePrincipalAuthorization", parameters);
    return reply.rows.map((row) => [row["ScopeType"], row["AllowedResourceScope"], row["InScope"]]);
  };

  it.each([CRM, CRM_SP, "crm"])(
    "lists regular, enabled application roles of %s",
    async (Identity) => {
      const reply = await invoke(await start(), "Test-ServicePrincipalAuthorization", { Identity });
      expect(reply.rows.map((row) => [row["RoleName"], row["GrantedPermissions"]])).toEqual([
        ["Application Mail.Read", "Mail.Read"],
        ["Application Mail.Send", "Mail.Send"],
        ["Application Mail Full Access", "Mail.ReadWrite, Mail.Send"],
        ["Application Contacts.Read", "Contacts.Read"],
      ]);
    },
  );

  it("says Not Run without a resource", async () => {
    expect(await authorizations(await start(), { Identity: CRM })).toEqual([
      ["CustomRecipientScope", "Sales only", "Not Run"],
      ["AdministrativeUnit", id("7001"), "Not Run"],
      ["Group", "sales", "Not Run"],
      ["Organization", "Organization", "Not Run"],
    ]);
  });

  it.each([
    ["adele", ["True", "True", "True", "True"]],
    ["alex", ["False", "False", "False", "True"]],
    ["bianca", ["False", "False", "False", "True"]],
  ])("looks for %s in filter, unit, group and organisation: %j", async (Resource, expected) => {
    const rows = await authorizations(await start(), { Identity: CRM, Resource });
    expect(rows.map((row) => row[2])).toEqual(expected);
  });

  it("ignores where a scope's root is another part of the directory", async () => {
    const rooted = (RecipientRoot: string): Record<string, unknown> => ({
      Name: "Sales only",
      RecipientFilter: "Alias -eq 'adele'",
      RecipientRoot,
    });
    const inScope = async (root: string): Promise<unknown> => {
      const emulator = await start({ "exchange/managementScopes": [rooted(root)] });
      return (await authorizations(emulator, { Identity: CRM, Resource: "adele" }))[0]?.[2];
    };
    expect(await inScope("contoso.onmicrosoft.com")).toBe("True");
    expect(await inScope("prod.outlook.com/Elsewhere")).toBe("False");
  });

  it("does not know an app that Exchange has no pointer to, nor a mailbox that is not there", async () => {
    const emulator = await start();
    const run = (parameters: Record<string, unknown>): Promise<Reply> =>
      invoke(emulator, "Test-ServicePrincipalAuthorization", parameters);
    expect((await run({ Identity: id("cfff") })).status).toBe(404);
    expect((await run({ Identity: CRM, Resource: "nobody" })).status).toBe(404);
  });

  it("answers an app by its recorded refusal", async () => {
    const Identity = PAYROLL;
    const reply = await invoke(await start(), "Test-ServicePrincipalAuthorization", { Identity });
    expect(reply.status).toBe(403);
  });

  it("takes recorded rows only where assignments were not read", async () => {
    const recorded = [{ RoleName: "Application Mail.Read", InScope: "Not Run" }];
    const emulator = await start({
      "exchange/roleAssignments": "failed",
      "exchange/servicePrincipalAuthorizations": { [CRM]: recorded },
    });
    const run = (more: object): Promise<Reply> =>
      invoke(emulator, "Test-ServicePrincipalAuthorization", { Identity: CRM, ...more });
    expect((await run({})).rows).toEqual(recorded);
    expect((await run({ Resource: "adele" })).status).toBe(500);
  });

  it("fails where a scope cannot be decided", async () => {
    const emulator = await start({ "exchange/managementScopes": "denied" });
    const parameters = { Identity: CRM, Resource: "adele" };
    const reply = await invoke(emulator, "Test-ServicePrincipalAuthorization", parameters);
    expect(reply.status).toBe(500);
  });

  it("tells two apps of one display name apart", async () => {
    const twin = { DisplayName: "CRM", AppId: id("c0ff"), ObjectId: id("d0ff") };
    const byName = assignment("by-name", "Application Mail.Read", { RoleAssignee: "CRM" });
    const emulator = await start({
      "exchange/servicePrincipals": [{ DisplayName: "CRM", AppId: CRM, ObjectId: CRM_SP }, twin],
      "exchange/roleAssignments": [byName, assignment("by-id", "Application Mail.Send")],
    });
    const rows = async (Identity: string): Promise<number> =>
      (await invoke(emulator, "Test-ServicePrincipalAuthorization", { Identity })).rows.length;
    expect([await rows(CRM), await rows(id("c0ff"))]).toEqual([1, 0]);
  });

  it("leaves out what is delegated, no application role, or somebody else's", async () => {
    const others = [
      assignment("delegated", "Application Mail.Read", {
        RoleAssignmentDelegationType: "DelegatingOrgWide",
      }),
      assignment("admin", "Mail Recipients"),
      assignment("user", "Application Mail.Read", { RoleAssigneeType: "User" }),
    ];
    const emulator = await start({ "exchange/roleAssignments": others });
    expect(await authorizations(emulator, { Identity: CRM })).toEqual([]);
  });

  it("can be told to contradict its own assignments", async () => {
    const rows = [{ RoleName: "Application Mail.Send" }];
    const settings = { witnessOverrides: { authorizations: { [CRM]: rows } } };
    const reply = await invoke(
      await start({}, { settings }),
      "Test-ServicePrincipalAuthorization",
      {
        Identity: CRM,
      },
    );
    expect(reply.rows).toEqual(rows);
  });
});

describe("a mailbox that a unit only reaches through a group", () => {
  it("is not in the unit's scope", async () => {
    const members = [{ "@odata.type": "#microsoft.graph.group", id: keyOf(FIELD) }];
    const emulator = await start({ "graph/administrativeUnitMembers": { [UNIT]: members } });
    const parameters = { Identity: CRM, Resource: keyOf(BIANCA) };
    const reply = await invoke(emulator, "Test-ServicePrincipalAuthorization", parameters);
    expect(reply.rows[1]?.["InScope"]).toBe("False");
  });
});
