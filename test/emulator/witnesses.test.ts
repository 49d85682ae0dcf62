import { describe, expect, it } from "vitest";
import type { Emulator } from "../../src/emulator/start-emulator.ts";
import { errorTextOf, invoke, start, stopAfterEach } from "./clients.ts";
import type { Reply } from "./clients.ts";
import {
  ADELE,
  ALEX,
  assignment,
  BIANCA,
  CONTOSO,
  CRM,
  CRM_SP,
  DARK,
  FIELD,
  GHOST,
  id,
  keyOf,
  PAYROLL,
  SALES,
  SELF,
  SHARED,
  TENANT_ID,
  UNIT,
  UNREAD,
} from "./contoso.ts";

stopAfterEach();

const names = (reply: Reply): unknown[] => reply.rows.map((row) => row["Name"]);

const check = async (emulator: Emulator, AppId: string, Identity: string): Promise<unknown> => {
  const reply = await invoke(emulator, "Test-ApplicationAccessPolicy", { AppId, Identity });
  return reply.status === 200 ? reply.rows[0]?.["AccessCheckResult"] : reply.status;
};

const policiesOf = (emulator: Emulator, app: string): Promise<unknown[]> =>
  Promise.all(["adele", "alex", "bianca"].map((mailbox) => check(emulator, app, mailbox)));

const policy = (AppId: string, AccessRight: string, scope: string): Record<string, unknown> => ({
  Identity: `${TENANT_ID}\\${AppId}:S-1-5-21-1;${scope}`,
  AppId,
  AccessRight,
});

describe("Test-ApplicationAccessPolicy", () => {
  it.each([
    ["only members of a restricting scope", CRM, ["Granted", "Denied", "Granted"]],
    ["all but the members of a denying scope", PAYROLL, ["Denied", "Granted", "Denied"]],
    ["nobody when the restricting scope is deleted", GHOST, ["Denied", "Denied", "Denied"]],
    ["the one mailbox that is the scope", SELF, ["Denied", "Granted", "Denied"]],
    ["everybody without a policy", id("cfff"), ["Granted", "Granted", "Granted"]],
    [
      "everybody under an object id, which no policy names",
      CRM_SP,
      ["Granted", "Granted", "Granted"],
    ],
  ])("grants %s", async (_, app, expected) => {
    expect(await policiesOf(await start(), app)).toEqual(expected);
  });

  it("leaves members of nested groups out where nesting is ignored", async () => {
    const emulator = await start({}, { settings: { nestedUnderPolicy: "ignored" } });
    expect(await policiesOf(emulator, CRM)).toEqual(["Granted", "Denied", "Denied"]);
  });

  it("lets a deny win over a restriction, and unites several restrictions", async () => {
    const policies = [
      policy(CRM, "RestrictAccess", keyOf(SALES)),
      policy(CRM, "RestrictAccess", keyOf(ALEX)),
      policy(CRM, "DenyAccess", keyOf(FIELD)),
    ];
    const emulator = await start({ "exchange/applicationAccessPolicies": policies });
    expect(await policiesOf(emulator, CRM)).toEqual(["Granted", "Granted", "Denied"]);
  });

  it.each(["*", "All"])("obeys a policy of %s for every app", async (every) => {
    const policies = [policy(every, "DenyAccess", keyOf(ALEX))];
    const emulator = await start({ "exchange/applicationAccessPolicies": policies });
    expect(await policiesOf(emulator, id("cfff"))).toEqual(["Granted", "Denied", "Granted"]);
  });

  it("describes app and mailbox, whichever id named the mailbox", async () => {
    const Identity = keyOf(ADELE).toUpperCase();
    const reply = await invoke(await start(), "Test-ApplicationAccessPolicy", {
      AppId: CRM,
      Identity,
    });
    expect(reply.rows).toEqual([
      {
        AppId: CRM,
        Mailbox: "adele",
        MailboxId: ADELE["Guid"],
        MailboxSid: null,
        AccessCheckResult: "Granted",
      },
    ]);
  });

  it("grants everything in a tenant that never had a policy", async () => {
    const emulator = await start({ "exchange/applicationAccessPolicies": "absent" });
    expect(await check(emulator, CRM, "alex")).toBe("Granted");
  });

  it("never guesses: what was not read is a failure", async () => {
    expect(await check(await start(), DARK, "adele")).toBe(500);
    const noPolicies = await start({ "exchange/applicationAccessPolicies": "denied" });
    expect(await check(noPolicies, CRM, "adele")).toBe(500);
    const noGroups = await start({ "exchange/groupMembers": "failed" });
    expect(await check(noGroups, CRM, "adele")).toBe(500);
    expect(await check(noGroups, SELF, "alex")).toBe("Granted");
  });

  it("takes a recorded answer only where it cannot compute one", async () => {
    const recorded = (result: string): Record<string, unknown> => ({ AccessCheckResult: result });
    const emulator = await start({
      "exchange/policyChecks": {
        [`${DARK}/${keyOf(ADELE)}`]: [recorded("Granted")],
        [`${CRM}/${keyOf(ALEX)}`]: [recorded("Granted")],
      },
    });
    expect(await check(emulator, DARK, "adele")).toBe("Granted");
    expect(await check(emulator, CRM, "alex")).toBe("Denied");
  });

  it("answers a pair and a section by their recorded refusals", async () => {
    const pairs = {
      [`${CRM}/${keyOf(ADELE)}`]: "denied",
      [`${CRM}/${keyOf(ALEX)}`]: "failed",
    } as const;
    const emulator = await start({ "exchange/policyChecks": pairs });
    expect(await policiesOf(emulator, CRM)).toEqual([403, 500, "Granted"]);
    for (const [status, code] of [
      ["denied", 403],
      ["failed", 500],
      ["notAsked", 403],
    ] as const) {
      const refusing = await start({ "exchange/policyChecks": status });
      expect(await check(refusing, CRM, "adele")).toBe(code);
    }
  });

  it("can be told to contradict its own policies", async () => {
    const policyChecks = { [`${CRM}/${keyOf(ADELE)}`.toUpperCase()]: "Denied" };
    const emulator = await start({}, { settings: { witnessOverrides: { policyChecks } } });
    expect(await policiesOf(emulator, CRM)).toEqual(["Denied", "Denied", "Granted"]);
  });
});

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

