import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { beforeAll, describe, expect, inject, it } from "vitest";
import type { Plan } from "../../src/model/plan-document.ts";
import { openPages } from "../support/open-pages.ts";
import { openReport, saveReport, useBrowser, type OpenedPage } from "./open-report.ts";
import { packOf, reportOf } from "./packs.ts";

const found = inject("browser");
const CRM = "#app-crm-connector-c0000000";

interface Rows {
  readonly names: readonly string[];
  readonly count: string;
}

describe.skipIf("missing" in found)("the report in a browser", () => {
  const browser = useBrowser();
  let html: string;
  let url: string;
  let hostile: string;
  const opened: OpenedPage[] = [];

  beforeAll(async () => {
    html = await reportOf("contoso");
    url = await saveReport(html);
    hostile = await saveReport(await reportOf("fabrikam"));
  });

  const open = async (hash = "", options: object = {}, at = url): Promise<Page> => {
    const one = await openReport(browser(), at, { ...options, hash });
    opened.push(one);
    return one.page;
  };

  it("finds apps by name, id, group and owner, and says how many", async () => {
    const page = await open();
    expect((await rowsOf(page)).count).toBe("27 of 27 apps");
    for (const words of ["crm conn", "c0000000-0000-4000-8000-000000000007", "Geschäftsleitung"]) {
      await page.fill("#filter-q", words);
      expect((await rowsOf(page)).names, words).toContain("CRM Connector");
      expect((await rowsOf(page)).names.length, words).toBeLessThan(27);
    }
    await page.fill("#filter-q", "there is no such app");
    expect(await rowsOf(page)).toEqual({ names: [], count: "0 of 27 apps" });
  });

  it("filters and sorts, and keeps both in the address", async () => {
    const page = await open();
    await page.selectOption("#filter-status", "review");
    await page.selectOption("#filter-permission", "Mail.ReadWrite");
    const filtered = await rowsOf(page);
    expect(filtered.names).toContain("CRM Connector");
    expect(filtered.names.length).toBeLessThan(4);
    await page.click("button[data-sort=name]");
    await page.click("button[data-sort=name]");
    expect(await page.locator("th[aria-sort=descending]").innerText()).toContain("App");
    const sorted = await rowsOf(page);
    expect(sorted.names).toEqual(filtered.names.toSorted().toReversed());
    const again = await open(new URL(page.url()).hash);
    expect(await rowsOf(again)).toEqual(sorted);
    expect(await again.inputValue("#filter-status")).toBe("review");
    await again.click("#filter button[type=reset]");
    expect((await rowsOf(again)).names).toHaveLength(27);
  });

  it("shows the page of an app by its address, and leads back to the same list", async () => {
    const page = await open("#apps?status=review");
    await page.click("#app-table tbody a >> text=CRM Connector");
    expect(new URL(page.url()).hash).toBe(CRM);
    expect(await page.locator("#app-body h2").innerText()).toContain("CRM Connector");
    expect(await page.locator("#overview").isVisible()).toBe(false);
    await page.click("#back");
    expect((await rowsOf(page)).names).toHaveLength(4);
    const deep = await open(`${CRM}-record-2`);
    expect(await deep.locator(`${CRM}-record-2`).isVisible()).toBe(true);
  });

  it("puts every page together as it was written", async () => {
    const page = await open(CRM);
    const ours = new RegExp(`<article class="app" id="${CRM.slice(1)}"[\\s\\S]*?</article>`);
    const written = ours.exec(openPages(html))?.[0] ?? "";
    const plan = JSON.parse(
      await readFile(join(await packOf("contoso"), "plan.json"), "utf8"),
    ) as Plan;
    const crm = plan.apps.find(({ displayName }) => displayName === "CRM Connector");
    expect(written).toContain(crm?.changeHash ?? "no change hash");
    const parsed = `Object.assign(document.createElement("template"), { innerHTML: ${JSON.stringify(written)} }).innerHTML`;
    expect(await page.locator("#app-body").innerHTML()).toBe(await page.evaluate(parsed));
  });

  it("copies a script as it stands", async () => {
    const page = await open(`${CRM}-scripts`, {
      permissions: ["clipboard-read", "clipboard-write"],
    });
    await page.click("details.script summary >> nth=0");
    await page.click("button.copy >> nth=0");
    await page.waitForSelector("button.copy[data-done]");
    const copied = await page.evaluate("navigator.clipboard.readText()");
    const script = join(await packOf("contoso"), "scripts", "crm-connector-c0000000");
    const file = await readFile(join(script, "1-prepare.ps1"), "utf8");
    expect(copied).toBe(file.replace("\uFEFF", "").replaceAll("\r\n", "\n"));
    expect(await page.locator("#said").innerText()).toBe("Copied.");
  });

  it("is worked with the keyboard alone", async () => {
    const page = await open("#apps");
    await page.focus("#filter-q");
    await page.keyboard.type("CRM Connector");
    for (let presses = 0; presses < 30; presses += 1) {
      await page.keyboard.press("Tab");
      if ((await focused(page)).startsWith("CRM Connector")) break;
    }
    await page.keyboard.press("Enter");
    await page.waitForSelector("#app-body h2");
    expect(await focused(page)).toContain("CRM Connector");
  });

  it.each([
    { mode: "summary", least: 1, most: 20 },
    { mode: "full", least: 60, most: 2000 },
  ])("prints $mode", async ({ mode, least, most }) => {
    const page = await open(`#summary?print=${mode}`);
    const pdf = await page.pdf({ format: "A4" });
    const pages = pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length ?? 0;
    expect(pages).toBeGreaterThanOrEqual(least);
    expect(pages).toBeLessThanOrEqual(most);
    const articles = await page.locator("#print-pages article.app").count();
    expect(articles).toBe(mode === "full" ? 27 : 0);
    expect(await page.locator("#app-table tbody tr").count()).toBe(27);
    const head = page.locator("#app-table thead th").first();
    expect(await head.getAttribute("data-label")).toBe("App");
    if (mode === "full") expect(await page.locator("details:not([open])").count()).toBe(0);
  });

  it("takes no element from a hostile name, on any page", async () => {
    const page = await open("#apps?print=full", {}, hostile);
    const foreign = await page.evaluate(FOREIGN);
    expect(foreign).toEqual([]);
    expect(await page.locator("#print-pages article.app").count()).toBeGreaterThan(20);
  });

  it("follows the dark scheme of the system", async () => {
    const ground = async (colorScheme: "light" | "dark"): Promise<string> => {
      const page = await open("", { colorScheme });
      return await page.evaluate<string>("getComputedStyle(document.body).backgroundColor");
    };
    expect(await ground("light")).not.toBe(await ground("dark"));
  });

  it("asked the network for nothing and broke no policy, in all of the above", () => {
    expect(opened.length).toBeGreaterThan(10);
    expect(opened.flatMap(({ requests }) => requests)).toEqual([]);
    expect(opened.flatMap(({ complaints }) => complaints)).toEqual([]);
  });

  it("would notice a broken policy", async () => {
    const broken = html.replace("<main>", '<main style="color: red">');
    const one = await openReport(browser(), await saveReport(broken));
    expect(one.complaints.join()).toContain("Content Security Policy");
  });
});

/** Elements and attributes that no page of ours has: what a name would have brought in. */
const FOREIGN = `[...document.querySelectorAll("#print-pages *, #overview *")]
  .filter((one) =>
    /^(?:IMG|SCRIPT|IFRAME|OBJECT|EMBED|LINK|META|BASE|STYLE)$/.test(one.tagName) ||
    one.getAttributeNames().some((name) => /^on|^style$|^src/.test(name)))
  .map(({ outerHTML }) => outerHTML.slice(0, 100))`;

async function rowsOf(page: Page): Promise<Rows> {
  return {
    names: await page.locator("#app-table tbody th a").allInnerTexts(),
    count: await page.locator("#filter-count").innerText(),
  };
}

const focused = (page: Page): Promise<string> =>
  page.evaluate<string>(`document.activeElement?.textContent ?? ""`);
