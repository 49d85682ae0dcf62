import { expect, it } from "vitest";
import { scriptFiles, writePackOf } from "./packs.ts";
import { approveAll, readPlanOf, writePast } from "./past-results.ts";
import { describeWithEngine } from "./run-engine.ts";
import { isChange, operate } from "./run-scripts.ts";

/** Scripts whose texts come from the tenant: one for each thing that a name can be part of. */
const NAMING = /\/(?:1-prepare|3-cutover|4-declare|6-retire)\.ps1$/;

describeWithEngine("fabrikam's scripts, full of hostile names, in PowerShell", () => {
  it("go through under -WhatIf, and change nothing", async () => {
    const pack = await writePackOf("fabrikam");
    const plan = await readPlanOf(pack);
    await approveAll(pack, plan);
    const scripts = (await scriptFiles(pack)).filter((path) => NAMING.test(path));
    expect(scripts.length).toBeGreaterThan(200);
    const past = { pack, plan, confirmed: "2026-11-20T11:55:00Z" };
    const jobs = await Promise.all(
      scripts.map(async (script) => ({
        script,
        parameters: {
          WhatIf: true,
          RollbackOperator: "x",
          ResultsFolder: await writePast(script, past),
        },
      })),
    );
    const { endings, requests } = await operate("fabrikam", { jobs, now: "2026-11-20T12:00:00Z" });
    expect(requests.filter(isChange)).toStrictEqual([]);
    expect(
      endings.flatMap(({ script, failure }) =>
        failure === null ? [] : [[script, failure.message]],
      ),
    ).toStrictEqual([]);
    expect(endings).toHaveLength(scripts.length);
  });
});
