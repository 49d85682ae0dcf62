import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { decisionsJsonSchema } from "../../src/documents/decisions-schema.ts";
import { readDecisions } from "../../src/documents/read-decisions.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "decisions-"));
});
afterAll(async () => rm(folder, { recursive: true, force: true }));

async function written(text: string): Promise<string> {
  const file = join(folder, "decisions.json");
  await writeFile(file, text);
  return file;
}

const APP = "C0000000-0000-4000-8000-000000000001";
const GOOD = {
  schemaVersion: 1,
  tenantId: "10000000-0000-4000-8000-0000000000C1",
  apps: { [APP]: { reachesNobody: "move" } },
  open: [{ question: "?" }],
};

const NOBODY = { application: null };
const impersonated = (decision: object): string =>
  JSON.stringify({ ...GOOD, impersonation: { x: decision } });

describe("readDecisions", () => {
  it("reads ids whatever their case, and a byte order mark", async () => {
    const decisions = await readDecisions(await written(`\uFEFF${JSON.stringify(GOOD)}`));
    expect(decisions.tenantId).toBe("10000000-0000-4000-8000-0000000000c1");
    expect(decisions.apps).toEqual({ [APP.toLowerCase()]: { reachesNobody: "move" } });
  });

  it("reads decisions on impersonation, ids whatever their case", async () => {
    const decision = {
      application: APP,
      permissions: ["Mail.Read"],
      scope: { filter: "Department -eq 'Sales'" },
    };
    const impersonation = { "F0000000-0000-4000-8000-000000003000/Svc": decision, X: NOBODY };
    const file = await written(JSON.stringify({ ...GOOD, impersonation, openImpersonation: [{}] }));
    expect((await readDecisions(file)).impersonation).toEqual({
      "f0000000-0000-4000-8000-000000003000/svc": { ...decision, application: APP.toLowerCase() },
      x: NOBODY,
    });
    const validate = new Ajv2020({ strict: true }).compile(decisionsJsonSchema());
    expect(validate({ ...GOOD, impersonation })).toBe(true);
    expect(validate({ ...GOOD, impersonation: { X: { app: null } } })).toBe(false);
  });

  it("publishes a schema that takes what it reads", () => {
    const validate = new Ajv2020({ strict: true }).compile(decisionsJsonSchema());
    expect(validate(GOOD)).toBe(true);
    expect(validate({ ...GOOD, apps: { [APP]: { reachNobody: "move" } } })).toBe(false);
  });

  it.each([
    ["no JSON", "{", /is not JSON/],
    ["another version", JSON.stringify({ ...GOOD, schemaVersion: 2 }), /schemaVersion/],
    ["a misspelt key", JSON.stringify({ ...GOOD, apps: { [APP]: { acept: {} } } }), /acept/],
    [
      "another word",
      JSON.stringify({ ...GOOD, apps: { [APP]: { reachesNobody: "no" } } }),
      /reachesNobody/,
    ],
    [
      "an app that is no id",
      impersonated({ application: "CRM" }),
      /impersonation\.x\.application.*app id/,
    ],
    [
      "a decision without an app",
      impersonated({ scope: "carryOver" }),
      /impersonation\.x\.application/,
    ],
    [
      "another scope",
      impersonated({ ...NOBODY, scope: "everyone" }),
      /impersonation\.x\.scope.*carryOver/,
    ],
    ["a misspelt part", impersonated({ ...NOBODY, roles: [] }), /roles/],
    ["no tenant", JSON.stringify({ ...GOOD, tenantId: "contoso" }), /tenantId/],
  ])("refuses %s, and says where", async (_name, text, message) => {
    const failure = readDecisions(await written(text));
    await expect(failure).rejects.toMatchObject({ code: "invalidInput" });
    await expect(failure).rejects.toThrow(message);
  });

  it("says when there are none", async () => {
    await expect(readDecisions(join(folder, "none.json"))).rejects.toMatchObject({
      code: "inputMissing",
      hint: expect.stringContaining("decisions init") as string,
    });
  });
});
