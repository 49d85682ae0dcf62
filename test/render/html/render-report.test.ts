import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { AppPlan } from "../../../src/model/plan-app.ts";
import type { Plan } from "../../../src/model/plan-document.ts";
import { renderReport } from "../../../src/render/html/render-report.ts";
import { renderScripts } from "../../../src/render/powershell/render-scripts.ts";
import { openPages } from "../../support/open-pages.ts";
import { THOROUGH } from "../../thorough.ts";
import { HOSTILE_TEXTS, hostilePlan } from "../hostile-plan.ts";
import { readTemplates } from "../read-templates.ts";
import { SAMPLE_PLAN, sampleMailboxName, sampleMembers } from "../sample-plan.ts";

const templates = readTemplates();
const input = { templates, mailboxName: sampleMailboxName, members: sampleMembers };
const rendered = (plan: Plan): string =>
  renderReport({ ...input, plan, scripts: renderScripts({ plan, templates }) });
const render = (plan: Plan): string => openPages(rendered(plan));

const [ready, blocked] = SAMPLE_PLAN.apps as [AppPlan, AppPlan];

/** A page of a plan for each: the gate renders all, anyone else every third. */
const TRIED_TEXTS = HOSTILE_TEXTS.filter((_, at) => THOROUGH || at % 3 === 0).map((text) => ({
  text,
}));

