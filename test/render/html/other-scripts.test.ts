import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { describe, expect, it } from "vitest";
import { renderReport } from "../../../src/render/html/render-report.ts";
import { otherScripts } from "../../../src/render/html/other-scripts.ts";
import { renderScripts } from "../../../src/render/powershell/render-scripts.ts";
import type { Plan } from "../../../src/model/plan-document.ts";
import { auditShared } from "../../plan/shared-tenant.ts";
import { readTemplates } from "../read-templates.ts";
import { SAMPLE_PLAN, sampleMailboxName } from "../sample-plan.ts";

const templates = readTemplates();
const inputOf = (plan: Plan) => ({
  plan,
  templates,
  scripts: renderScripts({ plan, templates }),
  mailboxName: sampleMailboxName,
  members: () => null,
});

describe("scripts beside those of the apps", () => {
  it.each([
    ["flattenedGroup", /^New group .*, for several apps$/, ["1-prepare", "remove-shared"]],
    [
      "newAdministrativeUnit",
      /^New administrative unit .*, for several apps$/,
      ["0-objects", "remove-shared", "remove-shared-check"],
    ],
  ] as const)("are those of what several apps use: %s", (kind, title, names) => {
    const input = inputOf(auditShared({ 1: kind, 2: kind }).plan);
    const [shared, ...others] = otherScripts(input);
    expect(others).toEqual([]);
    expect(shared?.title).toMatch(title);
    expect(shared?.scripts.map(({ name }) => name).toSorted()).toEqual(names);
    for (const { path, sha256: hash } of shared?.scripts ?? []) {
      const text = input.scripts.get(path) ?? "not in the pack";
      expect(hash).toBe(bytesToHex(sha256(utf8ToBytes(text))));
    }
    const page = renderReport(input);
    expect(page).toContain(`<h2 id="other-scripts">Scripts beside those of the apps</h2>`);
    expect(page).toContain("Refuses while any role assignment or scope names it.");
    const ids = [...page.matchAll(/ id="([^"{]+)"/g)].map(([, id]) => id);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });

  it("are those that remove impersonation assignments, each under its name", () => {
    const titles = otherScripts(inputOf(SAMPLE_PLAN)).map(({ title, scripts }) => [
      title,
      scripts.map(({ name }) => name),
    ]);
    const planned = (SAMPLE_PLAN.retirements ?? []).filter(({ steps }) => steps.length > 0);
    expect(planned.length).toBeGreaterThan(0);
    expect(titles).toEqual(
      planned.map(({ assignment }) => [`Impersonation assignment ${assignment}`, ["6-retire"]]),
    );
  });

  it("are named alone where there are many", () => {
    const [one] = (SAMPLE_PLAN.retirements ?? []).filter(({ steps }) => steps.length > 0);
    if (one === undefined) throw new Error("the sample has no retirement");
    const many = (count: number): Plan => ({
      ...SAMPLE_PLAN,
      retirements: Array.from({ length: count }, (_, index) => ({
        ...one,
        id: `${one.id}-${String(index)}`,
      })),
    });
    const texts = (count: number): readonly boolean[] =>
      otherScripts(inputOf(many(count))).flatMap(({ scripts }) =>
        scripts.map(({ text }) => text !== null),
      );
    expect(texts(20)).toEqual(Array.from({ length: 20 }, () => true));
    expect(texts(21)).toEqual(Array.from({ length: 21 }, () => false));
  });

  it("have a part of the page only where there are some", () => {
    const plan = { ...SAMPLE_PLAN, retirements: [] };
    expect(otherScripts(inputOf(plan))).toEqual([]);
    expect(renderReport(inputOf(plan))).not.toContain("Scripts beside those of the apps");
  });
});
