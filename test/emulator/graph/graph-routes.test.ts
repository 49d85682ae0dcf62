import { describe, expect, it } from "vitest";
import { EXCHANGE_APP_ID, GRAPH_APP_ID } from "../../../src/model/permission-table.ts";
import { graph, send, start, stopAfterEach } from "../clients.ts";
import type { Reply } from "../clients.ts";
import {
  ADELE,
  ALEX,
  BIANCA,
  CONTOSO,
  CRM,
  CRM_SP,
  EXCHANGE_SP,
  FIELD,
  GRAPH_SP,
  id,
  keyOf,
  SALES,
  SHARED,
  TEAM,
  TENANT_ID,
  UNIT,
  UNREAD,
} from "../contoso.ts";
import type { Row } from "../tenant-folder.ts";

stopAfterEach();

const ids = (reply: Reply): unknown[] => reply.rows.map((row) => row["id"]);

const EVENTUAL = { headers: { ConsistencyLevel: "eventual" } };

const codeOf = (reply: Reply): unknown => (reply.body["error"] as Row | undefined)?.["code"];

describe("service principals and grants", () => {
  it("lists clients and resources without their owners", async () => {
    const reply = await graph(await start(), "servicePrincipals");
    expect(ids(reply)).toEqual([CRM_SP, id("d002"), GRAPH_SP, EXCHANGE_SP]);
    expect(reply.rows[0]).not.toHaveProperty("owners");
    expect(reply.body["@odata.context"]).toBe(
      "https://graph.microsoft.com/v1.0/$metadata#servicePrincipals",
    );
  });

  it("expands owners, each with its type; owners that were not recorded are left out", async () => {
    const { rows } = await graph(
      await start(),
      "servicePrincipals?$expand=owners($select=id)&$select=id",
    );
    expect(rows[0]).toEqual({
      id: CRM_SP,
      owners: [{ "@odata.type": "#microsoft.graph.user", id: keyOf(ADELE) }],
    });
    expect(rows[1]).toEqual({ id: id("d002") });
  });

  it("finds by alternate key, by id and by filter", async () => {
    const emulator = await start();
    const one = await graph(
      emulator,
      `servicePrincipals(appId='${GRAPH_APP_ID}')?$select=id,appRoles`,
    );
    expect(one.body).toEqual({
      "@odata.context":
        "https://graph.microsoft.com/v1.0/$metadata#servicePrincipals(id,appRoles)/$entity",
      id: GRAPH_SP,
      appRoles: [],
    });
    expect((await graph(emulator, `servicePrincipals/${CRM_SP.toUpperCase()}`)).body["appId"]).toBe(
      CRM,
    );
    expect((await graph(emulator, `servicePrincipals('${CRM_SP}')`)).body["appId"]).toBe(CRM);
    expect(ids(await graph(emulator, `servicePrincipals?$filter=appId eq '${CRM}'`))).toEqual([
      CRM_SP,
    ]);
    const both = `id in ('${CRM_SP}','${EXCHANGE_SP}')`;
    expect(ids(await graph(emulator, `servicePrincipals?$filter=${both}`))).toEqual([
      CRM_SP,
      EXCHANGE_SP,
    ]);
    const named = "startswith(displayName,'c') and (appId eq 'x' or id eq 'y')";
    expect(ids(await graph(emulator, `servicePrincipals?$filter=${named}`))).toEqual([]);
  });

  it("tells grants by resource, without any appId", async () => {
    const emulator = await start();
    const byId = await graph(emulator, `servicePrincipals/${GRAPH_SP}/appRoleAssignedTo?$top=999`);
    const byKey = await graph(
      emulator,
      `servicePrincipals(appId='${EXCHANGE_APP_ID}')/appRoleAssignedTo`,
    );
    expect([ids(byId), ids(byKey)]).toEqual([["grant-1"], ["grant-2"]]);
    expect(byId.rows[0]).not.toHaveProperty("appId");
    const held = await graph(emulator, `servicePrincipals/${CRM_SP}/appRoleAssignments`);
    expect(ids(held)).toEqual(["grant-1", "grant-2"]);
    const unknown = await graph(emulator, `servicePrincipals/${CRM_SP}/appRoleAssignedTo`);
    expect(unknown.status).toBe(500);
  });

  it("does not know a resource that was read and not there", async () => {
    const resources = [{ id: GRAPH_SP, appId: GRAPH_APP_ID }];
    const emulator = await start({
      "graph/resourceServicePrincipals": resources,
      "graph/servicePrincipals": [{ id: EXCHANGE_SP, appId: EXCHANGE_APP_ID }],
    });
    const reply = await graph(
      emulator,
      `servicePrincipals(appId='${EXCHANGE_APP_ID}')/appRoleAssignedTo`,
    );
    expect([reply.status, codeOf(reply)]).toEqual([404, "Request_ResourceNotFound"]);
  });

  it("answers for a resource by its own section", async () => {
    const emulator = await start({ "graph/resourceServicePrincipals": "denied" });
    expect((await graph(emulator, `servicePrincipals(appId='${GRAPH_APP_ID}')`)).status).toBe(403);
    expect((await graph(emulator, `servicePrincipals(appId='${CRM}')`)).status).toBe(200);
  });

  it("gives owners as a list of their own, or refuses where they were not recorded", async () => {
    const emulator = await start();
    const known = await graph(emulator, `servicePrincipals/${CRM_SP}/owners`);
    expect(known.rows).toMatchObject([
      { "@odata.type": "#microsoft.graph.user", id: keyOf(ADELE) },
    ]);
    expect((await graph(emulator, `servicePrincipals/${id("d002")}/owners`)).status).toBe(403);
    expect((await graph(emulator, `applications/${id("3001")}/owners`)).rows).toEqual([]);
  });

  it("brings twenty owners at most, and a hundred objects, when it expands", async () => {
    const owners = Array.from({ length: 25 }, (_, index) => ({ id: `o${index}` }));
    const many = Array.from({ length: 150 }, (_, index) => ({
      id: `s${index}`,
      appId: `a${index}`,
      owners,
    }));
    const emulator = await start({ "graph/servicePrincipals": many });
    const reply = await graph(emulator, "servicePrincipals?$expand=owners&$top=999");
    expect(reply.rows).toHaveLength(100);
    expect(reply.rows[0]?.["owners"]).toHaveLength(20);
    expect((await graph(emulator, "servicePrincipals/s0/owners")).rows).toHaveLength(25);
  });
});

