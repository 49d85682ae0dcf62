import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Plan } from "../../src/model/plan-document.ts";
import { auditFixture } from "../e2e/audited-fixture.ts";

/** The folder of the pack that `audit` makes of a fixture. */
export const packOf = async (fixture: string): Promise<string> =>
  (await auditFixture(fixture)).pack;

export const reportOf = async (fixture: string): Promise<string> =>
  await readFile(join(await packOf(fixture), "index.html"), "utf8");

export const planOf = async (fixture: string): Promise<Plan> =>
  JSON.parse(await readFile(join(await packOf(fixture), "plan.json"), "utf8")) as Plan;