describe("Get-ManagementRoleAssignment", () => {
  const list = async (parameters: Record<string, unknown>, changes = {}): Promise<unknown> => {
    const reply = await invoke(await start(changes), "Get-ManagementRoleAssignment", parameters);
    return reply.status === 200 ? names(reply) : reply.status;
  };

  it.each([
    [{ Role: "application mail.read" }, ["crm-filter", "delegating"]],
    [{ Role: "Application Mail.Read", Delegating: false }, ["crm-filter"]],
    [{ Role: "Application Mail.Read", Delegating: true }, ["delegating"]],
    [{ RoleAssigneeType: "ServicePrincipal", Enabled: false }, ["crm-off"]],
    [{ RoleAssignee: "svc" }, ["legacy"]],
    [{ AssignmentMethod: ["Direct"], Role: "ApplicationImpersonation" }, ["legacy"]],
    [{ Role: "no such role" }, 404],
    [{ Role: "ApplicationImpersonation", GetEffectiveUsers: true }, ["legacy"]],
    [{ Role: "Gone Role", GetEffectiveUsers: true }, 404],
    [{ Role: "Secret Role", GetEffectiveUsers: true }, 403],
    [{ Role: "Broken Role", GetEffectiveUsers: true }, 500],
    [{ Role: "Child", GetEffectiveUsers: true }, 500],
    [{ GetEffectiveUsers: true }, 500],
  ])("with %j answers %j", async (parameters, expected) => {
    expect(await list(parameters)).toEqual(expected);
  });

  it("does not find a role that was removed from the service", async () => {
    const gone = {
      "exchange/impersonationEffectiveUsers": "absent",
      "exchange/roleAssignments": [],
    } as const;
    const Role = "ApplicationImpersonation";
    expect(await list({ Role, GetEffectiveUsers: true }, gone)).toBe(404);
    expect(await list({ Role }, gone)).toBe(404);
  });
});

describe("Get-ManagementRole", () => {
  it.each([
    [{ Identity: "ApplicationImpersonation" }, ["ApplicationImpersonation"]],
    [{ Identity: "ApplicationImpersonation", GetChildren: true }, ["Child"]],
    [
      { Identity: "ApplicationImpersonation", Recurse: true },
      ["ApplicationImpersonation", "Child", "Grandchild"],
    ],
    [{ Identity: "Application *" }, ["Application Mail.Read"]],
    [{ RoleType: "ApplicationImpersonation" }, ["ApplicationImpersonation"]],
    [{ Identity: "No such role" }, []],
  ])("with %j answers %j", async (parameters, expected) => {
    const reply = await invoke(await start(), "Get-ManagementRole", parameters);
    expect(names(reply)).toEqual(expected);
    expect(reply.status).toBe(expected.length === 0 ? 404 : 200);
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
