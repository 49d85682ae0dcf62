import { beforeAll, describe, expect, it } from "vitest";
import type { CandidateKind } from "../../../src/model/plan-candidate.ts";
import { renderScripts } from "../../../src/render/powershell/render-scripts.ts";
import { groupKey } from "../../generator/ids.ts";
import { chosen, restricted } from "../../plan/planned-choices.ts";
import { readTemplates } from "../read-templates.ts";
import { SAMPLE_PLAN } from "../sample-plan.ts";
import { createPowerShellParser, type ParsedScript } from "./parse-powershell.ts";

const templates = readTemplates();
let parse: (script: string) => ParsedScript;
beforeAll(async () => {
  parse = await createPowerShellParser();
});

/** The scripts of the app's folder by name, planned for the first candidate of a kind. */
function scriptsOf(kind: CandidateKind): ReadonlyMap<string, string> {
  const { plan, steps } = chosen(restricted(groupKey(1)), kind);
  const files = renderScripts({
    plan: { ...SAMPLE_PLAN, apps: [plan], steps, retirements: [] },
    templates,
  });
  return new Map(
    [...files]
      .filter(([path]) => path.endsWith(".ps1"))
      .map(([path, text]) => [path.split("/").at(-1) ?? "", text]),
  );
}

const text = (scripts: ReadonlyMap<string, string>, name: string): string =>
  scripts.get(name) ?? "";

const EXCHANGE =
  /-(?:ServicePrincipal(?:Authorization)?$|Management|Application|Recipient$|Organization|ConnectionInformation|DistributionGroup|AdministrativeUnit$)/;
const GRAPH = /-Mg[A-Z]/;
const CHANGING =
  /^(?:New|Remove|Update|Set|Enable|Add)-(?:Mg|ServicePrincipal$|Management|Application|DistributionGroup)/;

describe.each<CandidateKind>([
  "policyGroup",
  "existingAdministrativeUnit",
  "attributeFilter",
  "flattenedGroup",
  "newAdministrativeUnit",
])("the scripts of %s", (kind) => {
  it("parse", () => {
    for (const [name, script] of scriptsOf(kind)) expect(parse(script).hasError, name).toBe(false);
  });

  it("call one service each, and change nothing unguarded", () => {
    for (const [name, script] of scriptsOf(kind)) {
      const { commands } = parse(script);
      const used = [EXCHANGE, GRAPH].filter((service) => commands.some((one) => service.test(one)));
      expect(used, name).toHaveLength(1);
      const changing = commands.filter((one) => CHANGING.test(one));
      expect(script.includes("SupportsShouldProcess"), name).toBe(changing.length > 0);
      expect(script.includes("Assert-SwApproved"), name).toBe(changing.length > 0);
      for (const command of changing)
        for (const line of script.split("\r\n").filter((one) => one.includes(`${command} `)))
          expect(line, name).toMatch(/-Confirm:\$false -ErrorAction Stop$/);
    }
  });

  it("give each assignment exactly one scope", () => {
    const lines = text(scriptsOf(kind), "1-prepare.ps1")
      .split("\r\n")
      .filter((line) => line.includes("New-ManagementRoleAssignment "));
    expect(lines).toHaveLength(2);
    for (const line of lines)
      expect(
        line.match(/-(?:CustomResource|RecipientGroup|RecipientAdministrativeUnit)Scope/g),
      ).toHaveLength(1);
  });
});

describe("a group as scope", () => {
  const scripts = scriptsOf("policyGroup");

  it("is found by its id, and compared as it reads back", () => {
    const prepare = text(scripts, "1-prepare.ps1");
    expect(prepare).toContain(`ExternalDirectoryObjectId -eq ''${groupKey(1)}''`);
    expect(prepare).toContain('-RecipientGroupScope "$($scopeObjects[0].DistinguishedName)"');
    expect(prepare).toContain("$scopeKind = 'Group'");
    expect(prepare).not.toContain("New-ManagementScope");
  });

  it("is tested by its direct members, on both sides", () => {
    const test = text(scripts, "2-test.ps1");
    expect(test).toContain("'MemberOfGroup -eq ''{0}''' -f $scopeDn");
    expect(test).toContain("-Expected 2 ");
    expect(test).toMatch(/Expected = 'True'[\s\S]+Expected = 'False'/);
  });

  it("is not asked for when the assignment is taken back", () => {
    const back = text(scripts, "rollback-1.ps1");
    expect(back).toContain("Remove-ManagementRoleAssignment");
    expect(back).not.toContain("Get-Recipient");
    expect(back).toContain("-ne 'Group'");
  });
});

