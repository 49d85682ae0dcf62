import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Emulator } from "../../src/emulator/start-emulator.ts";
import type { AppPlan } from "../../src/model/plan-app.ts";
import { earliestOf } from "../../src/rehearsal/earliest-of.ts";
import { moveClock, readClock } from "../../src/rehearsal/emulated-clock.ts";
import { MAILBOX_ROUTES } from "../../src/rehearsal/mailbox-routes.ts";
import { createRandom, type Random } from "../generator/random.ts";
import { requestAppToken } from "../support/request-app-token.ts";
import { THOROUGH } from "../thorough.ts";
import { failures, patientJob, startTenantLab, type TenantLab } from "./change-lab.ts";
import { evidenceOf } from "./packs.ts";
import { describeWithEngine } from "./run-engine.ts";
import { startPatientOperator, type PatientOperator } from "./run-scripts.ts";
import { watchChanges } from "./watched-tenant.ts";

const TENANT_ID = "10000000-0000-4000-8000-0000000000c1";
const LONG_MS = 30 * 60_000;
const SEEDS = THOROUGH ? [1, 2, 3, 4] : [1];
/** Of the apps, in the short run: each is asked for every mailbox, hundreds of times. */
const ONE_IN = 4;
/** How far the clock goes on between two steps of one script, at most. */
const PAUSE_MINUTES = 40;
/** After that long every change is visible, and every token has run out. */
const ALL_SETTLED_MINUTES = 3 * 24 * 60;
const AT_ONCE = 32;
/** The service refuses a token that has run out. */
const TOKEN_ENDED = 401;

/** `route mailbox` -> whether it is open. */
type Answers = ReadonlyMap<string, boolean>;

interface Look {
  readonly app: AppPlan;
  readonly moment: string;
  readonly answers: Answers;
}

const describeSeed = (seed: number): void =>
  describeWithEngine(`changes that are seen at random moments, seed ${String(seed)}`, () => {
    let lab: TenantLab;
    let watched: Emulator;
    let operator: PatientOperator;
    let random: Random;
    let mailboxes: readonly string[];
    const looks: Look[] = [];
    /** The tokens that an app was given, youngest last. */
    const tokens = new Map<AppPlan, string[]>();
    let current: AppPlan | undefined;
    let step = "";

    beforeAll(async () => {
      random = createRandom(seed);
      mailboxes = await mailboxesOf(evidenceOf("contoso"));
      lab = await startTenantLab("contoso", { visibility: { seed } });
      watched = await watchChanges(lab.emulator, async () => {
        await look(`after a change by ${step}`);
        await pass(random.below(PAUSE_MINUTES));
        await look(`some time after a change by ${step}`);
      });
      operator = await startPatientOperator(watched);
    });
    afterAll(async () => {
      await operator.close();
      await watched.close();
      await lab.emulator.close();
    });

    const pass = async (minutes: number): Promise<void> => {
      const now = Date.parse(await readClock(lab.emulator));
      await moveClock(lab.emulator, new Date(now + minutes * 60_000).toISOString());
    };

    /** Asks as the app that is worked on, with a new token and with one of those that it got earlier. */
    async function look(moment: string): Promise<void> {
      if (current === undefined) return;
      const known = tokens.get(current) ?? [];
      const older = known.length === 0 ? [] : [random.pick(known)];
      const fresh = await requestAppToken(lab.emulator.url, TENANT_ID, current.appId ?? "");
      tokens.set(current, [...known, fresh]);
      for (const token of [fresh, ...older]) {
        const answers = await askAll(lab.emulator, token, mailboxes);
        if (answers !== undefined) looks.push({ app: current, moment, answers });
      }
    }

    /** Whoever is given no token, being gone or deleted, reaches nothing and cannot ask. */
    async function whoCanAsk(): Promise<readonly AppPlan[]> {
      const able = await Promise.all(
        lab.plan.apps.map(async ({ appId, steps }) => {
          const token = requestAppToken(lab.emulator.url, TENANT_ID, appId ?? "");
          return (await token.catch(() => undefined)) !== undefined && steps.length > 0;
        }),
      );
      return lab.plan.apps.filter((_, at) => able[at]);
    }

    async function lookAtAll(apps: readonly AppPlan[]): Promise<ReadonlyMap<AppPlan, Answers>> {
      const all = new Map<AppPlan, Answers>();
      for (const app of apps) {
        const token = await requestAppToken(lab.emulator.url, TENANT_ID, app.appId ?? "");
        all.set(app, (await askAll(lab.emulator, token, mailboxes)) ?? new Map<string, boolean>());
      }
      return all;
    }

    /** A wait is over at some point that nobody chose: somebody looks before. */
    async function runToTheEnd(script: string): Promise<void> {
      for (;;) {
        // Whoever waits is this test: it looks on the way.
        const job = { ...patientJob(script, { AcceptRestorable: true }), waits: 0 };
        const ending = await operator.run(job);
        const earliest = earliestOf(ending);
        if (earliest === undefined) {
          expect(failures([ending])).toEqual([]);
          return;
        }
        const now = Date.parse(await readClock(lab.emulator));
        const share = random.below(100) / 100;
        await pass(((Date.parse(earliest) - now) * share) / 60_000);
        await look(`while ${step} waits`);
        await moveClock(lab.emulator, earliest);
        await look(`before ${step}`);
      }
    }

    it(
      "never open what neither start nor end allows, nor close what both allow",
      async () => {
        const all = await whoCanAsk();
        const changing = THOROUGH ? all : all.filter((_, at) => at % ONE_IN === 0);
        expect(changing.length).toBeGreaterThan(2);
        const before = await lookAtAll(changing);
        for (const app of changing) {
          current = app;
          const folder = lab.folderOf(app);
          for (const name of (await readdir(folder)).filter(isForward).toSorted()) {
            step = name;
            await runToTheEnd(join(folder, name));
          }
        }
        current = undefined;
        await pass(ALL_SETTLED_MINUTES);
        const after = await lookAtAll(changing);
        expect(looks.length).toBeGreaterThan(10 * changing.length);
        for (const moment of [/^after a change/, /^some time after/, /waits$/, /^before/]) {
          expect(looks.some((one) => moment.test(one.moment))).toBe(true);
        }
        expect(looks.flatMap((one) => outside(one, before, after))).toEqual([]);
        // Whoever keeps everything by the plan keeps it here.
        const kept = changing.filter(({ permissions }) =>
          permissions.every(({ verdict }) => verdict === undefined || verdict === "equivalent"),
        );
        expect(kept.length).toBeGreaterThan(0);
        for (const app of kept) expect(after.get(app), app.displayName).toEqual(before.get(app));
      },
      LONG_MS,
    );
  });

