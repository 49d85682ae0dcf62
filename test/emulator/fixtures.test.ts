import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { dropAnnotations } from "../../src/evidence/drop-annotations.ts";
import type { Manifest } from "../../src/evidence/manifest.ts";
import { readManifest } from "../../src/evidence/manifest.ts";
import { readRawRows } from "../../src/evidence/read-raw-rows.ts";
import { startEmulator } from "../../src/emulator/start-emulator.ts";
import type { Emulator } from "../../src/emulator/start-emulator.ts";
import { EXCHANGE_APP_ID, GRAPH_APP_ID } from "../../src/model/permission-table.ts";
import type { SectionName } from "../../src/model/sections.ts";
import { graph, invokeAll, pathOf } from "./clients.ts";
import type { Row } from "./tenant-folder.ts";

const CMDLETS = {
  "exchange/applicationAccessPolicies": "Get-ApplicationAccessPolicy",
  "exchange/roleAssignments": "Get-ManagementRoleAssignment",
  "exchange/roles": "Get-ManagementRole",
  "exchange/managementScopes": "Get-ManagementScope",
  "exchange/servicePrincipals": "Get-ServicePrincipal",
  "exchange/recipients": "Get-Recipient",
  "exchange/dynamicGroups": "Get-DynamicDistributionGroup",
  "exchange/administrativeUnits": "Get-AdministrativeUnit",
} as const;

const PATHS = {
  "graph/organization": "organization",
  "graph/applications": "applications?$expand=owners",
  "graph/deletedServicePrincipals": "directory/deletedItems/microsoft.graph.servicePrincipal",
  "graph/groups": "groups?$expand=owners",
  "graph/administrativeUnits": "directory/administrativeUnits",
  "graph/oauth2PermissionGrants": "oauth2PermissionGrants",
} as const;