describe("a unit as scope", () => {
  it("is found by its id in Entra, and tested by its members in Exchange", () => {
    const scripts = scriptsOf("existingAdministrativeUnit");
    const prepare = text(scripts, "1-prepare.ps1");
    expect(prepare).toContain("$unitKey = 'dddddddd-0000-4000-8000-000000000001'");
    expect(prepare).toContain("-RecipientAdministrativeUnitScope");
    expect(text(scripts, "2-test.ps1")).toContain("'AdministrativeUnits -eq ''{0}''' -f $scopeDn");
  });
});

describe("a new group", () => {
  const scripts = scriptsOf("flattenedGroup");
  const [file = ""] = /[0-9a-f]{64}\.ndjson/.exec(text(scripts, "1-prepare.ps1")) ?? [];

  it("is made closed, filled from the list of its hash, and only then named by an assignment", () => {
    const prepare = text(scripts, "1-prepare.ps1");
    expect(prepare).toContain("-Type Security -MemberJoinRestriction Closed");
    expect(prepare).toContain(
      `Read-SwMembers -Path (Join-Path (Join-Path $parent 'data') '${file}')`,
    );
    expect(prepare).toContain(`-Hash '${file.replace(".ndjson", "")}'`);
    const places = ["New-DistributionGroup", "Add-DistributionGroupMember", "-RecipientGroupScope"];
    expect(places.map((one) => prepare.indexOf(one))).toEqual(
      places.map((one) => prepare.indexOf(one)).toSorted((a, b) => a - b),
    );
    expect(prepare).not.toContain("a0000000-0000-4000-8000-000000000001");
  });

  it("makes the cut-over wait a day for its members", () => {
    expect(text(scripts, "3-cutover.ps1")).toMatch(
      /Assert-SwWaited -Run \$run -Phase '1-prepare' -Step '[^']+\/addMembers\/\w+' -Minutes 1440/,
    );
  });

  it("goes only where this change made it, and nothing is scoped by it", () => {
    const back = text(scripts, "rollback-1.ps1");
    expect(back.indexOf("Remove-ManagementRoleAssignment -Identity")).toBeLessThan(
      back.indexOf("Remove-DistributionGroup -Identity"),
    );
    expect(back).toContain("-cne 'created'");
    expect(back).toContain("role assignments are scoped by it");
  });
});

describe("a new unit", () => {
  const scripts = scriptsOf("newAdministrativeUnit");

  it("is made and filled with Graph, before Exchange names it", () => {
    expect([...scripts.keys()].filter((name) => /^(?:0|1|rollback-[01])/.test(name))).toEqual([
      "0-objects.ps1",
      "1-prepare.ps1",
      "rollback-1.ps1",
      "rollback-0.ps1",
    ]);
    const made = text(scripts, "0-objects.ps1");
    expect(made).toContain("New-MgDirectoryAdministrativeUnit -DisplayName");
    expect(made).toContain("New-MgDirectoryAdministrativeUnitMemberByRef");
    expect(made).not.toContain("https://graph.microsoft.com");
    expect(text(scripts, "1-prepare.ps1")).toMatch(/Assert-SwWaited -Run \$run -Phase '0-objects'/);
  });

  it("goes last, and only where somebody saw that nothing names it", () => {
    const back = text(scripts, "rollback-0.ps1");
    expect(back).toContain("Assert-SwPassed -Run $run -Phase 'rollback-1'");
    expect(back).toContain("-not $NothingNamesIt");
    expect(back).toContain("Remove-MgDirectoryAdministrativeUnit -AdministrativeUnitId");
  });
});
