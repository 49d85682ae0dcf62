import { describe, expect, it } from "vitest";
import { graph, start, stopAfterEach } from "../clients.ts";
import type { Reply } from "../clients.ts";
import { CRM_SP, GRAPH_SP, keyOf, TEAM, UNIT } from "../contoso.ts";
import type { Row } from "../tenant-folder.ts";
import { THOROUGH } from "../../thorough.ts";

stopAfterEach();

const codeOf = (reply: Reply): unknown => (reply.body["error"] as Row | undefined)?.["code"];

describe("refusals", () => {
  it("of a section that was not read, never an empty list", async () => {
    const paths = {
      "graph/organization": "organization",
      "graph/servicePrincipals": "servicePrincipals",
      "graph/appRoleAssignedTo": `servicePrincipals/${GRAPH_SP}/appRoleAssignedTo`,
      "graph/applications": "applications",
      "graph/deletedServicePrincipals": "directory/deletedItems/microsoft.graph.servicePrincipal",
      "graph/groups": "groups",
      "graph/administrativeUnits": "directory/administrativeUnits",
      "graph/administrativeUnitMembers": `directory/administrativeUnits/${UNIT}/members`,
      "graph/oauth2PermissionGrants": "oauth2PermissionGrants",
      "graph/users": "users",
    };
    const statuses = [
      ["denied", 403, "Authorization_RequestDenied"],
      ["failed", 500, "InternalServerError"],
      ["notAsked", 403, "Authorization_RequestDenied"],
    ] as const;
    for (const [at, [section, path]] of Object.entries(paths).entries()) {
      // Each takes a tenant of its own: elsewhere than in the gate a section is lost in one way.
      const tried = THOROUGH ? statuses : statuses.slice(at % 3, (at % 3) + 1);
      for (const [status, http, code] of tried) {
        const reply = await graph(await start({ [section]: status }), path);
        expect([section, reply.status, codeOf(reply)]).toEqual([section, http, code]);
        expect(reply.body).not.toHaveProperty("value");
      }
    }
  });

  it("of a unit whose members were not read", async () => {
    for (const [status, code] of [
      ["denied", 403],
      ["failed", 500],
      ["notFound", 404],
    ] as const) {
      const emulator = await start({ "graph/administrativeUnitMembers": { [UNIT]: status } });
      expect((await graph(emulator, `directory/administrativeUnits/${UNIT}/members`)).status).toBe(
        code,
      );
    }
  });

  it.each([
    ["oauth2PermissionGrants?$filter=scope eq 'x'", 400, "Request_UnsupportedQuery"],
    ["servicePrincipals?$filter=appId ne 'x'", 400, "Request_UnsupportedQuery"],
    ["servicePrincipals?$filter=appId eq", 400, "Request_UnsupportedQuery"],
    [
      `servicePrincipals?$filter=id in (${Array.from({ length: 16 }, (_, i) => `'${i}'`).join(",")})`,
      400,
      "Request_UnsupportedQuery",
    ],
    ["servicePrincipals?$search=x", 400, "Request_UnsupportedQuery"],
    ["applications?$expand=manager", 400, "Request_UnsupportedQuery"],
    ["servicePrincipals?$filter=accountEnabled eq true", 500, "InternalServerError"],
    ["servicePrincipals/nobody", 404, "Request_ResourceNotFound"],
    [`groups/${keyOf(TEAM)}`, 404, "Request_ResourceNotFound"],
    ["devices", 404, "ResourceNotFound"],
    ["roleManagement/exchange/roleAssignments", 404, "ResourceNotFound"],
  ])("GET %s: %i", async (path, status, code) => {
    const reply = await graph(await start(), path);
    expect([reply.status, codeOf(reply)]).toEqual([status, code]);
    expect(reply.body["error"]).toMatchObject({
      innerError: { "request-id": expect.any(String) as string },
    });
  });

  it("of a request without a token, and of one that would change something", async () => {
    const emulator = await start();
    const bare = await graph(emulator, "organization", { headers: { Authorization: "" } });
    expect([bare.status, codeOf(bare)]).toEqual([401, "InvalidAuthenticationToken"]);
    const change = await graph(emulator, `servicePrincipals/${CRM_SP}`, { method: "DELETE" });
    expect(change.status).toBe(404);
  });

  it("on purpose: throttled, or out of order for a moment", async () => {
    const throttled = await start({}, { faults: { throttleEvery: 1, retryAfterSeconds: 3 } });
    const reply = await graph(throttled, "organization");
    expect([reply.status, reply.headers.get("retry-after")]).toEqual([429, "3"]);
    const shaky = await start({}, { faults: { transientEvery: 2 } });
    expect((await graph(shaky, "organization")).status).toBe(200);
    expect((await graph(shaky, "organization")).status).toBe(503);
  });
});
