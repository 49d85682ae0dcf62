import { join } from "node:path";
import { stat } from "node:fs/promises";

import { afterEach, describe, expect, it } from "vitest";

import { EXCHANGE_APP_ID, GRAPH_APP_ID } from "../../src/model/permission-table.ts";
import { SECTION_NAMES } from "../../src/model/sections.ts";
import { MissingServiceError } from "../../src/scan/sign-in/explain-sign-in.ts";
import { scanEmulator } from "./support/scan-emulator.ts";
import {
  readBack,
  removeTemporaryFolders,
  seedTenant,
  statusesOf,
  temporaryFolder,
  type TenantSeed,
} from "./support/seed-tenant.ts";

afterEach(removeTemporaryFolders);

const resource = (appId: string) => ({ id: crypto.randomUUID(), appId, appRoles: [] });
const refusedByExchange: TenantSeed = Object.fromEntries(
  SECTION_NAMES.filter((name) => name.startsWith("exchange/")).map((name) => [name, "denied"]),
);

describe("a tenant whose Exchange refuses every read", () => {
  it("has none when Graph knows no service principal of it: nothing is left behind", async () => {
    const seed = await seedTenant({
      ...refusedByExchange,
      "graph/resourceServicePrincipals": [resource(GRAPH_APP_ID)],
    });
    const outFolder = join(await temporaryFolder(), "evidence");
    const scan = scanEmulator(seed, { outFolder });
    await expect(scan).rejects.toBeInstanceOf(MissingServiceError);
    await expect(scan).rejects.toMatchObject({
      code: "accessDenied",
      message: expect.stringMatching(/^the tenant has no Exchange Online: /) as string,
    });
    await expect(stat(outFolder)).rejects.toMatchObject({ code: "ENOENT" });
  });

  it.each<[string, TenantSeed]>([
    [
      "has one that Graph knows",
      { "graph/resourceServicePrincipals": [resource(GRAPH_APP_ID), resource(EXCHANGE_APP_ID)] },
    ],
    ["may have one, when Graph does not tell", { "graph/resourceServicePrincipals": "denied" }],
  ])("%s: what Graph told is kept", async (_, graph) => {
    const { folder, result } = await scanEmulator(
      await seedTenant({ ...refusedByExchange, ...graph }),
    );
    const statuses = statusesOf(await readBack(folder));
    expect(statuses["exchange/recipients"]).toBe("denied");
    expect(statuses["graph/organization"]).toBe("read");
    expect(result.incomplete).toBe(true);
  });
});
