import { beforeAll, describe, expect, it } from "vitest";
import { auditFolder } from "../../src/rehearsal/scan-again.ts";
import { selectApps } from "../../src/rehearsal/select-apps.ts";
import type { Plan } from "../../src/model/plan-document.ts";
import { auditShared } from "../plan/shared-tenant.ts";
import { CONTOSO } from "./write-contoso-pack.ts";

const EVERY_APP: ReadonlySet<never> = new Set();

let plan: Plan;
beforeAll(async () => {
  const tool = { name: "scopewright", version: "0.0.0" };
  plan = (await auditFolder(CONTOSO, { tool, decisions: undefined })).plan;
});

/** The same plan, had a section not been read. */
const without = (section: string): Plan => ({
  ...plan,
  coverage: plan.coverage.map((one) =>
    one.section === section ? { ...one, status: "denied" as const } : one,
  ),
});

describe("selectApps", () => {
  it("takes every app that has scripts, wave by wave, and says why of every other with something to do", () => {
    const { chosen, notRehearsed } = selectApps(plan, EVERY_APP);
    const withSteps = plan.apps.filter(({ steps }) => steps.length > 0);
    expect(new Set(chosen.map(({ app }) => app))).toStrictEqual(new Set(withSteps));
    expect(chosen.map(({ wave }) => wave)).toStrictEqual(
      chosen.map(({ wave }) => wave).toSorted((a, b) => a - b),
    );
    expect(new Set(chosen.map(({ wave }) => wave)).size).toBe(plan.waves.length);
    expect(new Set(notRehearsed.map(({ status }) => status))).toStrictEqual(
      new Set(["blocked", "needsDecision"]),
    );
    for (const { reason } of notRehearsed) expect(reason.length).toBeGreaterThan(10);
  });

  it("leaves out every app where the tenant's grants were not read", () => {
    const { chosen, notRehearsed } = selectApps(without("graph/appRoleAssignedTo"), EVERY_APP);
    expect(chosen).toStrictEqual([]);
    expect(notRehearsed.map(({ reason }) => reason)).toContain(
      "it rests on sections that were not read: graph/appRoleAssignedTo",
    );
  });

  it("leaves out alone what rests on a section that some phases need", () => {
    const { chosen } = selectApps(without("graph/applications"), EVERY_APP);
    const phases = new Map(plan.steps.map(({ id, phase }) => [id, phase]));
    const declares = ({ steps }: Plan["apps"][number]): boolean =>
      steps.some((id) => phases.get(id) === "4-declare");
    expect(chosen.length).toBeGreaterThan(0);
    expect(chosen.filter(({ app }) => declares(app))).toStrictEqual([]);
    expect(plan.apps.filter(declares).length).toBeGreaterThan(0);
  });

  it("looks at the apps alone that were asked for", () => {
    const [first] = plan.apps.filter(({ steps }) => steps.length > 0);
    if (first === undefined) throw new Error("no app has steps");
    const { chosen, notRehearsed } = selectApps(plan, new Set([first]));
    expect(chosen.map(({ app }) => app)).toStrictEqual([first]);
    expect(notRehearsed).toStrictEqual([]);
  });
});

it("leaves out an app whose unit is made together with others, where units were not read", () => {
  const { plan: shared } = auditShared({
    1: "newAdministrativeUnit",
    2: "newAdministrativeUnit",
  });
  const coverage = shared.coverage.map((one) =>
    one.section === "graph/administrativeUnits" ? { ...one, status: "denied" as const } : one,
  );
  const names = ({ chosen }: ReturnType<typeof selectApps>): readonly string[] =>
    chosen.map(({ app }) => app.displayName);
  expect(names(selectApps(shared, EVERY_APP))).toHaveLength(3);
  expect(names(selectApps({ ...shared, coverage }, EVERY_APP))).toStrictEqual(["Mailer 3"]);
});
