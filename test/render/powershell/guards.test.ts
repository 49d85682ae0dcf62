import { beforeAll, describe, expect, it } from "vitest";

import type { Plan } from "../../../src/model/plan-document.ts";
import { renderScripts } from "../../../src/render/powershell/render-scripts.ts";
import { readTemplates } from "../read-templates.ts";
import { SAMPLE_PLAN } from "../sample-plan.ts";

const templates = readTemplates();
const CRM = "scripts/contoso-crm-s-mailer-11111111";

function scriptOf(name: string, plan: Plan = SAMPLE_PLAN): string {
  const text = renderScripts({ plan, templates }).get(`${CRM}/${name}.ps1`);
  if (text === undefined) throw new Error(`${name} is not in the pack`);
  return text;
}

/** The literals of a list of a script, in order. */
function listOf(script: string, variable: string): readonly string[] {
  const list = new RegExp(`\\$${variable} = @\\(\\r?\\n([^)]*)\\)`).exec(script)?.[1] ?? "none";
  return list.split(/\r?\n/).flatMap((line) => /^\s*'(.*)'$/.exec(line)?.[1] ?? []);
}

const app = SAMPLE_PLAN.apps.find(({ appId }) => appId?.startsWith("11111111"));
const idsOf = (kind: string): readonly string[] =>
  (app?.assumptions ?? []).filter((one) => one.kind === kind).map(({ id }) => id);
const targetsOf = (kind: string): readonly Record<string, unknown>[] =>
  SAMPLE_PLAN.steps
    .filter(({ appId, target }) => appId === app?.appId && target.kind === kind)
    .map(({ target }) => target as unknown as Record<string, unknown>);

describe("guards of what the plan assumed", () => {
  beforeAll(() => {
    expect(idsOf("policy").length).toBeGreaterThan(0);
    expect(idsOf("grant").length).toBeGreaterThan(0);
  });

  it("expects the app's policies and assignments before it prepares, and what it makes itself either way", () => {
    const prepare = scriptOf("1-prepare");
    expect(listOf(prepare, "assumedPolicies")).toEqual(idsOf("policy"));
    expect(listOf(prepare, "ownPolicies")).toEqual([]);
    expect(listOf(prepare, "assumedAssignments")).toEqual(idsOf("assignment"));
    expect(listOf(prepare, "ownAssignments")).toEqual(
      targetsOf("roleAssignment").map(({ name }) => name),
    );
  });

  it("lets the policies be gone that it retires, and demands the roles that replace the grants", () => {
    const retire = scriptOf("6-retire");
    expect(listOf(retire, "ownPolicies")).toEqual(
      targetsOf("accessPolicy").map(({ identity }) => identity),
    );
    expect(listOf(retire, "assumedAssignments")).toEqual([
      ...idsOf("assignment"),
      ...targetsOf("roleAssignment").map(({ name }) => name),
    ]);
    expect(listOf(retire, "ownAssignments")).toEqual([]);
    const [assignment] = targetsOf("roleAssignment");
    expect(retire).toContain(`$assumedScope = '${String(assignment?.["scope"])}'`);
  });

  it("lets the grants be gone that the cut-over takes, and no longer expects them after it", () => {
    const taken = targetsOf("appRoleAssignment").map(({ id }) => id);
    const cutover = scriptOf("3-cutover");
    expect(listOf(cutover, "assumedGrants")).toEqual(idsOf("grant"));
    expect(listOf(cutover, "ownGrants")).toEqual(taken);
    const declare = scriptOf("4-declare");
    expect(listOf(declare, "assumedGrants")).toEqual(
      idsOf("grant").filter((id) => !taken.includes(id)),
    );
    expect(listOf(declare, "ownGrants")).toEqual([]);
  });

  it("looks for nested groups in every group that the scope names", () => {
    const prepare = scriptOf("1-prepare");
    const groups = app?.scope?.groups ?? [];
    expect(groups.length).toBeGreaterThan(0);
    for (const { id, nestedGroups } of groups) {
      const start = prepare.indexOf(`ExternalDirectoryObjectId -eq ''${id}''`);
      expect(start).toBeGreaterThan(0);
      for (const nested of nestedGroups) expect(prepare.slice(start)).toContain(`'${nested}'`);
    }
  });

  it("previews the scope before the first assignment within it", () => {
    const prepare = scriptOf("1-prepare");
    const [preview, assignment] = ["Assert-SwSelected", "New-ManagementRoleAssignment -Name"].map(
      (text) => prepare.indexOf(text),
    );
    expect(preview).toBeGreaterThan(prepare.indexOf("New-ManagementScope -Name"));
    expect(preview).toBeLessThan(assignment ?? -1);
  });

  it.each([
    ["excluded", true],
    ["included", false],
  ] as const)("a scope whose groups are %s must select as many as planned: %s", (part, exact) => {
    const apps = SAMPLE_PLAN.apps.map((one) =>
      one.scope === null
        ? one
        : {
            ...one,
            scope: { ...one.scope, groups: one.scope.groups.map((group) => ({ ...group, part })) },
          },
    );
    for (const name of ["1-prepare", "2-test"]) {
      expect(scriptOf(name, { ...SAMPLE_PLAN, apps })).toContain(`-Exact $${String(exact)}`);
    }
  });

  it("asks for the rights of the phase alone", () => {
    expect(scriptOf("3-cutover")).toContain("'AppRoleAssignment.ReadWrite.All'");
    expect(scriptOf("5-confirm")).toContain("'Application.Read.All'");
    expect(scriptOf("6-retire")).toContain("'Remove-ApplicationAccessPolicy'");
    expect(scriptOf("1-prepare")).not.toContain("'Remove-");
  });

  it("wants change 2 approved on its own, and change 1 for everything before and its way back", () => {
    for (const name of [
      "1-prepare",
      "3-cutover",
      "4-declare",
      "rollback-4",
      "rollback-3",
      "rollback-1",
    ])
      expect(scriptOf(name), name).toContain("-Path $ApprovalsPath -Change 1");
    for (const name of ["6-retire", "repair-after-6-recreate-policy"])
      expect(scriptOf(name), name).toContain("-Path $ApprovalsPath -Change 2");
    const [[, impersonation] = []] = [...renderScripts({ plan: SAMPLE_PLAN, templates })].filter(
      ([path]) => path.startsWith("scripts/impersonation-"),
    );
    expect(impersonation).toContain("-Path $ApprovalsPath -Change 2");
  });

  it("stops in a change, and asks in an outage", () => {
    for (const name of ["1-prepare", "3-cutover", "6-retire"]) {
      expect(scriptOf(name)).toContain("-Rescue $false");
    }
    for (const name of ["rollback-3", "rollback-1", "repair-after-6-recreate-policy"]) {
      expect(scriptOf(name)).toContain("-Rescue $true");
    }
  });
});