describe("the rest of the directory", () => {
  it.each([
    ["organization", [TENANT_ID]],
    ["applications", [id("3001")]],
    ["directory/deletedItems/microsoft.graph.servicePrincipal", [id("d009")]],
    ["directory/administrativeUnits", [UNIT]],
    [`directory/administrativeUnits/${UNIT}/members`, [keyOf(ADELE), keyOf(FIELD)]],
    [`directory/administrativeUnits/${UNIT}/members/microsoft.graph.user`, [keyOf(ADELE)]],
    ["oauth2PermissionGrants", ["delegated-1"]],
    [
      `oauth2PermissionGrants?$filter=clientId eq '${CRM_SP}' and consentType eq 'AllPrincipals'`,
      ["delegated-1"],
    ],
    ["oauth2PermissionGrants?$filter=consentType eq 'Principal'", []],
    [`groups?$filter=id in ('${keyOf(SALES)}','${keyOf(TEAM)}')`, [keyOf(SALES)]],
    [`groups/${keyOf(SALES)}/owners`, [keyOf(BIANCA)]],
    [`groups/${keyOf(SALES)}/members`, [keyOf(ADELE), keyOf(FIELD)]],
    [`groups/${keyOf(SALES)}/transitiveMembers`, [keyOf(ADELE), keyOf(FIELD), keyOf(BIANCA)]],
  ])("GET %s", async (path, expected) => {
    const reply = await graph(await start(), path);
    expect(reply.status).toBe(200);
    expect(ids(reply)).toEqual(expected);
  });

  it.each([
    [`organization/${TENANT_ID}`, "Contoso"],
    [`applications(appId='${CRM}')`, "CRM"],
    [`groups/${keyOf(SALES)}`, "sales"],
    [`directory/administrativeUnits/${UNIT}`, "Canada"],
  ])("GET %s", async (path, displayName) => {
    const { body } = await graph(await start(), path);
    expect(body["displayName"]).toBe(displayName);
    expect(body["@odata.context"]).toMatch(/\/\$entity$/);
    expect(body).not.toHaveProperty("@odata.type");
  });

  it("types the members of a mixed list", async () => {
    const { rows } = await graph(await start(), `groups/${keyOf(SALES)}/members`);
    expect(rows.map((row) => row["@odata.type"])).toEqual([
      "#microsoft.graph.user",
      "#microsoft.graph.group",
    ]);
  });

  it("casts members only for advanced queries", async () => {
    const emulator = await start();
    const path = `groups/${keyOf(SALES)}/transitiveMembers/microsoft.graph.user`;
    for (const [query, init] of [
      ["", EVENTUAL],
      ["?$count=true", {}],
    ] as const) {
      const reply = await graph(emulator, path + query, init);
      expect([reply.status, codeOf(reply)]).toEqual([400, "Request_UnsupportedQuery"]);
    }
    const reply = await graph(emulator, `${path}?$count=true&$select=id,mail`, EVENTUAL);
    expect(reply.body).toMatchObject({
      "@odata.context": "https://graph.microsoft.com/v1.0/$metadata#users(id,mail)",
      "@odata.count": 2,
      value: [{ id: keyOf(ADELE), mail: "adele@contoso.com" }, { id: keyOf(BIANCA) }],
    });
  });

  it("counts members as plain text", async () => {
    const emulator = await start();
    const path = `groups/${keyOf(SALES)}/transitiveMembers/$count`;
    expect((await graph(emulator, path, EVENTUAL)).text).toBe("3");
    expect((await graph(emulator, path)).status).toBe(400);
  });

  it("never gives members that were not read", async () => {
    const changes = {
      "exchange/groupMembers": { [keyOf(SALES)]: [ADELE, UNREAD], [keyOf(TEAM)]: "denied" },
    } as const;
    const emulator = await start(changes);
    expect((await graph(emulator, `groups/${keyOf(SALES)}/members`)).status).toBe(200);
    expect((await graph(emulator, `groups/${keyOf(SALES)}/transitiveMembers`)).status).toBe(500);
    expect((await graph(emulator, `groups/${keyOf(TEAM)}/members`)).status).toBe(403);
  });

  it("gives objects by id, with their types, and no word of the others", async () => {
    const init = {
      method: "POST",
      body: JSON.stringify({
        ids: [CRM_SP, keyOf(SALES), id("0000")],
        types: ["group", "servicePrincipal"],
      }),
    };
    const reply = await graph(await start(), "directoryObjects/getByIds", init);
    expect(reply.rows.map((row) => [row["@odata.type"], row["id"]])).toEqual([
      ["#microsoft.graph.servicePrincipal", CRM_SP],
      ["#microsoft.graph.group", keyOf(SALES)],
    ]);
    const many = { ...init, body: JSON.stringify({ ids: Array.from({ length: 1_001 }, String) }) };
    expect((await graph(await start(), "directoryObjects/getByIds", many)).status).toBe(400);
  });
});

