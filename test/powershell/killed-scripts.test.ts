import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createRandom } from "../generator/random.ts";
import { failures, patientJob, startChangeLab, type ChangeLab } from "./change-lab.ts";
import { runUntilItSurvives } from "./kill-while-running.ts";
import { describeWithEngine } from "./run-engine.ts";
import { isChange } from "./run-scripts.ts";

/** An app whose two groups become one scope. */
const ARCHIVE = "c0000000-0000-4000-8000-000000000005";
const LONG_MS = 10 * 60_000;

describeWithEngine("scripts that are killed", () => {
  let lab: ChangeLab;
  beforeAll(async () => {
    lab = await startChangeLab(ARCHIVE);
  });
  afterAll(() => lab.emulator.close());

  const survive = async (phase: string, isEnough: Parameters<typeof runUntilItSurvives>[2]) => {
    const job = patientJob(join(lab.folder, `${phase}.ps1`), {});
    const survived = await runUntilItSurvives(lab.emulator, job, isEnough);
    expect(failures([survived.ending]), phase).toEqual([]);
    const text = await readFile(join(lab.folder, "results", `${phase}.json`), "utf8");
    expect((JSON.parse(text) as { outcome: unknown }).outcome, phase).toBe("passed");
    await lab.expectSameAccess();
    return survived.kills;
  };

  it(
    "go on at the next run: killed once at a random request, and after each change that they make",
    async () => {
      const random = createRandom(20_261_127);
      const scripts = (await readdir(lab.folder)).filter((name) => /^[1-7]-.*\.ps1$/.test(name));
      let kills = 0;
      for (const script of scripts.toSorted()) {
        const first = 1 + random.below(6);
        kills += await survive(script.replace(".ps1", ""), (requests, before) =>
          before === 0 ? requests.length >= first : requests.some(isChange),
        );
      }
      // Pointer, scope, assignment, grant, policy: PowerShell was killed after each of them.
      const changes = lab.emulator.requests().filter(isChange).length;
      expect(changes).toBeGreaterThanOrEqual(5);
      expect(kills).toBeGreaterThan(changes);
      const again = await lab.planAgain();
      expect(again?.status).toBe("nothingToDo");
      expect(again?.existingAssignments).toHaveLength(1);
    },
    LONG_MS,
  );
});

describeWithEngine("a way back that is killed", () => {
  let lab: ChangeLab;
  beforeAll(async () => {
    lab = await startChangeLab(ARCHIVE);
  });
  afterAll(() => lab.emulator.close());

  it(
    "goes on at the next run, and leaves the tenant as it was",
    async () => {
      expect(failures(await lab.run("1-prepare", "2-test", "3-cutover"))).toEqual([]);
      for (const phase of ["rollback-3", "rollback-1"]) {
        const job = patientJob(join(lab.folder, `${phase}.ps1`), { PolicyStillStands: true });
        const { kills, ending } = await runUntilItSurvives(lab.emulator, job, (requests) =>
          requests.some(isChange),
        );
        expect(failures([ending]), phase).toEqual([]);
        expect(kills, phase).toBeGreaterThan(0);
        await lab.expectSameAccess();
      }
      const again = await lab.planAgain();
      expect(again?.status).toBe(lab.app.status);
      expect(again?.existingAssignments).toEqual(lab.app.existingAssignments);
    },
    LONG_MS,
  );
});
