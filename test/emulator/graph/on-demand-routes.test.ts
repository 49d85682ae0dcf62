import { describe, expect, it } from "vitest";
import { graph, start, stopAfterEach } from "../clients.ts";
import { CRM, CRM_SP, id } from "../contoso.ts";

stopAfterEach();

const POLICY = "e0000000-0000-4000-8000-000000000001";
const APPLICATION = id("3001");
const POLICIES = [
  {
    id: POLICY,
    displayName: "A working day",
    isOrganizationDefault: false,
    definition: ['{"TokenLifetimePolicy":{"Version":1,"AccessTokenLifetime":"8:00:00"}}'],
    appliesTo: [
      { id: CRM_SP, displayName: "CRM" },
      { id: APPLICATION, displayName: "CRM" },
    ],
  },
];
const ACTIVITIES = [
  { id: "x", appId: CRM, lastSignInActivity: null },
  { id: "y", appId: CRM_SP },
];

describe("token lifetime policies", () => {
  const PATH = "policies/tokenLifetimePolicies";

  it("are listed without what they apply to, which is a list of its own, with types", async () => {
    const emulator = await start({ "graph/tokenLifetimePolicies": POLICIES });
    const { appliesTo: _appliesTo, ...bare } = POLICIES[0] ?? {};
    expect((await graph(emulator, PATH)).rows).toEqual([bare]);
    expect((await graph(emulator, `${PATH}/${POLICY.toUpperCase()}`)).body).toMatchObject(bare);
    const targets = await graph(emulator, `${PATH}/${POLICY}/appliesTo?$select=id`);
    expect(targets.rows).toEqual([
      { "@odata.type": "#microsoft.graph.servicePrincipal", id: CRM_SP },
      { "@odata.type": "#microsoft.graph.application", id: APPLICATION },
    ]);
  });

  it("do not apply to nothing where the evidence does not tell", async () => {
    const emulator = await start({ "graph/tokenLifetimePolicies": [{ id: POLICY }] });
    const reply = await graph(emulator, `${PATH}/${POLICY}/appliesTo`);
    expect(reply.status).toBe(403);
    expect(reply.body).not.toHaveProperty("value");
  });

  it("that nobody has are not found", async () => {
    const emulator = await start({ "graph/tokenLifetimePolicies": POLICIES });
    expect((await graph(emulator, `${PATH}/${CRM}/appliesTo`)).status).toBe(404);
    expect((await graph(emulator, `${PATH}/${CRM}`)).status).toBe(404);
  });
});

describe("sign-in activities", () => {
  const PATH = "reports/servicePrincipalSignInActivities";

  it("are in beta alone, and can be asked for one app", async () => {
    const emulator = await start({ "graph/signInActivities": ACTIVITIES });
    expect((await graph(emulator, `/beta/${PATH}`)).rows).toEqual(ACTIVITIES);
    expect((await graph(emulator, `/beta/${PATH}?$filter=appId eq '${CRM}'`)).rows).toEqual(
      ACTIVITIES.slice(0, 1),
    );
    expect((await graph(emulator, `/v1.0/${PATH}`)).status).toBe(404);
  });
});

describe("sections that were not recorded", () => {
  it.each([
    ["denied", 403],
    ["failed", 500],
    ["notAsked", 403],
  ] as const)("%s: not available, never empty", async (status, http) => {
    const emulator = await start({
      "graph/signInActivities": status,
      "graph/tokenLifetimePolicies": status,
    });
    for (const path of [
      "/beta/reports/servicePrincipalSignInActivities",
      "policies/tokenLifetimePolicies",
      `policies/tokenLifetimePolicies/${POLICY}/appliesTo`,
    ]) {
      const reply = await graph(emulator, path);
      expect([path, reply.status]).toEqual([path, http]);
      expect(reply.body).not.toHaveProperty("value");
    }
  });
});