describe.each(["contoso", "fabrikam", "northwind", "tailspin", "walkthrough", "wildcard"])(
  "%s, read back",
  (name) => {
    const folder = `fixtures/${name}`;
    let emulator: Emulator;
    let manifest: Manifest;

    beforeAll(async () => {
      manifest = await readManifest(folder);
      emulator = await startEmulator({ folder });
    });
    afterAll(() => emulator.close());

    const run = (cmdlet: string, parameters: Row = {}): Promise<readonly Row[]> =>
      invokeAll(emulator, cmdlet, parameters, manifest.tenant.id);

    const lines = async (section: SectionName): Promise<readonly Row[]> => {
      const rows: Row[] = [];
      if (manifest.sections[section]?.status !== "read") return rows;
      for await (const row of readRawRows(folder, manifest, section)) rows.push(row as Row);
      return rows;
    };

    const childrenOf = async (section: SectionName, field: string): Promise<Map<string, Row[]>> => {
      const parents = (manifest.sections[section]?.parents ?? []).filter(
        (one) => one.status === "read",
      );
      const rows = new Map<string, Row[]>(parents.map(({ key }) => [key, []]));
      for (const line of await lines(section)) {
        rows.get(String(line[field]).toLowerCase())?.push(line["row"] as Row);
      }
      return rows;
    };

    const everyPage = async (path: string): Promise<readonly Row[]> => {
      const rows: Row[] = [];
      for (let next: string | undefined = path; next !== undefined;) {
        const reply = await graph(emulator, next);
        expect(reply.status).toBe(200);
        rows.push(...reply.rows);
        const link: unknown = reply.body["@odata.nextLink"];
        next = typeof link === "string" ? pathOf(link) : undefined;
      }
      return rows;
    };

    it.each(Object.entries(CMDLETS))("%s by cmdlet: %s", async (section, cmdlet) => {
      const unlimited = section === "exchange/recipients" ? { ResultSize: "Unlimited" } : {};
      if (manifest.sections[section as SectionName]?.status === "absent") {
        await expect(run(cmdlet)).rejects.toThrow("couldn't be found");
        return;
      }
      // Nobody recorded what this tenant would answer.
      if (section === "exchange/dynamicGroups" && manifest.sections[section]?.status !== "read") {
        await expect(run(cmdlet)).rejects.toThrow("answered 403");
        return;
      }
      const rows = await run(cmdlet, unlimited);
      expect(rows.map(plain)).toEqual((await lines(section as SectionName)).map(plain));
    });

    it.each(Object.entries(PATHS))("%s by GET %s", async (section, path) => {
      expect((await everyPage(path)).map(plain)).toEqual(
        (await lines(section as SectionName)).map(plain),
      );
    });

    it("grants of both resources", async () => {
      const rows = await Promise.all(
        [GRAPH_APP_ID, EXCHANGE_APP_ID].map((app) =>
          everyPage(`servicePrincipals(appId='${app}')/appRoleAssignedTo?$top=999`),
        ),
      );
      const recorded = await lines("graph/appRoleAssignedTo");
      expect(rows.flat()).toHaveLength(recorded.length);
      expect(new Set(rows.flat().map((row) => row["id"]))).toEqual(
        new Set(recorded.map((row) => row["id"])),
      );
    });

    it("members of groups and units", async () => {
      const kinds = new Map(
        (await lines("exchange/recipients")).map((row) => [
          row["ExternalDirectoryObjectId"],
          row["RecipientTypeDetails"],
        ]),
      );
      for (const [group, members] of await childrenOf("exchange/groupMembers", "group")) {
        const rows =
          kinds.get(group) === "GroupMailbox"
            ? await run("Get-UnifiedGroupLinks", {
                Identity: group,
                LinkType: "Members",
                ResultSize: "Unlimited",
              })
            : await run("Get-DistributionGroupMember", {
                Identity: group,
                ResultSize: "Unlimited",
              });
        expect(rows.map(plain)).toEqual(members.map(plain));
      }
      for (const [unit, members] of await childrenOf(
        "graph/administrativeUnitMembers",
        "administrativeUnit",
      )) {
        expect(await everyPage(`directory/administrativeUnits/${unit}/members`)).toEqual(members);
      }
    });

    // The witnesses of a fixture come from the tenant's description, the emulator's from the rows.
    it("policy checks, computed", async () => {
      for (const { appId, mailbox, row } of await lines("exchange/policyChecks")) {
        const [answer] = await run("Test-ApplicationAccessPolicy", {
          AppId: appId,
          Identity: mailbox,
        });
        expect([appId, mailbox, answer?.["AccessCheckResult"]]).toEqual([
          appId,
          mailbox,
          (row as Row)["AccessCheckResult"],
        ]);
      }
    });

    it("members of scopes, computed", async () => {
      const scopes = await lines("exchange/managementScopes");
      for (const [scope, members] of await childrenOf("exchange/scopeMembers", "scope")) {
        const row = scopes.find((one) => String(one["Name"]).toLowerCase() === scope);
        const rows = await run("Get-Recipient", {
          Filter: row?.["RecipientFilter"],
          ResultSize: "Unlimited",
        });
        expect([scope, rows.map(idOf).toSorted()]).toEqual([scope, members.map(idOf).toSorted()]);
      }
    });

    it("authorizations of service principals, computed", async () => {
      for (const [app, recorded] of await childrenOf(
        "exchange/servicePrincipalAuthorizations",
        "appId",
      )) {
        const rows = await run("Test-ServicePrincipalAuthorization", {
          Identity: app,
        });
        expect([app, rows.map(unspaced)]).toEqual([app, recorded.map(unspaced)]);
      }
    });

    it("effective users of roles", async () => {
      for (const [Role, users] of await childrenOf(
        "exchange/impersonationEffectiveUsers",
        "role",
      )) {
        const rows = await run("Get-ManagementRoleAssignment", {
          Role,
          GetEffectiveUsers: true,
        });
        expect(rows.map(plain)).toEqual(users.map(plain));
      }
    });
  },
);

/** How several permissions are parted is not documented. */
const unspaced = (row: Row): Row => ({
  ...row,
  GrantedPermissions: String(row["GrantedPermissions"]).split(/[,;\s]+/),
});

const idOf = (row: Row): string =>
  String(
    row["ExternalDirectoryObjectId"] === "" ? row["Guid"] : row["ExternalDirectoryObjectId"],
  ).toLowerCase();

/** Without what only the wire has: annotations, and ids in other casing. */
function plain(row: Row): unknown {
  const ids = ["ExternalDirectoryObjectId", "Guid"].filter((key) => Object.hasOwn(row, key));
  return dropAnnotations({
    ...row,
    ...Object.fromEntries(ids.map((key) => [key, String(row[key]).toLowerCase()])),
  });
}
