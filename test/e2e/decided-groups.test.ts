import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Emulator, startEmulator } from "../../src/emulator/start-emulator.ts";
import type { Plan } from "../../src/model/plan-document.ts";
import { appIdOf, groupKey } from "../generator/ids.ts";
import { groupDn } from "../generator/rows/distinguished-name.ts";
import { CHOICE_TENANT } from "../plan/choice-tenant.ts";
import { runScopewright, workFolder, writeTenant } from "./run-scopewright.ts";

/** An app without a policy reaches every mailbox, and nothing in the tenant names the group it is to be narrowed to. */
const TENANT = { ...CHOICE_TENANT, units: [], decidedGroups: [groupKey(1)] };
const GROUP = groupDn(TENANT, groupKey(1));

describe("a group that only a decision names", () => {
  let emulator: Emulator;
  let work: string;

  beforeAll(async () => {
    emulator = await startEmulator({ folder: await writeTenant(TENANT) });
    work = await workFolder();
  });
  afterAll(() => emulator.close());

  async function decideOn(filter: string): Promise<string> {
    const file = join(work, "decisions.json");
    const apps = { [appIdOf(1)]: { intendedScope: { filter } } };
    await writeFile(file, JSON.stringify({ schemaVersion: 1, tenantId: TENANT.id, apps }));
    return file;
  }

  async function auditInto(name: string, ...more: readonly string[]) {
    const folder = join(work, name);
    const tenant = [`--tenant=${TENANT.domain}.onmicrosoft.com`, `--emulator=${emulator.url}`];
    const out = [`--out=${folder}`, `--evidence-out=${folder}-evidence`];
    await runScopewright(["audit", ...tenant, ...out, ...more]);
    return (await planIn(folder))?.apps[0];
  }

  const planIn = async (folder: string): Promise<Plan> =>
    JSON.parse(await readFile(join(folder, "plan.json"), "utf8")) as Plan;

  it("has its members read by a scan that is given the decisions, and by no other", async () => {
    const decisions = await decideOn(`MemberOfGroup -eq '${GROUP}'`);
    await auditInto("undecided");
    const evidence = join(work, "undecided-evidence");
    const blocked = join(work, "blocked");
    await runScopewright(["plan", evidence, "--decisions", decisions, "--out", blocked]);
    const [app] = (await planIn(blocked)).apps;
    expect(app?.status).toBe("blocked");
    expect(app?.reasons.map(({ text }) => text).join()).toContain(
      "the members of Sales were not asked for; a scan that is given --decisions asks for",
    );

    const planned = await auditInto("decided", "--decisions", decisions);
    expect(planned?.status).toBe("ready");
    expect(planned?.permissions.map(({ target }) => target?.count)).toEqual([2, 2]);
    const manifest = await readFile(join(work, "decided-evidence", "manifest.json"), "utf8");
    expect((JSON.parse(manifest) as { scan: unknown }).scan).toMatchObject({
      asked: { decisions: [GROUP] },
    });
  });

  it("or a property that no scope asks for: it is kept of each mailbox", async () => {
    const decisions = await decideOn("Department -eq 'Sales'");
    const planned = await auditInto("by-property", "--decisions", decisions);
    expect(planned?.status).toBe("ready");
    expect(planned?.permissions.map(({ target }) => target?.count)).toEqual([2, 2]);
  });
});