describe("renderReport", () => {
  it("renders the sample plan", async () => {
    await expect(render(SAMPLE_PLAN)).toMatchFileSnapshot("../golden/index.html.golden");
  });

  it("same_input_same_bytes: rendering twice gives the same page", () => {
    expect(rendered(structuredClone(SAMPLE_PLAN))).toBe(rendered(SAMPLE_PLAN));
  });

  it("says in the table of apps why one is reviewed, not what is planned for it", () => {
    const reasons = [
      { kind: "restricted", text: "a scope is planned" },
      { kind: "denyAccess", text: "a deny is turned round" },
    ];
    const said = (status: AppPlan["status"]): string => {
      const html = render({ ...SAMPLE_PLAN, apps: [{ ...ready, status, reasons }] });
      return (
        /<td class="sentence">([^(<]*) \(<a href="[^"]*">and 1 more reason</.exec(html)?.[1] ?? ""
      );
    };
    expect(said("review")).toBe("a deny is turned round");
    expect(said("ready")).toBe("a scope is planned");
  });

  it("admits exactly its own style and script", () => {
    const html = render(SAMPLE_PLAN);
    const [style] = blocks(html, "style");
    const [script] = blocks(html, "script");
    expect(blocks(html, "style")).toHaveLength(1);
    expect(blocks(html, "script")).toHaveLength(1);
    const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? "";
    const readable = policy
      .replaceAll("&#x27;", "'")
      .replaceAll("&#x3D;", "=")
      .replaceAll("&amp;", "&");
    expect(readable).toContain("default-src 'none'");
    expect(readable).toContain(`style-src 'sha256-${hash(style ?? "")}'`);
    expect(readable).toContain(`script-src 'sha256-${hash(script ?? "")}'`);
  });

  it("hashes what browsers hash: line ends are normalised", () => {
    const crlf = new Map(
      [...templates].map(([path, text]) => [path, text.replaceAll("\n", "\r\n")]),
    );
    const html = renderReport({
      ...input,
      plan: SAMPLE_PLAN,
      templates: crlf,
      scripts: new Map(),
    });
    expect(blocks(html, "script")[0]).not.toContain("\r");
  });

  it("loads nothing: no address outside of links", () => {
    const html = render(SAMPLE_PLAN);
    expect(html).not.toMatch(/\s(?:src|srcset|data|action|poster)=|@import|url\(/);
    expect(html).not.toMatch(/<link\b|style=/);
  });

  it.each(TRIED_TEXTS)("keeps $text inert", ({ text }) => {
    const html = render(hostilePlan(text));
    expect(tags(html)).toStrictEqual(tags(render(SAMPLE_PLAN)));
    expect(html).not.toMatch(/href="(?!https:|#)/);
    expect(html).not.toContain("<img");
    expect(html).not.toMatch(/[\u202A-\u202E\u2066-\u2069\0\u0085]/);
    expect(html).not.toContain(" onmouseover=alert");
  });

  it("says what was not read, and what would read it", () => {
    const text = words(render(SAMPLE_PLAN));
    expect(text).toContain("The evidence is incomplete.");
    expect(text).toContain("403 Authorization_RequestDenied");
    expect(text).toContain("DelegatedPermissionGrant.Read.All");
    expect(text).toContain("Delegated access: not examined. Mailbox permissions: not examined.");
  });

  it("takes an answer for an answer: not there, or not needed, is no gap", () => {
    const answers: Plan["coverage"] = [
      {
        section: "exchange/policyChecks",
        status: "read",
        rows: 0,
        holds: "policy checks",
        parentsNotRead: [{ key: "app/group", status: "notFound" }],
      },
      {
        section: "graph/users",
        status: "notAsked",
        rows: null,
        holds: "names",
        parentsNotRead: [],
      },
    ];
    const coverage = SAMPLE_PLAN.coverage
      .map(({ section, holds }) => ({
        section,
        holds,
        status: "read" as const,
        rows: 0,
        parentsNotRead: [],
      }))
      .map((entry) => answers.find(({ section }) => section === entry.section) ?? entry);
    const text = words(render({ ...SAMPLE_PLAN, coverage }));
    expect(text).toContain("Everything that was asked for was read.");
    expect(text).not.toContain("The evidence is incomplete.");
  });

  it("says what was not read in the place of a list, never that it is empty", () => {
    const [app] = SAMPLE_PLAN.apps;
    if (app === undefined) throw new Error("the sample has no app");
    const unread = {
      policies: null,
      existingAssignments: null,
      owners: null,
      ownersComplete: false,
    };
    const text = words(render({ ...SAMPLE_PLAN, apps: [{ ...app, ...unread }] }));
    expect(text).toContain("Application Access Policies: not read");
    expect(text).toContain("Application roles in Exchange: not read");
    expect(text).toContain("owners not read");
    const population = { mailboxes: null, apart: null };
    const coverage = SAMPLE_PLAN.coverage.filter(
      ({ section }) => section !== "exchange/recipients",
    );
    const blind = words(render({ ...SAMPLE_PLAN, population, coverage }));
    expect(blind).toContain("What is counted apart is not known: not read: recipients");
  });

  it("names the parents of a section that was read in part, with the permission and what to do", () => {
    const text = words(render(SAMPLE_PLAN));
    expect(text).toContain("22222222/m-4: failed: throttled");
    expect(text).toContain("What to do: scan --resume reads again what is missing.");
  });

  it("shows the date without a script, and leaves the age to the page that is opened", () => {
    const html = render(SAMPLE_PLAN);
    expect(html).toContain('<time id="collected-at" datetime="2026-11-23T10:15:30Z">');
    expect(html).toContain('<span id="evidence-age" class="evidence-age"></span>');
  });

  it("says that a blocked app has no steps", () => {
    const text = words(render({ ...SAMPLE_PLAN, apps: [blocked], steps: [] }));
    expect(text).toContain("There are no steps and no scripts: this app is blocked");
    expect(text).toContain("Nested group under a policy cannot tell");
  });

  it("tells waits as people do", () => {
    const text = words(render(SAMPLE_PLAN));
    expect(text).toContain("Wait 2 h after step 3");
    expect(text).toContain("Wait 14 days after step 5");
    expect(text).toContain("Then wait 28 h before the next way back.");
  });

  it("names what cannot be counted", () => {
    const uncounted = { count: null, set: null };
    const app: AppPlan = {
      ...ready,
      permissions: ready.permissions.map((permission) => ({
        ...permission,
        before: { allowed: uncounted, unknown: uncounted },
      })),
    };
    const plan = { ...SAMPLE_PLAN, apps: [app], population: { mailboxes: null, apart: {} } };
    const text = words(render(plan));
    expect(text).toContain("Mailboxes could not be counted: recipients were not read.");
    expect(text).toContain("not counted + not counted unknown");
  });

  it("cuts long lists by name and says where the rest is", () => {
    const ids = Array.from({ length: 60 }, (_, index) => `m-${100 + index}`);
    const html = openPages(
      renderReport({
        plan: SAMPLE_PLAN,
        templates,
        scripts: new Map(),
        mailboxName: () => undefined,
        members: () => ({ ids: ids.toReversed(), more: 5 }),
      }),
    );
    expect(html).toContain("m-149");
    expect(html).not.toContain("m-150");
    expect(words(html)).toContain("15 more in sets/a1.ndjson.");
  });

  it.runIf(THOROUGH)("stays small with 500 apps", () => {
    const apps = Array.from({ length: 500 }, (_, index) => ({
      ...(index % 5 === 0 ? ready : blocked),
      appId: `${String(index).padStart(8, "0")}-1111-4111-8111-111111111111`,
    }));
    expect(rendered({ ...SAMPLE_PLAN, apps }).length).toBeLessThan(1_500_000);
  });

  it("no_triple_braces: no template of the report can print unescaped data", () => {
    for (const [path, text] of templates)
      if (path.startsWith("report/") && path.endsWith(".hbs")) {
        expect(text, path).not.toMatch(/\{\{\{|\{\{&/);
        expect(text, path).not.toMatch(/=\{\{/);
      }
  });
});

function blocks(html: string, tag: string): string[] {
  return [...html.matchAll(new RegExp(`<${tag}>([\\s\\S]*?)</${tag}>`, "g"))].map(
    (match) => match[1] ?? "",
  );
}

function hash(text: string): string {
  return createHash("sha256").update(text).digest("base64");
}

/** Names of tags and their attributes that occur in the page, without what style and script hold. */
function tags(html: string): string[] {
  const body = html.replace(/<(style|script)>[\s\S]*?<\/\1>/g, "<$1></$1>");
  const found = [...body.matchAll(/<[^>]*>/g)].map(([tag]) => tag.replace(/"[^"]*"/g, '""'));
  return [...new Set(found)].toSorted();
}

function words(html: string): string {
  return html
    .replace(/<[^>]*>/g, "")
    .replaceAll("&#x27;", "'")
    .replace(/\s+/g, " ");
}
