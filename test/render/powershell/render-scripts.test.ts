import { beforeAll, describe, expect, it } from "vitest";
import type { Plan } from "../../../src/model/plan-document.ts";
import { SCRIPT_HELPERS } from "../../../src/render/powershell/compile-script.ts";
import { renderScripts } from "../../../src/render/powershell/render-scripts.ts";
import { HOSTILE_TEXTS, hostilePlan } from "../hostile-plan.ts";
import { readTemplates } from "../read-templates.ts";
import { SAMPLE_PLAN } from "../sample-plan.ts";
import { createPowerShellParser, type ParsedScript } from "./parse-powershell.ts";
import { skeleton } from "./read-powershell.ts";

const templates = readTemplates();
const render = (plan: Plan): ReadonlyMap<string, string> => renderScripts({ plan, templates });
const sample = render(SAMPLE_PLAN);
const scripts = [...sample].filter(([path]) => /\.psm?1$/.test(path));
const crm = "scripts/contoso-crm-s-mailer-11111111";

/** Commands that belong to the tenant's services, and those that change something there. */
const EXCHANGE =
  /^(?:Get|New|Remove|Set|Test|Enable)-(?:ServicePrincipal|Management|Application|Recipient|Organization|ConnectionInformation)/;
const GRAPH = /-Mg[A-Z]/;
const CHANGING =
  /^(?:New|Remove|Update|Set|Enable|Add)-(?:Mg|ServicePrincipal$|Management|Application)/;
const FORBIDDEN = [
  "Set-OrganizationConfig",
  "Set-ServicePrincipal",
  "Set-ManagementScope",
  "Enable-OrganizationCustomization",
  "Invoke-Expression",
];

let parse: (script: string) => ParsedScript;
beforeAll(async () => {
  parse = await createPowerShellParser();
});

