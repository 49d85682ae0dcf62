import { beforeAll, describe, expect, it } from "vitest";
import { renderScripts } from "../../../src/render/powershell/render-scripts.ts";
import { auditShared } from "../../plan/shared-tenant.ts";
import { readTemplates } from "../read-templates.ts";
import { createPowerShellParser, type ParsedScript } from "./parse-powershell.ts";

const templates = readTemplates();
let parse: (script: string) => ParsedScript;
beforeAll(async () => {
  parse = await createPowerShellParser();
});

const scriptsOf = (kinds: Parameters<typeof auditShared>[0]): ReadonlyMap<string, string> =>
  renderScripts({ plan: auditShared(kinds).plan, templates });

const ours = (files: ReadonlyMap<string, string>): ReadonlyMap<string, string> =>
  new Map(
    [...files]
      .filter(([path]) => /^scripts\/shared\/.+\.ps1$/.test(path))
      .map(([path, text]) => [path.split("/").at(-1) ?? "", text]),
  );

const EXCHANGE =
  /-(?:Management|Recipient$|ConnectionInformation|DistributionGroup|AdministrativeUnit$)/;
const GRAPH = /-Mg[A-Z]/;
const CHANGING = /^(?:New|Remove|Add)-(?:Mg|DistributionGroup)/;

describe.each([
  { kind: "flattenedGroup", names: ["1-prepare.ps1", "remove-shared.ps1"], make: "1-prepare.ps1" },
  {
    kind: "newAdministrativeUnit",
    names: ["0-objects.ps1", "remove-shared-check.ps1", "remove-shared.ps1"],
    make: "0-objects.ps1",
  },
] as const)("the scripts of what several apps use: $kind", ({ kind, names, make }) => {
  const files = scriptsOf({ 1: kind, 2: kind });
  const shared = ours(files);
  const own = (name: string): readonly string[] =>
    [...files].flatMap(([path, text]) =>
      path.startsWith("scripts/mailer-") && path.endsWith(`/${name}`) ? [text] : [],
    );

  it("are its own, and no app makes it or takes it away", () => {
    expect([...shared.keys()]).toEqual(names);
    const apps = [...files].filter(([path]) => path.startsWith("scripts/mailer-"));
    expect(apps.length).toBeGreaterThan(10);
    for (const [path, text] of apps) {
      expect(text, path).not.toMatch(/(?:New|Remove|Add)-DistributionGroup/);
      expect(text, path).not.toMatch(/(?:New|Remove)-MgDirectoryAdministrativeUnit/);
    }
  });

  it("parse, call one service each, and change nothing unguarded", () => {
    for (const [name, script] of shared) {
      const { hasError, commands } = parse(script);
      expect(hasError, name).toBe(false);
      const used = [EXCHANGE, GRAPH].filter((service) => commands.some((one) => service.test(one)));
      expect(used, name).toHaveLength(1);
      const changing = commands.filter((one) => CHANGING.test(one));
      expect(script.includes("SupportsShouldProcess"), name).toBe(changing.length > 0);
      expect(script.includes("Assert-SwApprovedForOne"), name).toBe(changing.length > 0);
      for (const command of changing)
        for (const line of script.split("\r\n").filter((one) => one.includes(`${command} `)))
          expect(line, name).toMatch(/-Confirm:\$false -ErrorAction Stop$/);
    }
  });

  it("are opened by a change of any app that uses it, and of no other", () => {
    const { plan } = auditShared({ 1: kind, 2: kind });
    const script = shared.get(make) ?? "";
    const asked = plan.apps.map(({ changeHash }) => script.includes(`'${changeHash ?? ""}'`));
    expect(asked).toEqual([true, true, false]);
  });

  it("are waited for by the first script of each app that uses it, for a day", () => {
    const waits = own("1-prepare.ps1").map((text) =>
      /Assert-SwSharedWaited .+ -Step 'shared\/[^']+\/addMembers\/\w+' -Minutes 1440 /.test(text),
    );
    expect(waits).toEqual([true, true, false]);
    for (const text of [...own("2-test.ps1"), ...own("3-cutover.ps1")])
      expect(text).not.toContain("shared/");
  });

  it("remove nothing before they looked for what names it", () => {
    const looks = kind === "flattenedGroup" ? "remove-shared.ps1" : "remove-shared-check.ps1";
    expect(shared.get(looks)).toContain("Assert-SwUnused");
    const removal = shared.get("remove-shared.ps1") ?? "";
    const guard = kind === "flattenedGroup" ? "Assert-SwUnused" : "Assert-SwLooked";
    expect(removal).toContain(guard);
    expect(removal.indexOf(guard)).toBeLessThan(removal.search(/ {8}Remove-[DM]/));
  });

  it("leave an app's scripts as they were when another app joins", () => {
    const joined = scriptsOf({ 1: kind, 2: kind, 3: kind });
    for (const [path, text] of files)
      if (/^scripts\/mailer-[12]/.test(path)) expect(joined.get(path), path).toBe(text);
    expect(ours(joined).get(make)).not.toBe(shared.get(make));
  });
});
