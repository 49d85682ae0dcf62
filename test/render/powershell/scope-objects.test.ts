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
  const files = renderScripts({ plan: { ...SAMPLE_PLAN, apps: [plan], steps }, templates });
  return new Map(
    [...files]
      .filter(([path]) => path.endsWith(".ps1"))
      .map(([path, text]) => [path.split("/").at(-1) ?? "", text]),
  );
}

const text = (scripts: ReadonlyMap<string, string>, name: string): string =>
  scripts.get(name) ?? "";

describe.each<CandidateKind>(["policyGroup", "existingAdministrativeUnit", "attributeFilter"])(
  "the scripts of %s",
  (kind) => {
    it("parse", () => {
      for (const [name, script] of scriptsOf(kind))
        expect(parse(script).hasError, name).toBe(false);
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
  },
);

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
    expect(test).toContain("$expectedMembers = 2");
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
