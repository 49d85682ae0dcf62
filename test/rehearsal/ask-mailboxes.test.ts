import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { planDataOfAudit } from "../../src/cli/plan-data-of-audit.ts";
import type { PlanData } from "../../src/documents/plan-data.ts";
import { startEmulator, type Emulator } from "../../src/emulator/start-emulator.ts";
import type { AppPlan } from "../../src/model/plan-app.ts";
import { askMailboxes } from "../../src/rehearsal/ask-mailboxes.ts";
import { chooseSamples, MAILBOXES_OF_A_KIND } from "../../src/rehearsal/choose-samples.ts";
import { auditFolder } from "../../src/rehearsal/scan-again.ts";
import { CONTOSO } from "./write-contoso-pack.ts";

let data: PlanData;
let emulator: Emulator;
beforeAll(async () => {
  const tool = { name: "scopewright", version: "0.0.0" };
  data = planDataOfAudit(await auditFolder(CONTOSO, { tool, decisions: undefined }));
  emulator = await startEmulator({ folder: CONTOSO });
});
afterAll(() => emulator.close());

const ask = (app: AppPlan, moment: string, questions = chooseSamples(app, data).questions) => {
  const tenant = { emulator, tenantId: data.plan.evidence.tenant.id, cloud: "worldwide" } as const;
  return askMailboxes(tenant, { appId: app.appId ?? "", moment }, questions);
};

const withScripts = (): readonly AppPlan[] =>
  data.plan.apps.filter(({ steps }) => steps.length > 0);

describe("the mailboxes that are asked for", () => {
  it("before_is_what_the_plan_says: the untouched tenant answers every app as its plan has it", async () => {
    let open = 0;
    let closed = 0;
    for (const app of withScripts()) {
      const { moment, differences } = await ask(app, "before");
      expect(differences, app.displayName).toStrictEqual([]);
      open += moment.open;
      closed += moment.closed;
    }
    expect(open).toBeGreaterThan(20);
    expect(closed).toBeGreaterThan(20);
  });

  it("are of every kind, probes first, and no more than were promised", () => {
    for (const app of withScripts()) {
      const { questions, routes, notSampled } = chooseSamples(app, data);
      for (const { mailboxes } of routes)
        expect(Math.max(...Object.values(mailboxes))).toBeLessThanOrEqual(MAILBOXES_OF_A_KIND);
      const named = [...routes.flatMap(({ permissions }) => permissions), ...notSampled];
      for (const { permission } of app.permissions)
        expect(named, app.displayName).toContain(permission);
      const [first] = questions;
      if (app.probes.positive[0] !== undefined && first !== undefined)
        expect([...app.probes.positive, ...app.probes.negative]).toContain(first.mailbox);
    }
  });

  it("tell what is open and should not be, and what is closed and should be open", async () => {
    const app = withScripts().find((one) => {
      const kinds = chooseSamples(one, data).questions.map(({ kind }) => kind);
      return kinds.includes("kept") && kinds.includes("outside");
    });
    if (app === undefined) throw new Error("no app has both");
    const { questions } = chooseSamples(app, data);
    const swapped = questions.map((one) => ({
      ...one,
      kind: one.kind === "kept" ? ("outside" as const) : ("kept" as const),
    }));
    const { differences } = await ask(app, "after 1-prepare", swapped);
    expect(differences).toHaveLength(questions.length);
    expect(new Set(differences.map(({ kind, answer }) => `${kind} ${answer}`))).toStrictEqual(
      new Set(["outside open", "kept closed"]),
    );
  });

  it("hold what is gained or lost to the end alone, and to the start", async () => {
    const [app] = withScripts().filter((one) => chooseSamples(one, data).routes.length > 0);
    if (app === undefined) throw new Error("no app is asked");
    const kept = chooseSamples(app, data).questions.filter(({ kind }) => kind === "kept");
    expect(kept.length).toBeGreaterThan(0);
    const lost = kept.map((one) => ({ ...one, kind: "lost" as const }));
    expect((await ask(app, "before", lost)).differences).toStrictEqual([]);
    expect((await ask(app, "after 3-cutover", lost)).differences).toStrictEqual([]);
    expect((await ask(app, "after", lost)).differences).toHaveLength(lost.length);
    const gained = kept.map((one) => ({ ...one, kind: "gained" as const }));
    expect((await ask(app, "restored", gained)).differences).toHaveLength(gained.length);
    expect((await ask(app, "after", gained)).differences).toStrictEqual([]);
  });

  it("answer nobody who gets no token", async () => {
    const [app] = withScripts().filter((one) => chooseSamples(one, data).questions.length > 0);
    if (app === undefined) throw new Error("no app is asked");
    const stranger = { ...app, appId: "99999999-0000-4000-8000-000000000000" };
    const { moment } = await ask(stranger, "before", chooseSamples(app, data).questions);
    expect(moment).toMatchObject({ open: 0, closed: 0 });
    expect(moment.unknown).toBeGreaterThan(0);
  });
});
