import { readdir } from "node:fs/promises";
import { basename, join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startEmulator, type Emulator } from "../../src/emulator/start-emulator.ts";
import type { Plan } from "../../src/model/plan-document.ts";
import { runScopewright } from "../e2e/run-scopewright.ts";
import { failures, foldersByHash } from "./change-lab.ts";
import { evidenceOf, writePackOf, type Tenant } from "./packs.ts";
import { approveAll, readPlanOf } from "./past-results.ts";
import { describeWithEngine } from "./run-engine.ts";
import { THOROUGH } from "../thorough.ts";
import { operateOn, type Job } from "./run-scripts.ts";

const WAITS = 6;
/** Hundreds of scripts in one engine. */
const WHOLE_TENANT_MS = 20 * 60_000;

for (const tenant of ["contoso", "fabrikam"] as const) {
  describeWithEngine(`every change of ${tenant} in PowerShell, one app after the other`, () => {
    testsOf(tenant);
  });
}

function testsOf(name: Tenant): void {
  let emulator: Emulator;
  let pack: string;
  let plan: Plan;
  let folders: ReadonlyMap<string, string>;

  beforeAll(async () => {
    pack = await writePackOf(name);
    plan = await readPlanOf(pack);
    await approveAll(pack, plan);
    folders = await foldersByHash(pack);
    emulator = await startEmulator({ folder: evidenceOf(name) });
  });
  afterAll(() => emulator.close());

  /** Fabrikam's many hostile names go through the same templates: some of them, unless all are asked for. */
  const isTried = (appId: string | null, index: number): boolean =>
    THOROUGH || name === "contoso" || index % 6 === 0 || /-0{10}\d\d$/.test(appId ?? "");
  const changing = () =>
    plan.apps.filter(({ steps, appId }, index) => steps.length > 0 && isTried(appId, index));

  async function jobsOf(folder: string): Promise<readonly Job[]> {
    const scripts = (await readdir(folder)).filter((name) => /^\d-.*\.ps1$/.test(name)).toSorted();
    const job = (name: string): Job => ({
      script: join(folder, name),
      parameters: {
        Confirm: false,
        RollbackOperator: "somebody@contoso.example",
        AcceptRestorable: true,
      },
      waits: WAITS,
    });
    return scripts.map(job);
  }

  it(
    "runs through without an error",
    async () => {
      expect(changing().length).toBeGreaterThan(10);
      const jobs = await Promise.all(
        changing().map(({ changeHash }) => jobsOf(folders.get(changeHash ?? "") ?? "none")),
      );
      const endings = await operateOn(emulator, { jobs: jobs.flat() });
      expect(failures(endings)).toEqual([]);
      expect(new Set(endings.map(({ script }) => basename(script))).size).toBeGreaterThan(5);
    },
    WHOLE_TENANT_MS,
  );

  it("leaves nothing to plan for any of these apps", async () => {
    const out = join(pack, "again");
    const tenant = ["--tenant", `${name}.onmicrosoft.com`, "--emulator", emulator.url];
    const ran = await runScopewright(["audit", ...tenant, "--out", out]);
    expect([0, 3], ran.stderr).toContain(ran.exitCode);
    const again = new Map((await readPlanOf(out)).apps.map((app) => [app.appId, app]));
    for (const app of changing()) {
      const after = again.get(app.appId);
      expect(after?.steps ?? [], app.displayName).toEqual([]);
      // What stays tenant-wide by itself is a question of its own, once no policy names the app any more.
      const keeps = app.permissions.some(({ disposition }) => disposition === "keptLegacy");
      const expected = ["nothingToDo", undefined, ...(keeps ? ["needsDecision"] : [])];
      expect(expected, app.displayName).toContain(after?.status);
    }
  });
}