for (const seed of SEEDS) describeSeed(seed);

const isForward = (name: string): boolean => /^\d-.*\.ps1$/.test(name);

/** Every mailbox of a person or a thing; the service knows others by other routes. */
async function mailboxesOf(evidence: string): Promise<readonly string[]> {
  const text = await readFile(join(evidence, "exchange", "recipients.ndjson"), "utf8");
  const rows = text.split("\n").filter((line) => line !== "");
  return rows
    .map((line) => JSON.parse(line) as Readonly<Record<string, string>>)
    .filter((row) =>
      /^(?:User|Shared|Room|Equipment)Mailbox$/.test(row["RecipientTypeDetails"] ?? ""),
    )
    .map((row) => row["ExternalDirectoryObjectId"] ?? "");
}

/** Undefined once the token has run out. */
async function askAll(
  { url }: Emulator,
  token: string,
  mailboxes: readonly string[],
): Promise<Answers | undefined> {
  const questions = MAILBOX_ROUTES.flatMap((route) =>
    mailboxes.map((mailbox) => ({ ...route, mailbox })),
  );
  const answers = new Map<string, boolean>();
  for (let from = 0; from < questions.length; from += AT_ONCE) {
    const part = await Promise.all(
      questions.slice(from, from + AT_ONCE).map(async ({ name, method, path, mailbox }) => {
        const headers = { Authorization: `Bearer ${token}` };
        const reply = await fetch(`${url}/v1.0/users/${mailbox}/${path}`, { method, headers });
        await reply.arrayBuffer();
        return [`${name} ${mailbox}`, reply.status] as const;
      }),
    );
    for (const [key, status] of part) {
      if (status === TOKEN_ENDED) return undefined;
      expect([200, 202, 403], key).toContain(status);
      answers.set(key, status !== 403);
    }
  }
  return answers;
}

/** Where an answer is one that neither start nor end gives. */
function outside(
  { app, moment, answers }: Look,
  before: ReadonlyMap<AppPlan, Answers>,
  after: ReadonlyMap<AppPlan, Answers>,
): readonly string[] {
  return [...answers].flatMap(([key, isOpen]) => {
    const bounds = [before.get(app)?.get(key), after.get(app)?.get(key)];
    return bounds.includes(isOpen)
      ? []
      : [`${app.displayName}: ${key} is ${isOpen ? "open" : "closed"} ${moment}`];
  });
}
