import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { RequestLogEntry } from "../../src/emulator/request-log.ts";
import { patientJob, startChangeLab, type ChangeLab } from "./change-lab.ts";
import { describeWithEngine } from "./run-engine.ts";
import { isChange, startPatientOperator, type PatientOperator } from "./run-scripts.ts";

/** An app whose two groups become one scope. */
const ARCHIVE = "c0000000-0000-4000-8000-000000000005";
const LONG_MS = 10 * 60_000;
/** Runs that one script is given; a fault that hit a request does not hit it for ever. */
const MOST_RUNS = 40;

/** Refused for load, failed for a moment, and lost: the change was made, its answer never came. */
const FAULTS = {
  seed: 4,
  throttleEvery: 19,
  transientEvery: 23,
  dropConnection: [
    { on: "New-*", at: 1, when: "midway" },
    { on: "Remove-*", at: 1, when: "midway" },
    { on: "/servicePrincipals/*/appRoleAssignments/*", at: 1, when: "midway" },
    { chance: 0.01, when: "before" },
  ],
} as const;

interface Result {
  readonly outcome: string;
  readonly steps: readonly { readonly step: string; readonly outcome: string }[];
  readonly details: Readonly<Record<string, unknown>>;
}

describeWithEngine("scripts whose calls are refused, fail, or get no answer", () => {
  let lab: ChangeLab;
  let operator: PatientOperator;
  beforeAll(async () => {
    lab = await startChangeLab(ARCHIVE, FAULTS);
    operator = await startPatientOperator(lab.emulator);
  });
  afterAll(async () => {
    await operator.close();
    await lab.emulator.close();
  });

  const resultOf = async (phase: string): Promise<Result | undefined> => {
    const file = join(lab.folder, "results", `${phase}.json`);
    const text = await readFile(file, "utf8").catch(() => undefined);
    return text === undefined ? undefined : (JSON.parse(text) as Result);
  };

  /**
   * What failed runs leave behind: every change that the service made is a step of the result, and so is why the last
   * run that did something ended.
   */
  async function expectNamed(phase: string, failed: readonly string[], made: number) {
    const result = await resultOf(phase);
    const named = (result?.steps ?? []).filter(({ outcome }) => outcome !== "unchanged");
    expect(named.length, phase).toBeGreaterThanOrEqual(made);
    if (made === 0) return;
    expect(result?.outcome, phase).toBe("failed");
    expect(failed, phase).toContain(result?.details["failure"]);
  }

  /** @returns why runs failed, before one passed */
  async function runUntilItPasses(phase: string): Promise<readonly string[]> {
    const before = changesOf(lab).length;
    const job = patientJob(join(lab.folder, `${phase}.ps1`), {});
    const failed: string[] = [];
    for (let runs = 0; runs < MOST_RUNS; runs += 1) {
      const ending = await operator.run(job);
      if (ending.failure === null && ending.exitCode === 0) return failed;
      failed.push(ending.failure?.message ?? `exit code ${String(ending.exitCode)}`);
      await expectNamed(phase, failed, changesOf(lab).length - before);
    }
    throw new Error(`${phase} did not pass: ${failed.join(" | ")}`);
  }

  it(
    "name what they did, and go on at the next run to the end of the change",
    async () => {
      const scripts = (await readdir(lab.folder)).filter((name) => /^[1-7]-.*\.ps1$/.test(name));
      const failed: string[] = [];
      for (const script of scripts.toSorted()) {
        const phase = script.replace(".ps1", "");
        failed.push(...(await runUntilItPasses(phase)));
        expect((await resultOf(phase))?.outcome, phase).toBe("passed");
        await lab.expectSameAccess();
      }
      // Every kind of fault was met.
      const all = failed.join("\n");
      expect(all).toMatch(/429|throttl|too many requests/i);
      expect(all).toMatch(/transient|temporar|unavailable/i);
      expect(failed.filter((text) => /copying content/i.test(text)).length).toBeGreaterThan(2);
      // Pointer, scope, assignment, grant, declaration, policies: each once, though its answer was lost.
      expect(
        changesOf(lab)
          .map(({ cmdlet, method }) => cmdlet ?? method)
          .toSorted(),
      ).toEqual([
        "DELETE",
        "New-ManagementRoleAssignment",
        "New-ManagementScope",
        "New-ServicePrincipal",
        "PATCH",
        "Remove-ApplicationAccessPolicy",
        "Remove-ApplicationAccessPolicy",
      ]);
      const again = await lab.planAgain();
      expect(again?.status).toBe("nothingToDo");
      expect(again?.steps).toEqual([]);
    },
    LONG_MS,
  );
});

/** Every change that the tenant made. */
const changesOf = ({ emulator }: ChangeLab): readonly RequestLogEntry[] =>
  emulator.requests().filter((request) => isChange(request) && request.status < 300);
