import { cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { propertiesInUse } from "../../src/access/properties-in-use.ts";
import { planDataOfAudit } from "../../src/cli/plan-data-of-audit.ts";
import type { PlanData } from "../../src/documents/plan-data.ts";
import { planFiles } from "../../src/documents/plan-files.ts";
import { planJsonSchema, planSchema } from "../../src/documents/plan-schema.ts";
import { readPlan } from "../../src/documents/read-plan.ts";
import { writeFolder } from "../../src/documents/write-folder.ts";
import { AppError } from "../../src/errors.ts";
import { readEvidence } from "../../src/evidence/read-evidence.ts";
import { auditWith } from "../arbitraries/decided-audit.ts";
import { auditOf } from "../arbitraries/plans.ts";
import { appIdOf } from "../generator/ids.ts";
import { IMPERSONATED_SNAPSHOT, itemOf } from "../plan/impersonated-tenant.ts";

const FIXTURES = join(import.meta.dirname, "..", "..", "fixtures");
const NAMES = ["contoso", "northwind", "tailspin", "walkthrough", "wildcard"];
/** A plan in which accounts that impersonate are replaced by an app. */
const DECIDED = "impersonation decided";

let root = "";
const planned = new Map<string, PlanData>();
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "plan-documents-"));
  for (const name of NAMES) {
    const snapshot = await readEvidence(join(FIXTURES, name), {
      recipientProperties: propertiesInUse,
    });
    const data = planDataOfAudit(auditOf(snapshot));
    planned.set(name, data);
    await writeFolder(join(root, name), planFiles(data), { force: false, about: {} });
  }
  const impersonation = {
    [itemOf("Everyone")]: {
      application: appIdOf(1),
      permissions: ["Mail.Read"],
      scope: { filter: "Department -eq 'Sales'" },
    },
  };
  const decided = planDataOfAudit(auditWith(IMPERSONATED_SNAPSHOT, { impersonation }));
  planned.set(DECIDED, decided);
  await writeFolder(join(root, DECIDED), planFiles(decided), { force: false, about: {} });
});
afterAll(async () => rm(root, { recursive: true, force: true }));

const dataOf = (name: string): PlanData => {
  const data = planned.get(name);
  if (data === undefined) throw new Error(name);
  return data;
};

describe.each([...NAMES, DECIDED])("the plan of %s", (name) => {
  it("is what its own schema decodes, unchanged", () => {
    const { plan } = dataOf(name);
    expect(planSchema.parse(JSON.parse(JSON.stringify(plan)))).toEqual(plan);
  });

  it("is valid under the published JSON Schema", async () => {
    const folder = join(root, name);
    const schema: unknown = JSON.parse(await readFile(join(folder, "plan.schema.json"), "utf8"));
    const validate = new Ajv2020({ strict: true, allErrors: true }).compile(schema as object);
    const plan: unknown = JSON.parse(await readFile(join(folder, "plan.json"), "utf8"));
    expect(validate(plan), JSON.stringify(validate.errors)).toBe(true);
  });

  it("reads back as it was written, with its sets and mailboxes", async () => {
    const written = dataOf(name);
    for (const path of [join(root, name), join(root, name, "plan.json")]) {
      const { data, folder } = await readPlan(path);
      expect(folder).toBe(join(root, name));
      expect(data.plan).toEqual(written.plan);
      expect(data.setNames).toEqual(written.setNames);
      for (const set of data.setNames) {
        expect([...data.setIds(set)]).toEqual([...written.setIds(set)]);
      }
      expect([...data.mailboxes()]).toEqual([...written.mailboxes()]);
    }
  });

  it("has sets as large as it says, and each step of an app among its steps", () => {
    const data = dataOf(name);
    const { plan } = data;
    const population = plan.population.mailboxes ?? 0;
    for (const { permissions, steps } of plan.apps) {
      for (const { before } of permissions) {
        for (const { count, set } of [before.allowed, before.unknown]) {
          if (set === null) continue;
          const listed = [...data.setIds(typeof set === "string" ? set : set.except)].length;
          expect(count).toBe(typeof set === "string" ? listed : population - listed);
        }
      }
      const known = new Set(plan.steps.map(({ id }) => id));
      expect(steps.every((id) => known.has(id))).toBe(true);
    }
  });
});

