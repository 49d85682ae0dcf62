import { readdir } from "node:fs/promises";
import { basename, join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { failures, patientJob, startTenantLab, type TenantLab } from "./change-lab.ts";
import { describeWithEngine } from "./run-engine.ts";
import { THOROUGH } from "../thorough.ts";
import { operateOn, type Job } from "./run-scripts.ts";

/** Hundreds of scripts in one engine. */
const WHOLE_TENANT_MS = 20 * 60_000;

/** What contoso's rehearsal is for contoso: hostile names go through the same scripts. */
describeWithEngine("every change of fabrikam in PowerShell, one app after the other", () => {
  let lab: TenantLab;
  beforeAll(async () => {
    lab = await startTenantLab("fabrikam");
  });
  afterAll(() => lab.emulator.close());

  /** Many apps differ in their names alone: some of them, unless all are asked for. */
  const isTried = (appId: string | null, index: number): boolean =>
    THOROUGH || index % 6 === 0 || /-0{10}\d\d$/.test(appId ?? "");
  const changing = () =>
    lab.plan.apps.filter(({ steps, appId }, index) => steps.length > 0 && isTried(appId, index));

  async function jobsOf(folder: string): Promise<readonly Job[]> {
    const scripts = (await readdir(folder)).filter((name) => /^\d-.*\.ps1$/.test(name)).toSorted();
    return scripts.map((script) => patientJob(join(folder, script), { AcceptRestorable: true }));
  }

  it(
    "runs through without an error",
    async () => {
      expect(changing().length).toBeGreaterThan(10);
      const jobs = await Promise.all(changing().map((app) => jobsOf(lab.folderOf(app))));
      const endings = await operateOn(lab.emulator, { jobs: jobs.flat() });
      expect(failures(endings)).toEqual([]);
      expect(new Set(endings.map(({ script }) => basename(script))).size).toBeGreaterThan(5);
    },
    WHOLE_TENANT_MS,
  );

  it("leaves nothing to plan for any of these apps", async () => {
    const again = new Map((await lab.planAgain()).apps.map((app) => [app.appId, app]));
    for (const app of changing()) {
      const after = again.get(app.appId);
      expect(after?.steps ?? [], app.displayName).toEqual([]);
      // What stays tenant-wide by itself is a question of its own, once no policy names the app any more.
      const keeps = app.permissions.some(({ disposition }) => disposition === "keptLegacy");
      const expected = ["nothingToDo", undefined, ...(keeps ? ["needsDecision"] : [])];
      expect(expected, app.displayName).toContain(after?.status);
    }
  });
});
