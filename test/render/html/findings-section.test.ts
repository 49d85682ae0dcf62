import { describe, expect, it } from "vitest";
import type { Finding } from "../../../src/model/finding.ts";
import type { Plan } from "../../../src/model/plan-document.ts";
import { findingRows } from "../../../src/render/csv/finding-rows.ts";
import { findingsView } from "../../../src/render/html/findings-view.ts";
import { renderReport } from "../../../src/render/html/render-report.ts";
import { openPages } from "../../support/open-pages.ts";
import { readTemplates } from "../read-templates.ts";
import { SAMPLE_PLAN, sampleMailboxName, sampleMembers } from "../sample-plan.ts";

const templates = readTemplates();
const pageOf = (plan: Plan): string =>
  openPages(
    renderReport({
      plan,
      templates,
      scripts: new Map(),
      mailboxName: sampleMailboxName,
      members: sampleMembers,
    }),
  );
const page = pageOf(SAMPLE_PLAN);
const words = page.replace(/<[^>]*>/g, "").replaceAll("&#x27;", "'");

describe("the findings of a report", () => {
  it("say severity by mark and word, why, what to do, and the source with its date", () => {
    expect(words).toContain("■High");
    expect(words).toContain("why unscopedAssignment matters");
    expect(words).toContain("What to do: what to do about unscopedAssignment");
    expect(words).toContain("as of 2025-11-25");
    expect(words).toContain("CRM holds Application Contacts.Read over every mailbox");
    expect(words).toContain(
      "exchange/roleAssignments as-1: RecipientWriteScope Organization; CustomResourceScope blank",
    );
  });

  it("lead to their app where the page has it", () => {
    const href = /\(<a href="#([^"]+)"><bdi>CRM<\/bdi><\/a>\)/.exec(page)?.[1];
    expect(href).toBeDefined();
    expect(page).toContain(`<article class="app" id="${href ?? ""}"`);
  });

  it("tell what was not assessed apart from what was looked for and not found", () => {
    const section = words.slice(words.indexOf("For these nobody may say"));
    const [open = "", clear = ""] = section.split("Looked for everywhere, and not found");
    expect(open).toContain("title of scopeOrphaned");
    expect(open).toContain("not assessed");
    expect(open).toContain("needed: View-Only Configuration");
    expect(open).toContain("its owners are not visible");
    expect(clear).toContain("title of ewsListEmpty");
    expect(clear).not.toContain("title of scopeOrphaned");
    expect(clear).not.toContain("title of ownerMissing");
  });

  it("are cut in the page where there are many, and whole in the CSV", () => {
    const [first] = SAMPLE_PLAN.findings;
    if (first === undefined) throw new Error("no finding");
    const many = Array.from({ length: 120 }, (_, index): Finding => ({
      ...first,
      id: String(index).padStart(16, "0"),
      text: `no ${String(index)}.`,
    }));
    const plan = { ...SAMPLE_PLAN, findings: many };
    const [kind] = findingsView(plan).kinds;
    expect(kind?.findings).toHaveLength(50);
    expect(kind).toMatchObject({ count: "120", more: "70" });
    expect(pageOf(plan)).toContain("and 70 more");
    expect(findingRows(plan).filter(({ outcome }) => outcome === "found")).toHaveLength(120);
  });

  it("say that there is none, and of what it was not looked for", () => {
    const plan = { ...SAMPLE_PLAN, findings: [] };
    expect(findingsView(plan)).toMatchObject({ count: "0", kinds: [] });
    expect(findingsView(plan).notAssessed.map(({ outcome }) => outcome)).toEqual([
      "assessed in part",
      "not assessed",
    ]);
  });
});

describe("findings.csv", () => {
  it("has a row for each finding and for each thing that was not assessed", () => {
    const lines = findingRows(SAMPLE_PLAN).map(
      ({ outcome, kind, severity, subjectId, text }) =>
        `${String(outcome)} ${String(severity)} ${String(kind)} ${String(subjectId)}: ${String(text)}`,
    );
    expect(lines).toEqual([
      "found high unscopedAssignment as-1: CRM holds Application Contacts.Read over every mailbox",
      "found medium dehydratedTenant 99999999-9999-4999-8999-999999999999: IsDehydrated is true",
      "notAssessed low ownerMissing sp-7: Vendor is registered in its publisher's tenant: its owners are not visible",
      "notAssessed low scopeOrphaned null: management scopes: could not be read (denied); needed: `View-Only Configuration`",
    ]);
  });
});