describe("the published JSON Schema", () => {
  const validate = new Ajv2020({ strict: true }).compile(planJsonSchema());
  const plan = (): Record<string, unknown> =>
    JSON.parse(JSON.stringify(dataOf("contoso").plan)) as Record<string, unknown>;

  it.each<[string, Record<string, unknown>]>([
    ["another version", { schemaVersion: 2 }],
    ["apps that are no list", { apps: {} }],
    ["an unknown status", { apps: [{ status: "maybe" }] }],
    ["a count that is no whole number", { population: { mailboxes: 1.5, apart: {} } }],
  ])("refuses %s", (_name, change) => {
    expect(validate({ ...plan(), ...change })).toBe(false);
    expect(planSchema.safeParse({ ...plan(), ...change }).success).toBe(false);
  });

  it("refuses a plan without one of its parts", () => {
    for (const part of Object.keys(plan())) {
      const { [part]: _left, ...rest } = plan();
      expect(validate(rest), part).toBe(false);
      expect(planSchema.safeParse(rest).success, part).toBe(false);
    }
  });
});

/** A copy of the plan of contoso that a test may damage. */
async function damaged(damage: (folder: string) => Promise<void>): Promise<string> {
  const folder = await mkdtemp(join(root, "damaged-"));
  await cp(join(root, "contoso"), folder, { recursive: true });
  await damage(folder);
  return folder;
}

async function failure(action: () => Promise<unknown>): Promise<AppError> {
  const error: unknown = await action().then(
    () => null,
    (cause: unknown) => cause,
  );
  if (error instanceof AppError) return error;
  throw new Error("expected an AppError", { cause: error });
}

const rewrite =
  (path: string, change: (text: string) => string) =>
  async (folder: string): Promise<void> => {
    const file = join(folder, path);
    await writeFile(file, change(await readFile(file, "utf8")));
  };

describe("readPlan", () => {
  it.each<[string, (text: string) => string, string]>([
    ["cut off", (text) => text.slice(0, 100), "is not JSON"],
    ["empty", () => "", "is not JSON"],
    [
      "of another version",
      (text) => text.replace('"schemaVersion": 1', '"schemaVersion": 7'),
      "has schemaVersion 7, expected 1",
    ],
    ["without a version", () => "{}", "has schemaVersion none, expected 1"],
    ["no object", () => "[]", "has schemaVersion none, expected 1"],
    [
      "with a set that is a path",
      (text) => text.replace(/"set": "[0-9a-f]{64}"/, '"set": "../../etc/passwd"'),
      "apps.0.permissions.0.target.set",
    ],
  ])("refuses a plan.json that is %s", async (_name, change, message) => {
    const folder = await damaged(rewrite("plan.json", change));
    const error = await failure(() => readPlan(folder));
    expect(error.code).toBe("invalidInput");
    expect(error.message).toContain(message);
    expect(error.message).toContain("plan.json");
    expect(error.hint).toBeDefined();
  });

  it("says that there is no plan, in an empty folder or none at all", async () => {
    const empty = await mkdtemp(join(root, "empty-"));
    expect(await failure(() => readPlan(empty))).toMatchObject({ code: "inputMissing" });
    expect(await failure(() => readPlan(join(root, "nowhere")))).toMatchObject({
      code: "inputMissing",
    });
  });

  it("takes a set that is missing for damage, never for empty", async () => {
    const folder = await damaged(async (copy) => rm(join(copy, "sets"), { recursive: true }));
    const error = await failure(() => readPlan(folder));
    expect(error).toMatchObject({ code: "inputMissing" });
    expect(error.message).toContain("sets");
  });

  it("takes a set that was changed for damage", async () => {
    const folder = await damaged(async (copy) => {
      const [name = ""] = await readdir(join(copy, "sets"));
      await writeFile(join(copy, "sets", name), '"somebody else"\n');
    });
    const { data } = await readPlan(folder);
    const error = await failure(async () => data.setNames.map((name) => [...data.setIds(name)]));
    expect(error).toMatchObject({ code: "invalidInput" });
  });

  it("names the file and line of mailboxes that cannot be read", async () => {
    const folder = await damaged(rewrite("mailboxes.ndjson", (text) => `${text}{"id":1}\n`));
    const { data } = await readPlan(folder);
    const error = await failure(async () => [...data.mailboxes()]);
    expect(error.code).toBe("invalidInput");
    expect(error.message).toMatch(/mailboxes\.ndjson` line \d+/);
    const gone = await damaged(async (copy) => rm(join(copy, "mailboxes.ndjson")));
    const missing = await readPlan(gone);
    expect(await failure(async () => [...missing.data.mailboxes()])).toMatchObject({
      code: "inputMissing",
    });
  });

  it("leaves files alone that are no sets", async () => {
    const folder = await damaged(async (copy) => writeFile(join(copy, "sets", "notes.txt"), "x"));
    const { data } = await readPlan(folder);
    expect(data.setNames).toEqual(dataOf("contoso").setNames);
    expect([...data.setIds("0".repeat(64))]).toEqual([]);
  });
});
