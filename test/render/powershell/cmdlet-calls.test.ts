import { readFile } from "node:fs/promises";
import { beforeAll, describe, expect, it } from "vitest";
import type { CandidateKind } from "../../../src/model/plan-candidate.ts";
import { renderScripts } from "../../../src/render/powershell/render-scripts.ts";
import { groupKey } from "../../generator/ids.ts";
import { auditShared } from "../../plan/shared-tenant.ts";
import { chosen, restricted } from "../../plan/planned-choices.ts";
import { SERVICE_CMDLETS } from "../../../src/rehearsal/service-cmdlets.ts";
import { scriptFiles, writePackOf } from "../../powershell/packs.ts";
import { readTemplates } from "../read-templates.ts";
import { SAMPLE_PLAN } from "../sample-plan.ts";
import { createPowerShellParser, type CommandCall, type ParsedScript } from "./parse-powershell.ts";

/** What every cmdlet has, as far as a script uses it. */
const COMMON = new Set(["ErrorAction", "WarningAction", "Verbose", "Debug"]);

/** All that the scripts use of PowerShell itself: each is in Windows PowerShell 5.1 and in PowerShell 7. */
const OWN = [
  "ConvertFrom-Json",
  "ConvertTo-Json",
  "Export-ModuleMember",
  "ForEach-Object",
  "Get-Command",
  "Get-Date",
  "Get-Module",
  "Import-Module",
  "Join-Path",
  "New-Object",
  "Set-StrictMode",
  "Sort-Object",
  "Start-Sleep",
  "Start-Transcript",
  "Stop-Transcript",
  "Where-Object",
  "Write-Host",
  "Write-Warning",
];

const KINDS: readonly CandidateKind[] = [
  "policyGroup",
  "existingAdministrativeUnit",
  "attributeFilter",
  "flattenedGroup",
  "newAdministrativeUnit",
];

let parse: (script: string) => ParsedScript;
let scripts: ReadonlyMap<string, ParsedScript>;

beforeAll(async () => {
  parse = await createPowerShellParser();
  const templates = readTemplates();
  const plans = KINDS.map((kind) => {
    const { plan, steps } = chosen(restricted(groupKey(1)), kind);
    return { ...SAMPLE_PLAN, apps: [plan], steps, retirements: [] };
  });
  const shared = (["flattenedGroup", "newAdministrativeUnit"] as const).map(
    (kind) => auditShared({ 1: kind, 2: kind }).plan,
  );
  const rendered = [SAMPLE_PLAN, ...plans, ...shared].flatMap((plan, index) =>
    [...renderScripts({ plan, templates })].map(
      ([path, text]) => [`${index}/${path}`, text] as const,
    ),
  );
  const files = await scriptFiles(await writePackOf("contoso"));
  const read = await Promise.all(
    files.map(async (path) => [path, await readFile(path, "utf8")] as const),
  );
  scripts = new Map(
    [...rendered, ...read]
      .filter(([path]) => /\.psm?1$/.test(path))
      .map(([path, text]) => [path, parse(text)]),
  );
});

/** What is wrong with a call of a service's cmdlet; nothing when one documented parameter set takes it. */
function wrongIn({ name, parameters, positional }: CommandCall): readonly string[] {
  const cmdlet = SERVICE_CMDLETS.get(name);
  if (cmdlet === undefined) return [];
  const passed = parameters.filter((one) => !COMMON.has(one));
  const call = `${name} ${passed.join(" ")}`;
  if (positional > 0) return [`${call}: an argument without a name`];
  if (new Set(passed).size !== passed.length) return [`${call}: one parameter twice`];
  const fits = cmdlet.sets.some(
    ({ required, optional }) =>
      passed.every((one) => required.includes(one) || optional.includes(one)) &&
      required.every((one) => passed.includes(one)),
  );
  return fits ? [] : [`${call}: no parameter set`];
}

describe("the commands of every script", () => {
  it("one_parameter_set: each call of a service has parameters of one set, the mandatory ones among them", () => {
    const wrong = [...scripts].flatMap(([path, { calls }]) =>
      calls.flatMap(wrongIn).map((trouble) => `${path}: ${trouble}`),
    );
    expect(wrong).toStrictEqual([]);
    const called = new Set([...scripts.values()].flatMap(({ commands }) => commands));
    const services = [...called].filter((name) => SERVICE_CMDLETS.has(name));
    expect(services.length).toBeGreaterThan(30);
  });

  it.each([
    ["New-ManagementScope -Name 'x'", "no parameter set"],
    ["New-ManagementScope -Name 'x' -RecipientRestrictionFilter 'y' -Confirm:$false", undefined],
    [
      "New-ManagementRoleAssignment -Role 'x' -App 'y' -CustomRecipientWriteScope 'z'",
      "no parameter set",
    ],
    ["Remove-ManagementScope 'x'", "without a name"],
    ["Get-Recipient -Identity 'x' -Identity 'y'", "twice"],
    ["$p = @{ AppId = 'x' }\n$p['Extra'] = 1\nNew-ServicePrincipal @p", "no parameter set"],
    ["$p = @{ AppId = 'x'; ObjectId = 'y' }\nNew-ServicePrincipal @p -ErrorAction Stop", undefined],
  ])("tells a right call from a wrong one: %s", (script, trouble) => {
    const [first] = parse(script).calls.flatMap(wrongIn);
    if (trouble === undefined) expect(first).toBeUndefined();
    else expect(first).toContain(trouble);
  });

  it("closed_list: a command is a service's, the pack's own, or one of PowerShell's that are listed", () => {
    const defined = new Set([...scripts.values()].flatMap(({ functions }) => functions));
    const others = new Set(
      [...scripts.values()]
        .flatMap(({ commands }) => commands)
        .filter((name) => !SERVICE_CMDLETS.has(name) && !defined.has(name)),
    );
    expect([...others].toSorted()).toStrictEqual(OWN);
  });
});
