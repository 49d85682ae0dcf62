import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { failures, printed, startChangeLab, type ChangeLab } from "./change-lab.ts";
import { describeWithEngine } from "./run-engine.ts";

/** An app whose two groups become one scope. */
const ARCHIVE = "c0000000-0000-4000-8000-000000000005";

describeWithEngine("a whole change in PowerShell, from the first script to an empty plan", () => {
  let lab: ChangeLab;
  beforeAll(async () => {
    lab = await startChangeLab(ARCHIVE);
  });
  afterAll(() => lab.emulator.close());

  const outcomeOf = async (phase: string): Promise<unknown> => {
    const text = await readFile(join(lab.folder, "results", `${phase}.json`), "utf8");
    return (JSON.parse(text) as { outcome: unknown }).outcome;
  };

  it("prepares and tests while the old way still holds", async () => {
    await lab.expectSameAccess();
    expect(failures(await lab.run("1-prepare", "2-test"))).toEqual([]);
    expect(await outcomeOf("1-prepare")).toBe("passed");
    expect(await outcomeOf("2-test")).toBe("passed");
    await lab.expectSameAccess();
  });

  it("changes nothing when 1-prepare runs again", async () => {
    const endings = await lab.run("1-prepare");
    expect(failures(endings)).toEqual([]);
    const texts = printed(endings);
    expect(texts.filter((text) => text.startsWith("Is so already: "))).toHaveLength(3);
    expect(texts.filter((text) => text.startsWith("Done: "))).toEqual([]);
  });

  it("cuts over once the roles have settled, and no mailbox is gained or lost", async () => {
    const endings = await lab.run("3-cutover");
    expect(failures(endings)).toEqual([]);
    expect(printed(endings).some((text) => text.startsWith("Not yet: "))).toBe(true);
    await lab.expectSameAccess();
  });

  it("retires the policy after two weeks, and looks again", async () => {
    const scripts = (await readdir(lab.folder)).filter((name) => /^[4-7]-.*\.ps1$/.test(name));
    const phases = scripts.map((name) => name.replace(".ps1", "")).toSorted();
    expect(phases).toEqual(expect.arrayContaining(["5-confirm", "6-retire", "7-after"]));
    expect(failures(await lab.run(...phases))).toEqual([]);
    await lab.expectSameAccess();
  });

  it("leaves nothing to plan", async () => {
    const again = await lab.planAgain();
    expect(again?.status).toBe("nothingToDo");
    expect(again?.steps).toEqual([]);
    expect(again?.existingAssignments).toHaveLength(1);
  });
});

describeWithEngine("the way back in PowerShell, after the cut-over", () => {
  let lab: ChangeLab;
  beforeAll(async () => {
    lab = await startChangeLab(ARCHIVE);
  });
  afterAll(() => lab.emulator.close());

  it("grants again, waits, and takes back what it made; access never changes", async () => {
    expect(failures(await lab.run("1-prepare", "2-test", "3-cutover"))).toEqual([]);
    await lab.expectSameAccess();
    expect(failures(await lab.run("rollback-3"))).toEqual([]);
    await lab.expectSameAccess();
    const back = await lab.run("rollback-1");
    expect(failures(back)).toEqual([]);
    expect(printed(back).some((text) => text.includes("the consent must be visible"))).toBe(true);
    await lab.expectSameAccess();
  });

  it("leaves the tenant as it was: the same plan is made again", async () => {
    const again = await lab.planAgain();
    const actions = (steps: readonly string[] = []) => steps.map((id) => id.split("/")[2]);
    expect(again?.status).toBe(lab.app.status);
    expect(actions(again?.steps)).toEqual(actions(lab.app.steps));
    expect(again?.existingAssignments).toEqual(lab.app.existingAssignments);
  });

  it("refuses to retire after a consent came back", async () => {
    const [ending] = await lab.run("6-retire");
    expect(ending?.failure?.message).toMatch(/5-confirm|Wait|no record/);
  });
});
