import { readdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { expect } from "vitest";
import { startEmulator, type Emulator } from "../../src/emulator/start-emulator.ts";
import type { AppPlan } from "../../src/model/plan-app.ts";
import { runScopewright } from "../e2e/run-scopewright.ts";
import { evidenceOf, writePackOf } from "./packs.ts";
import { approveAll, readPlanOf } from "./past-results.ts";
import { operateOn, type Ending } from "./run-scripts.ts";

/** How often an operator comes back at the time that a script told. */
const WAITS = 6;
const TENANT_ID = "10000000-0000-4000-8000-0000000000c1";

/** An app of the emulated contoso, and the operator who runs its scripts. */
export interface ChangeLab {
  readonly emulator: Emulator;
  readonly app: AppPlan;
  /** The folder of its scripts. */
  readonly folder: string;
  /** Runs phases as their operator would, coming back when a wait is over. */
  readonly run: (...phases: readonly string[]) => Promise<readonly Ending[]>;
  /** The probes of the plan, asked by the app itself: members are open to it, others are not. */
  readonly expectSameAccess: () => Promise<void>;
  /** Audits the tenant as it is now, over the real client code. */
  readonly planAgain: () => Promise<AppPlan | undefined>;
}

/** Starts an emulated contoso with a pack in which everything is approved. */
export async function startChangeLab(appId: string): Promise<ChangeLab> {
  const pack = await writePackOf("contoso");
  const plan = await readPlanOf(pack);
  await approveAll(pack, plan);
  const app = plan.apps.find((one) => one.appId === appId);
  if (app === undefined) throw new Error("the app is not in the plan");
  const folder = (await foldersByHash(pack)).get(app.changeHash ?? "");
  if (folder === undefined) throw new Error("the app has no scripts");
  const emulator = await startEmulator({ folder: evidenceOf("contoso") });
  const statusFor = (mailbox: string): Promise<number> => readMail(emulator, appId, mailbox);
  return {
    emulator,
    app,
    folder,
    run: async (...phases) =>
      await operateOn(emulator, {
        jobs: phases.map((phase) => ({
          script: join(folder, `${phase}.ps1`),
          parameters: {
            Confirm: false,
            RollbackOperator: "somebody@contoso.example",
            PolicyStillStands: true,
          },
          waits: WAITS,
        })),
      }),
    expectSameAccess: async () => {
      const { positive, negative } = app.probes;
      expect(positive.length).toBeGreaterThan(0);
      expect(negative.length).toBeGreaterThan(0);
      for (const mailbox of positive) expect(await statusFor(mailbox), mailbox).toBe(200);
      for (const mailbox of negative) expect(await statusFor(mailbox), mailbox).toBe(403);
    },
    planAgain: async () => {
      const out = join(pack, "again");
      const tenant = ["--tenant", "contoso.onmicrosoft.com", "--emulator", emulator.url];
      const ran = await runScopewright(["audit", ...tenant, "--out", out]);
      expect([0, 3], ran.stderr).toContain(ran.exitCode);
      return (await readPlanOf(out)).apps.find((one) => one.appId === appId);
    },
  };
}

/** Folders of scripts by the change hash that their scripts name. */
export async function foldersByHash(pack: string): Promise<ReadonlyMap<string, string>> {
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

/** What the service answers the app for a mailbox's messages, with a new token. */
async function readMail({ url }: Emulator, appId: string, mailbox: string): Promise<number> {
  const body = new URLSearchParams({
    grant_type: "client_credentials",
    client_id: appId,
    client_secret: "any",
    scope: "https://graph.microsoft.com/.default",
  });
  const answer = await fetch(`${url}/${TENANT_ID}/oauth2/v2.0/token`, { method: "POST", body });
  const { access_token: token } = (await answer.json()) as { access_token: string };
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