describe("users", () => {
  const users = [
    { id: keyOf(ADELE), userPrincipalName: "adele@contoso.com", accountEnabled: true },
  ];

  it("are refused where nobody asked for them", async () => {
    expect((await graph(await start(), "users")).status).toBe(403);
  });

  it("come with few properties unless more are selected", async () => {
    const emulator = await start({ "graph/users": users });
    expect((await graph(emulator, "users")).rows).toEqual([
      { id: keyOf(ADELE), userPrincipalName: "adele@contoso.com" },
    ]);
    expect((await graph(emulator, "users?$select=accountEnabled")).rows).toEqual([
      { accountEnabled: true },
    ]);
    const one = await graph(emulator, "users/adele@contoso.com");
    expect(one.body["id"]).toBe(keyOf(ADELE));
    expect((await graph(emulator, "users/nobody")).status).toBe(404);
  });

  it("are the user recipients where only the settings name them", async () => {
    const userPrincipalNames = { [keyOf(ALEX)]: "alex@x.com" };
    const reply = await graph(
      await start({}, { settings: { userPrincipalNames } }),
      "users?$select=id,userPrincipalName",
    );
    expect(reply.rows).toEqual([
      { id: keyOf(ADELE), userPrincipalName: "adele@contoso.com" },
      { id: keyOf(ALEX), userPrincipalName: "alex@x.com" },
      { id: keyOf(BIANCA) },
      { id: keyOf(SHARED) },
    ]);
  });
});

describe("role management (beta)", () => {
  it("shows the same assignments, roles and scopes as the cmdlets", async () => {
    const emulator = await start();
    const read = (name: string): Promise<Reply> =>
      send(emulator, `/beta/roleManagement/exchange/${name}`);
    const filter = `?$filter=principalId eq '/ServicePrincipals/${CRM_SP}'`;
    const assignments = await read(`roleAssignments${filter}`);
    expect(assignments.rows.map((row) => [row["directoryScopeId"], row["appScopeId"]])).toEqual([
      [null, "Sales only"],
      [`/AdministrativeUnits/${UNIT}`, null],
      [`/Groups/${keyOf(SALES)}`, null],
      ["/", null],
      ["/", null],
    ]);
    expect((await read("roleDefinitions")).rows).toHaveLength(4);
    const scopes = await read("customAppScopes");
    const recorded = CONTOSO["exchange/managementScopes"] as Row[];
    expect(scopes.rows[0]).toMatchObject({
      type: "RecipientScope",
      displayName: "Sales only",
      customAttributes: { Exclusive: false, RecipientFilter: recorded[0]?.["RecipientFilter"] },
    });
  });
});