describe("renderScripts", () => {
  it("writes a folder for each app with steps, and nothing for the others", () => {
    expect([...sample.keys()]).toStrictEqual([
      "scripts/README.md",
      "scripts/shared/Scopewright.psm1",
      ...[
        "1-prepare",
        "2-test",
        "3-cutover",
        "4-declare",
        "5-confirm",
        "6-retire",
        "7-after",
        "rollback-4",
        "rollback-3",
        "rollback-1",
        "repair-after-6",
        "repair-after-6-recreate-policy",
      ].map((name) => `${crm}/${name}.ps1`),
      ...[
        "5-confirm",
        "6-retire",
        "7-after",
        "repair-after-6",
        "repair-after-6-recreate-policy",
      ].map((name) => `scripts/fax-gateway-44444444/${name}.ps1`),
      "scripts/impersonation-eeeeeeee-2222-4222-8222-222222222222/6-retire.ps1",
    ]);
  });

  it.each(
    scripts.filter(([path]) => path.endsWith(".ps1")).map(([path, text]) => ({ path, text })),
  )("renders $path", async ({ path, text }) => {
    await expect(text).toMatchFileSnapshot(`../golden/${path}.golden`);
  });

  it.each(scripts.map(([path, text]) => ({ path, text })))("parses $path", ({ text }) => {
    expect(parse(text).hasError).toBe(false);
  });

  it("notices a broken script", () => {
    expect(parse("if ($true { 'x' }").hasError).toBe(true);
  });

  it("never mixes the two services in one script", () => {
    for (const [path, text] of scripts) {
      const { commands } = parse(text);
      const both = [EXCHANGE, GRAPH].filter((service) =>
        commands.some((name) => service.test(name)),
      );
      expect(both.length, path).toBe(path.endsWith(".psm1") ? 0 : 1);
    }
  });

  it("never names a forbidden command", () => {
    for (const [path, text] of scripts)
      for (const name of FORBIDDEN) expect(text, path).not.toContain(name);
  });

  it("guards every change: approval, own confirmation, the command's own switched off on purpose", () => {
    for (const [path, text] of scripts) {
      const changing = parse(text).commands.filter((name) => CHANGING.test(name));
      if (changing.length === 0) {
        expect(text, path).not.toContain("SupportsShouldProcess");
        continue;
      }
      expect(text, path).toContain("SupportsShouldProcess, ConfirmImpact = 'High'");
      expect(text.indexOf("Assert-SwApproved"), path).toBeGreaterThan(
        text.indexOf("Assert-SwTenant"),
      );
      for (const name of changing)
        for (const line of text.split("\r\n").filter((each) => each.includes(`${name} `)))
          expect(line, path).toMatch(/-Confirm:\$false -ErrorAction Stop$/);
    }
  });

  it("asks the connected tenant in every script", () => {
    for (const [path, text] of scripts.filter(([each]) => each.endsWith(".ps1")))
      expect(text, path).toContain(`-Expected '${SAMPLE_PLAN.evidence.tenant.id}'`);
  });

  it("works in Windows PowerShell 5.1: no newer syntax, byte order mark, CRLF", () => {
    for (const [path, text] of scripts) {
      expect(text.startsWith("\uFEFF"), path).toBe(true);
      expect(text.replaceAll("\r\n", ""), path).not.toMatch(/[\r\n]/);
      expect(path.endsWith(".psm1") ? text : skeleton(text), path).not.toMatch(
        /\?\?|\?\.|&&|\|\|| \? /,
      );
      expect(text, path).not.toMatch(/Join-Path (?:'[^']*'|\$\w+) (?:'[^']*'|\$\w+) ['$]/);
    }
  });

  it("compares what services answer as text", () => {
    for (const [path, text] of scripts)
      expect(text, path).not.toMatch(/(?<!"\$\(|"'\$\()\$_\.(?:InScope|AccessCheckResult)\b/);
  });

  it("equal_hash_equal_bytes: status, names, times, tool and evidence are not in a script", () => {
    const other: Plan = {
      ...SAMPLE_PLAN,
      tool: { name: "scopewright", version: "9.9.9" },
      evidence: { ...SAMPLE_PLAN.evidence, sha256: "ff", collectedAt: "2027-01-01T00:00:00Z" },
      apps: SAMPLE_PLAN.apps.map((app) => ({
        ...app,
        status: "review",
        reasons: [],
        earliestStart: null,
        policies: [],
      })),
      coverage: [],
    };
    expect(render(other)).toStrictEqual(sample);
  });

  it("demands no result of a phase that the plan does not have", () => {
    const apps = SAMPLE_PLAN.apps.map((app) => ({
      ...app,
      steps: app.steps.filter((id) => !/\/[12]-/.test(id)),
    }));
    const steps = SAMPLE_PLAN.steps
      .filter(({ phase }) => phase > "3")
      .map((step) => (step.phase === "3-cutover" ? { ...step, after: [] } : step));
    const cutover = render({ ...SAMPLE_PLAN, apps, steps }).get(`${crm}/3-cutover.ps1`);
    expect(cutover).not.toMatch(/'1-prepare'|'2-test'/);
    expect(cutover).toContain("Assert-SwApproved");
  });

  it.each(HOSTILE_TEXTS.filter((text) => text !== "").map((text) => ({ text })))(
    "keeps $text inert",
    ({ text }) => {
      const hostile = [...render(hostilePlan(text))];
      expect(hostile).toHaveLength(sample.size);
      hostile.forEach(([path, script], index) => {
        expect(path).toMatch(/^scripts\/(?:README\.md|(?:shared|[a-z0-9-]+)\/[\w.-]+)$/);
        if (!path.endsWith(".ps1")) {
          expect(script).toBe([...sample.values()][index]);
          return;
        }
        expect(skeleton(script), path).toBe(skeleton([...sample.values()][index] ?? ""));
        if (/1-prepare|recreate/.test(path)) expect(parse(script).hasError, path).toBe(false);
        expect(script, path).not.toMatch(/[\u0085\u2028\u2029\u202A-\u202E\u2066-\u2069\0]/);
      });
    },
  );

  it("helpers_only: data enters a template by a known helper or not at all", () => {
    const block = /^(?:#(?:if|each) [\w.]+|\/(?:if|each)|else|> [\w-]+)$/;
    const helper = new RegExp(`^(?:${Object.keys(SCRIPT_HELPERS).join("|")}) [\\w.]+$`);
    for (const [path, text] of templates) {
      if (!path.startsWith("powershell/")) continue;
      expect(text.includes("{{"), path).toBe(path.endsWith(".hbs") && text.includes("{{"));
      expect(text, path).not.toContain("{{{");
      for (const [, inside = ""] of text.matchAll(/\{\{(.*?)\}\}/g))
        expect(block.test(inside) || helper.test(inside), `${path}: {{${inside}}}`).toBe(true);
    }
  });

  it("comment_only_in_comments: a helper for comments stands behind a hash sign", () => {
    for (const [path, text] of templates)
      if (path.startsWith("powershell/"))
        for (const line of text.split("\n").filter((each) => each.includes("{{comment")))
          expect(line, path).toMatch(/^\s*#[^{]*\{\{comment [\w.]+\}\}$/);
  });
});
