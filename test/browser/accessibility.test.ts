import axe from "axe-core";
import type { Page } from "playwright-core";
import { describe, expect, inject, it } from "vitest";
import type { Plan } from "../../src/model/plan-document.ts";
import { appFolders } from "../../src/render/app-folders.ts";
import { SAMPLE_PLAN } from "../render/sample-plan.ts";
import { openReport, saveReport, useBrowser } from "./open-report.ts";
import { planOf, reportOf } from "./packs.ts";
import { wholeSample } from "./whole-sample.ts";

const found = inject("browser");

/** The address of the page of one app for each status that a plan has. */
function pageOfEachStatus(plan: Plan): ReadonlyMap<string, string> {
  const pages = new Map([...appFolders(plan.apps)].map(([{ status }, folder]) => [status, folder]));
  return new Map([...pages].map(([status, folder]) => [status, `#app-${folder}`]));
}

interface AxeResult {
  readonly violations: readonly {
    readonly id: string;
    readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
  }[];
}

async function violations(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  const { violations: all } = await page.evaluate<AxeResult>("axe.run()");
  return all.map(
    ({ id, nodes }) =>
      `${id}: ${String(nodes.length)}: ${nodes[0]?.html.slice(0, 200) ?? ""} ${nodes[0]?.failureSummary ?? ""}`,
  );
}

// A script is thousands of spans of the same few kinds: one of them is enough.
const OPEN_ALL = `for (const details of document.querySelectorAll("details:not(.script ~ .script)")) details.open = true;`;

describe.skipIf("missing" in found)("0 violations of accessibility", () => {
  const browser = useBrowser();

  it.each([
    { fixture: "contoso", colorScheme: "light", statuses: 6 },
    { fixture: "contoso", colorScheme: "dark", statuses: 6 },
    { fixture: "fabrikam", colorScheme: "light", statuses: 5 },
  ] as const)(
    "on the first page and on an app's of each status: $fixture, $colorScheme",
    { timeout: 300_000 },
    async ({ fixture, colorScheme, statuses }) => {
      const url = await saveReport(await reportOf(fixture));
      const pages = pageOfEachStatus(await planOf(fixture));
      expect(pages.size).toBeGreaterThanOrEqual(statuses);
      for (const [kind, hash] of [["first page", ""] as const, ...pages]) {
        const { page } = await openReport(browser(), url, { colorScheme, hash });
        await page.evaluate(OPEN_ALL);
        expect(await violations(page), kind).toEqual([]);
        await page.context().close();
      }
    },
  );

  it.each(["light", "dark"] as const)(
    "with a rehearsal, decisions of the board, and scripts beside those of the apps: %s",
    async (colorScheme) => {
      const html = wholeSample();
      for (const part of ["rehearsal", "other-scripts"]) expect(html).toContain(` id="${part}"`);
      const url = await saveReport(html);
      const [app] = [...appFolders(SAMPLE_PLAN.apps).values()];
      for (const hash of ["", `#app-${app ?? ""}`]) {
        const { page } = await openReport(browser(), url, { colorScheme, hash });
        await page.evaluate(OPEN_ALL);
        expect(await violations(page), hash).toEqual([]);
        await page.context().close();
      }
    },
  );

  it("would be noticed", async () => {
    const html = (await reportOf("contoso")).replace("<h1>", "<img><h1>");
    const { page } = await openReport(browser(), await saveReport(html));
    expect((await violations(page)).join()).toContain("image-alt");
  });
});
