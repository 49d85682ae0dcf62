import { readdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { expect } from "vitest";
import type { Faults } from "../../src/emulator/faults/faults.ts";
import {
  startEmulator,
  type Emulator,
  type EmulatorOptions,
} from "../../src/emulator/start-emulator.ts";
import type { AppPlan } from "../../src/model/plan-app.ts";
import type { Plan } from "../../src/model/plan-document.ts";
import type { Ending } from "../../src/rehearsal/operator-door.ts";
import { requestAppToken } from "../support/request-app-token.ts";
import { runScopewright } from "../e2e/run-scopewright.ts";
import { evidenceOf, writePackOf, type Tenant } from "./packs.ts";
import { approveAll, readPlanOf } from "./past-results.ts";
import { operateOn, type Job } from "./run-scripts.ts";

/** How often an operator comes back at the time that a script told. */
const WAITS = 6;
const TENANT_ID = "10000000-0000-4000-8000-0000000000c1";

/** An emulated tenant, and its pack in which everything is approved. */
export interface TenantLab {
  readonly emulator: Emulator;
  readonly plan: Plan;
  /** The folder of an app's scripts. */
  readonly folderOf: (app: AppPlan) => string;
  /** Audits the tenant as it is now, over the real client code. */
  readonly planAgain: () => Promise<Plan>;
}

export async function startTenantLab(
  tenant: Tenant,
  how: Pick<EmulatorOptions, "faults" | "visibility"> = {},
): Promise<TenantLab> {
  const pack = await writePackOf(tenant);
  const plan = await readPlanOf(pack);
  await approveAll(pack, plan);
  const folders = await foldersByHash(pack);
  const emulator = await startEmulator({ folder: evidenceOf(tenant), ...how });
  return {
    emulator,
    plan,
    folderOf: ({ changeHash, displayName }) => {
      const folder = folders.get(changeHash ?? "");
      if (folder === undefined) throw new Error(`${displayName} has no scripts`);
      return folder;
    },
    planAgain: async () => {
      const out = join(pack, "again");
      const asked = ["--tenant", `${tenant}.onmicrosoft.com`, "--emulator", emulator.url];
      // Its default is named after the minute: another audit of this minute would have it too.
      const evidence = ["--evidence-out", join(pack, "evidence-again")];
      const ran = await runScopewright(["audit", ...asked, ...evidence, "--out", out]);
      expect([0, 3], ran.stderr).toContain(ran.exitCode);
      return await readPlanOf(out);
    },
  };
}

/** A script as its operator runs it: sure of what it asks, and back when a wait is over. */
export const patientJob = (script: string, says: Job["parameters"]): Job => ({
  script,
  parameters: { Confirm: false, RollbackOperator: "somebody@contoso.example", ...says },
  waits: WAITS,
});

/** An app of the emulated contoso, and the operator who runs its scripts. */
export interface ChangeLab {
  readonly emulator: Emulator;
  readonly app: AppPlan;
  readonly folder: string;
  readonly run: (...phases: readonly string[]) => Promise<readonly Ending[]>;
  /** The probes of the plan, asked by the app itself: members are open to it, others are not. */
  readonly expectSameAccess: () => Promise<void>;
  readonly planAgain: () => Promise<AppPlan | undefined>;
}

export async function startChangeLab(appId: string, faults?: Faults): Promise<ChangeLab> {
  const { emulator, plan, folderOf, planAgain } = await startTenantLab("contoso", { faults });
  const ownPlan = ({ apps }: Plan): AppPlan | undefined => apps.find((one) => one.appId === appId);
  const app = ownPlan(plan);
  if (app === undefined) throw new Error("the app is not in the plan");
  const folder = folderOf(app);
  const statusFor = (mailbox: string): Promise<number> => readMail(emulator, appId, mailbox);
  return {
    emulator,
    app,
    folder,
    run: async (...phases) => {
      const jobs = phases.map((phase) =>
        patientJob(join(folder, `${phase}.ps1`), { PolicyStillStands: true }),
      );
      return await operateOn(emulator, { jobs });
    },
    expectSameAccess: async () => {
      const { positive, negative } = app.probes;
      expect(positive.length).toBeGreaterThan(0);
      expect(negative.length).toBeGreaterThan(0);
      for (const mailbox of positive) expect(await statusFor(mailbox), mailbox).toBe(200);
      for (const mailbox of negative) expect(await statusFor(mailbox), mailbox).toBe(403);
    },
    planAgain: async () => ownPlan(await planAgain()),
  };
}

/** Folders of scripts by the change hash that their scripts name. */
async function foldersByHash(pack: string): Promise<ReadonlyMap<string, string>> {
  const scripts = join(pack, "scripts");
  const folders = new Map<string, string>();
  for (const path of await readdir(scripts, { recursive: true })) {
    if (!path.endsWith(".ps1")) continue;
    const text = await readFile(join(scripts, path), "utf8");
    const [, hash] = /^# Change hash: (\S+)/m.exec(text) ?? [];
    if (hash !== undefined) folders.set(hash, join(scripts, dirname(path)));
  }
  return folders;
}

/** What the service answers the app for a mailbox's messages, with a new token; whoever gets no answer asks again. */
async function readMail({ url }: Emulator, appId: string, mailbox: string): Promise<number> {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const status = await fetchMail(url, appId, mailbox).catch(() => undefined);
    if (status === 200 || status === 403) return status;
  }
  throw new Error(`the emulated tenant does not say whether ${mailbox} is open`);
}

const MOST_TRIES = 5;

async function fetchMail(url: string, appId: string, mailbox: string): Promise<number> {
  const token = await requestAppToken(url, TENANT_ID, appId);
  const headers = { Authorization: `Bearer ${token}` };
  return (await fetch(`${url}/v1.0/users/${mailbox}/messages`, { headers })).status;
}

/** Why scripts did not end well; empty = all did. */
export const failures = (endings: readonly Ending[]): readonly string[] =>
  endings.flatMap(({ script, failure, exitCode }) =>
    failure === null && exitCode === 0
      ? []
      : [`${script}: ${failure?.message ?? String(exitCode)}`],
  );

export const printed = (endings: readonly Ending[]): readonly string[] =>
  endings.flatMap(({ records }) => records.map(({ text }) => text));
