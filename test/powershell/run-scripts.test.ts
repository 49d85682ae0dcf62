import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { beforeAll, expect, it } from "vitest";
import { scriptFiles, writePackOf } from "./packs.ts";
import { approveAll, readPlanOf, writePast, type Past } from "./past-results.ts";
import { describeWithEngine } from "./run-engine.ts";
import { isChange, operate, type Job } from "./run-scripts.ts";
import type { Ending } from "../../src/rehearsal/operator-door.ts";

const NOW = "2026-11-20T12:00:00Z";
const CONFIRMED = "2026-11-20T11:55:00Z";

let past: Past;
let scripts: readonly string[];
let changing: readonly string[];

beforeAll(async () => {
  const pack = await writePackOf("contoso");
  past = { pack, plan: await readPlanOf(pack), confirmed: CONFIRMED };
  await approveAll(pack, past.plan);
  scripts = (await scriptFiles(pack)).filter((path) => path.endsWith(".ps1"));
  const texts = await Promise.all(scripts.map((path) => readFile(path, "utf8")));
  changing = scripts.filter((_, index) => texts[index]?.includes("SupportsShouldProcess") === true);
});

/** What an operator passes who says yes to every question that a switch stands for. */
const SAYS = {
  RollbackOperator: "somebody@contoso.example",
  PolicyStillStands: true,
  CutoverNeverRan: true,
  NothingNamesIt: true,
  AcceptRestorable: true,
};

const jobsOf = (
  paths: readonly string[],
  parameters: Job["parameters"] = {},
): Promise<readonly Job[]> =>
  Promise.all(
    paths.map(async (script) => ({
      script,
      parameters: { ...SAYS, ResultsFolder: await writePast(script, past), ...parameters },
    })),
  );

/** Why the scripts of a name failed, each script's own; blank for one that ended well. */
const failuresOf = (endings: readonly Ending[], name: string): readonly string[] =>
  endings
    .filter(({ script }) => basename(script, ".ps1") === name)
    .map(({ failure }) => failure?.message ?? "");

const printedBy = ({ records }: Ending): string => records.map(({ text }) => text).join("\n");

describeWithEngine("contoso's scripts in PowerShell", () => {
  it("change nothing under -WhatIf, and say what they would do", async () => {
    const jobs = await jobsOf(changing, { WhatIf: true });
    const { endings, requests } = await operate("contoso", { jobs, now: NOW });
    expect(endings).toHaveLength(changing.length);
    expect(requests.length).toBeGreaterThan(changing.length);
    expect(requests.filter(isChange)).toStrictEqual([]);
    for (const name of ["1-prepare", "3-cutover", "4-declare", "6-retire"]) {
      expect(new Set(failuresOf(endings, name)), name).toStrictEqual(new Set([""]));
    }
    for (const ending of endings.filter(({ failure }) => failure === null))
      expect(printedBy(ending), ending.script).toMatch(/Preview only: nothing was changed\.$/);
  });

  it("change nothing when every question is answered no, and end there", async () => {
    const jobs = await jobsOf(changing);
    const { endings, requests } = await operate("contoso", {
      jobs,
      now: NOW,
      input: "N\n".repeat(changing.length * 4),
    });
    expect(requests.filter(isChange)).toStrictEqual([]);
    for (const name of ["1-prepare", "3-cutover"]) {
      const failures = failuresOf(endings, name);
      expect(failures.length, name).toBeGreaterThan(5);
      for (const message of failures)
        expect(message, name).toMatch(/^Declined: .+\. Nothing after it was done\.$/);
    }
    // Results say that the app was cut over, and the tenant does not: its grants are there, its roles are not.
    for (const [name, difference] of [
      ["4-declare", /^Grants of the app: not as the plan assumed\. Added: /],
      ["6-retire", /^(?:Role assignments of the app: not as the plan assumed\. Gone: |Declined: )/],
    ] as const) {
      const failures = failuresOf(endings, name);
      expect(failures.length, name).toBeGreaterThan(5);
      for (const message of failures) expect(message, name).toMatch(difference);
    }
  });

  it("would be seen if they changed something: answered yes, a cut-over asks for it", async () => {
    const [cutover = ""] = changing.filter((path) => path.endsWith("3-cutover.ps1"));
    const { requests } = await operate("contoso", {
      jobs: await jobsOf([cutover]),
      now: NOW,
      input: "Y\n",
    });
    const [change] = requests.filter(isChange);
    expect(change?.method).toBe("DELETE");
    expect(change?.path).toMatch(/^\/v1\.0\/servicePrincipals\/[^/]+\/appRoleAssignments\/[^/]+$/);
  });

  it("refuse a change that was not approved, though the other one of the app was", async () => {
    const named = (name: string): readonly string[] =>
      changing.filter((path) => basename(path, ".ps1") === name);
    for (const [change, refused] of [
      [1, "6-retire"],
      [2, "3-cutover"],
    ] as const) {
      const ApprovalsPath = await approveAll(past.pack, past.plan, [change]);
      const { endings, requests } = await operate("contoso", {
        jobs: await jobsOf(named(refused).slice(0, 2), { ApprovalsPath }),
        now: NOW,
        input: "Y\n".repeat(99),
      });
      expect(requests.filter(isChange)).toStrictEqual([]);
      expect(endings).toHaveLength(2);
      for (const { script, failure } of endings)
        expect(failure?.message, script).toMatch(
          new RegExp(`^Change ${change === 1 ? "2" : "1"} of [0-9a-f]{64} is not approved in `),
        );
    }
    await approveAll(past.pack, past.plan);
  });

  it("read: what is there is told, and a missing pointer or grant is an answer of the service", async () => {
    const reading = scripts.filter((path) => !changing.includes(path));
    const { endings, requests } = await operate("contoso", {
      jobs: await jobsOf(reading),
      now: NOW,
    });
    expect(requests.filter(isChange)).toStrictEqual([]);
    expect(new Set(endings.map(({ script }) => basename(script)))).toStrictEqual(
      new Set(["2-test.ps1", "5-confirm.ps1", "7-after.ps1", "repair-after-6.ps1"]),
    );
    for (const { script, failure } of endings)
      expect(failure?.message ?? "passed", script).toMatch(
        /^(?:passed|Governed grants are left: |ALARM: a governed grant came back, |Ex\w+\|Microsoft\.Exchange\.Configuration\.Tasks\.ManagementObjectNotFoundException\|)/,
      );
    const passed = endings.filter(({ failure }) => failure === null);
    expect(new Set(passed.map(({ script }) => basename(script))).size).toBe(4);
  });

  it("refuse another tenant, whatever else is in order", async () => {
    const jobs = await jobsOf(scripts);
    const { endings, requests } = await operate("contoso", {
      jobs,
      now: NOW,
      tenant: "99999999-0000-4000-8000-000000000000",
    });
    expect(requests).toStrictEqual([]);
    for (const { script, failure } of endings)
      expect(failure?.message, script).toMatch(
        /^Signed in to tenant 99999999-0000-4000-8000-000000000000\. This script is for /,
      );
  });
});
