import { readdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startEmulator, type Emulator } from "../../src/emulator/start-emulator.ts";
import type { AppPlan } from "../../src/model/plan-app.ts";
import { runScopewright } from "../e2e/run-scopewright.ts";
import { evidenceOf, writePackOf } from "./packs.ts";
import { approveAll, readPlanOf } from "./past-results.ts";
import { describeWithEngine } from "./run-engine.ts";
import { operateOn, type Ending } from "./run-scripts.ts";

/** An app whose two groups become one scope. */
const ARCHIVE = "c0000000-0000-4000-8000-000000000005";
/** How often an operator comes back at the time that a script told. */
const WAITS = 6;

let emulator: Emulator;
let pack: string;
let app: AppPlan;
let folder: string;

beforeAll(async () => {
  pack = await writePackOf("contoso");
  const plan = await readPlanOf(pack);
  await approveAll(pack, plan);
  const found = plan.apps.find(({ appId }) => appId === ARCHIVE);
  if (found === undefined) throw new Error("the app is not in the plan");
  app = found;
  folder = await folderOf(found);
  emulator = await startEmulator({ folder: evidenceOf("contoso") });
});

afterAll(() => emulator.close());

async function folderOf({ changeHash }: AppPlan): Promise<string> {
  const scripts = join(pack, "scripts");
  for (const path of await readdir(scripts, { recursive: true })) {
    if (!path.endsWith(".ps1")) continue;
    const text = await readFile(join(scripts, path), "utf8");
    if (text.includes(`# Change hash: ${changeHash ?? ""}`)) return join(scripts, dirname(path));
  }
  throw new Error("the app has no scripts");
}

/** Runs a phase as its operator would, coming back when a wait is over. */
async function run(...phases: readonly string[]): Promise<readonly Ending[]> {
  return await operateOn(emulator, {
    jobs: phases.map((phase) => ({
      script: join(folder, `${phase}.ps1`),
      parameters: { Confirm: false, RollbackOperator: "somebody@contoso.example" },
      waits: WAITS,
    })),
  });
}

const failures = (endings: readonly Ending[]): readonly string[] =>
  endings.flatMap(({ script, failure, exitCode }) =>
    failure === null && exitCode === 0
      ? []
      : [`${script}: ${failure?.message ?? String(exitCode)}`],
  );

/** What the service answers the app for a mailbox, with a new token. */
async function statusFor(mailbox: string): Promise<number> {
  const body = new URLSearchParams({
    grant_type: "client_credentials",
    client_id: ARCHIVE,
    client_secret: "any",
    scope: "https://graph.microsoft.com/.default",
  });
  const tenant = "10000000-0000-4000-8000-0000000000c1";
  const answer = await fetch(`${emulator.url}/${tenant}/oauth2/v2.0/token`, {
    method: "POST",
    body,
  });
  const { access_token: token } = (await answer.json()) as { access_token: string };
  const headers = { Authorization: `Bearer ${token}` };
  return (await fetch(`${emulator.url}/v1.0/users/${mailbox}/messages`, { headers })).status;
}

async function expectSameAccess(): Promise<void> {
  const { positive, negative } = app.probes;
  expect(positive.length).toBeGreaterThan(0);
  expect(negative.length).toBeGreaterThan(0);
  for (const mailbox of positive) expect(await statusFor(mailbox), mailbox).toBe(200);
  for (const mailbox of negative) expect(await statusFor(mailbox), mailbox).toBe(403);
}

const outcomeOf = async (phase: string): Promise<unknown> => {
  const text = await readFile(join(folder, "results", `${phase}.json`), "utf8");
  return (JSON.parse(text) as { outcome: unknown }).outcome;
};

describeWithEngine("a whole change in PowerShell, from the first script to an empty plan", () => {
  it("prepares and tests while the old way still holds", async () => {
    await expectSameAccess();
    expect(failures(await run("1-prepare", "2-test"))).toEqual([]);
    expect(await outcomeOf("1-prepare")).toBe("passed");
    expect(await outcomeOf("2-test")).toBe("passed");
    await expectSameAccess();
  });

  it("changes nothing when 1-prepare runs again", async () => {
    const [ending] = await run("1-prepare");
    expect(failures(ending === undefined ? [] : [ending])).toEqual([]);
    const printed = ending?.records.map(({ text }) => text) ?? [];
    expect(printed.filter((text) => text.startsWith("Is so already: "))).toHaveLength(3);
    expect(printed.filter((text) => text.startsWith("Done: "))).toEqual([]);
  });

  it("cuts over once the roles have settled, and no mailbox is gained or lost", async () => {
    const endings = await run("3-cutover");
    expect(failures(endings)).toEqual([]);
    expect(endings[0]?.records.some(({ text }) => text.startsWith("Not yet: "))).toBe(true);
    await expectSameAccess();
  });

  it("retires the policy after two weeks, and looks again", async () => {
    const scripts = (await readdir(folder)).filter((name) => /^[4-7]-.*\.ps1$/.test(name));
    const phases = scripts.map((name) => name.replace(".ps1", "")).toSorted();
    expect(phases).toEqual(expect.arrayContaining(["5-confirm", "6-retire", "7-after"]));
    expect(failures(await run(...phases))).toEqual([]);
    await expectSameAccess();
  });

  it("leaves nothing to plan", async () => {
    const out = join(pack, "again");
    const tenant = ["--tenant", "contoso.onmicrosoft.com", "--emulator", emulator.url];
    const ran = await runScopewright(["audit", ...tenant, "--out", out]);
    expect([0, 3], ran.stderr).toContain(ran.exitCode);
    const again = (await readPlanOf(out)).apps.find(({ appId }) => appId === ARCHIVE);
    expect(again?.status).toBe("nothingToDo");
    expect(again?.steps).toEqual([]);
    expect(again?.existingAssignments).toHaveLength(1);
  });
});
