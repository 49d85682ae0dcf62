import { readFile, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { readRehearsal } from "../../src/documents/read-rehearsal.ts";
import { startEmulator, type Emulator } from "../../src/emulator/start-emulator.ts";
import type { AppPlan } from "../../src/model/plan-app.ts";
import type { CandidateKind } from "../../src/model/plan-candidate.ts";
import type { Plan } from "../../src/model/plan-document.ts";
import type { Ending } from "../../src/rehearsal/operator-door.ts";
import { appFolders } from "../../src/render/app-folders.ts";
import { sharedFolder } from "../../src/render/object-folder.ts";
import { writeTenant } from "../e2e/run-scopewright.ts";
import { appIdOf } from "../generator/ids.ts";
import { auditShared, SHARED_TENANT } from "../plan/shared-tenant.ts";
import { runLine } from "../rehearsal/write-contoso-pack.ts";
import { failures, patientJob, printed } from "./change-lab.ts";
import { readPlanOf } from "./past-results.ts";
import { describeWithEngine, theEngine } from "./run-engine.ts";
import { isChange, operateOn } from "./run-scripts.ts";

/** Every script of two apps, forward and back from each phase. */
const REHEARSAL_MS = 20 * 60_000;

/** The pack of a tenant in which two of three apps were given the same copy. */
interface SharedPack {
  readonly evidence: string;
  readonly decisions: string;
  readonly pack: string;
  readonly plan: Plan;
}

async function writeSharedPack(kind: CandidateKind): Promise<SharedPack> {
  const evidence = await writeTenant(SHARED_TENANT);
  const { decisions: apps } = auditShared({ 1: kind, 2: kind });
  const decisions = join(dirname(evidence), "decisions.json");
  const text = JSON.stringify({ schemaVersion: 1, tenantId: SHARED_TENANT.id, apps });
  await writeFile(decisions, text);
  const pack = join(dirname(evidence), "pack");
  const { exitCode, stderr } = await runLine([
    "audit",
    evidence,
    "--decisions",
    decisions,
    "--out",
    pack,
  ]);
  expect([0, 3], stderr).toContain(exitCode);
  return { evidence, decisions, pack, plan: await readPlanOf(pack) };
}

const KINDS = [
  { kind: "flattenedGroup", make: "1-prepare", remove: ["remove-shared"] },
  {
    kind: "newAdministrativeUnit",
    make: "0-objects",
    remove: ["remove-shared-check", "remove-shared"],
  },
] as const;

for (const { kind, make, remove } of KINDS) {
  describeWithEngine(`what several apps use, in PowerShell: ${kind}`, () => {
    let made: SharedPack;
    let emulator: Emulator;
    let app: AppPlan;
    let shared = "";
    let own = "";
    beforeAll(async () => {
      made = await writeSharedPack(kind);
      emulator = await startEmulator({ folder: made.evidence });
      const { apps, sharedObjects = [] } = made.plan;
      const [second] = apps.filter(({ appId }) => appId === appIdOf(2));
      const [object] = sharedObjects;
      if (second === undefined || object === undefined) throw new Error("nothing is shared");
      app = second;
      shared = join(made.pack, "scripts/shared", sharedFolder(object.object));
      own = join(made.pack, "scripts", appFolders(apps).get(app) ?? "");
    });
    afterAll(() => emulator.close());

    const run = async (
      folder: string,
      names: readonly string[],
      waits = 6,
    ): Promise<readonly Ending[]> => {
      const says = { CutoverNeverRan: true };
      const jobs = names.map((name) => ({
        ...patientJob(join(folder, `${name}.ps1`), says),
        waits,
      }));
      return await operateOn(emulator, { jobs });
    };
    const changes = (): number => emulator.requests().filter(isChange).length;
    const decide = async (...decisions: readonly (readonly [AppPlan, string])[]) => {
      const approvals = decisions.map(([{ changeHash }, decision]) => ({
        changeHash,
        change: 1,
        decision,
        name: "Board",
        date: "2026-07-31",
      }));
      const text = JSON.stringify({ schemaVersion: 1, approvals });
      await writeFile(join(made.pack, "scripts/approvals.json"), text);
    };
    const other = (): AppPlan => {
      const [first] = made.plan.apps.filter(({ appId }) => appId === appIdOf(1));
      if (first === undefined) throw new Error("the app is not in the plan");
      return first;
    };

    it("is made by nobody as long as no change that uses it is approved", async () => {
      await decide([other(), "rejected"]);
      expect(failures(await run(shared, [make])).join()).toContain("None of the 2 changes");
      expect(changes()).toBe(0);
    });

    it("is waited for by the apps that use it", async () => {
      await decide([other(), "rejected"], [app, "approved"]);
      const [ending] = await run(own, ["1-prepare"]);
      expect(ending?.failure?.message).toContain("has no finished record");
      expect(ending?.failure?.message).toContain(`Run shared/${basename(shared)}/${make}.ps1`);
      expect(changes()).toBe(0);
    });

    it("is made once one of them is approved, and only once", async () => {
      expect(failures(await run(shared, [make]))).toEqual([]);
      const count = changes();
      expect(count).toBe(3);
      const again = await run(shared, [make]);
      expect(failures(again)).toEqual([]);
      expect(printed(again).filter((text) => text.startsWith("Is so already"))).toHaveLength(2);
      expect(changes()).toBe(count);
    });

    it("opens the apps a day after its last member", async () => {
      const count = changes();
      const [early] = await run(own, ["1-prepare"], 0);
      expect(early?.exitCode).toBe(75);
      expect(changes()).toBe(count);
      expect(failures(await run(own, ["1-prepare", "2-test"]))).toEqual([]);
    });

    it("stays as long as an assignment names it, whoever approves what", async () => {
      const count = changes();
      const refused = failures(await run(shared, remove)).join();
      expect(refused).toContain("1 role assignments or scopes name it");
      expect(changes()).toBe(count);
    });

    it("goes once every app came back, and leaves the tenant as it was", async () => {
      expect(failures(await run(own, ["rollback-1"]))).toEqual([]);
      expect(failures(await run(shared, remove))).toEqual([]);
      const record: unknown = JSON.parse(
        await readFile(join(shared, "results/remove-shared.json"), "utf8"),
      );
      expect(record).toMatchObject({ outcome: "passed", steps: [{ outcome: "removed" }] });
    });
  });

  describeWithEngine(`rehearse, where several apps use ${kind}`, () => {
    it(
      "makes it before its first wave, and takes it away after every way back",
      async () => {
        const { evidence, decisions, pack } = await writeSharedPack(kind);
        const env = {
          ...(process.env as Record<string, string>),
          SCOPEWRIGHT_POWERSHELL: theEngine().program,
        };
        const only = ["Mailer 1", "Mailer 2"].flatMap((name) => ["--app", name]);
        const { stdout, exitCode } = await runLine(
          ["rehearse", pack, "--evidence", evidence, "--decisions", decisions, ...only],
          env,
        );
        expect(exitCode, stdout).toBe(0);
        const rehearsal = await readRehearsal(pack);
        expect(rehearsal).toMatchObject({ passed: true, apps: [{}, {}] });
        const [one, ...others] = rehearsal?.shared ?? [];
        expect(others).toEqual([]);
        expect(one?.scripts.map(({ script }) => script)).toEqual([make]);
        expect(one?.leftToPlan).toEqual([]);
        expect(one?.removals.map(({ from }) => from)).toContain("3-cutover");
        for (const { from, scripts } of one?.removals ?? [])
          expect(
            scripts.map(({ script }) => script),
            from,
          ).toEqual(remove);
      },
      REHEARSAL_MS,
    );
  });
}
