import type { Page } from "playwright-core";
import { describe, expect, inject, it } from "vitest";
import { openReport, saveReport, useBrowser } from "./open-report.ts";
import { reportOf } from "./packs.ts";

const found = inject("browser");
const FIXTURES = ["contoso", "fabrikam"] as const;

const OPEN_DETAILS = `for (const details of document.querySelectorAll("details")) details.open = true;`;

/** Elements that reach beyond the window, but for what is in a box that scrolls or clips; pictures scale. */
const STICKING_OUT = `(() => {
  const isBoxed = (one) =>
    one !== null && (getComputedStyle(one).overflowX !== "visible" || isBoxed(one.parentElement));
  return [...document.querySelectorAll("body *")]
    .filter((one) => one.checkVisibility() && one.closest("svg") === null)
    .filter((one) => one.getBoundingClientRect().right > innerWidth + 1 && !isBoxed(one.parentElement))
    .map(({ outerHTML }) => outerHTML.slice(0, 100));
})()`;

/** Tables, and whatever else is in a box that scrolls, that are wider than their box; scripts are meant to be. */
const SCROLLED = `[...document.querySelectorAll("body *:not(pre)")]
  .filter((one) => one.checkVisibility() && one.scrollWidth > one.clientWidth + 1)
  .filter((one) => /auto|scroll/.test(getComputedStyle(one).overflowX))
  .map(({ textContent }) => textContent.replaceAll(/\\s+/g, " ").slice(0, 60))`;

const lists = (page: Page, script: string): Promise<readonly string[]> =>
  page.evaluate<readonly string[]>(script);

describe.skipIf("missing" in found)("the layout of the report, hostile names included", () => {
  const browser = useBrowser();

  const open = async (fixture: string, width: number): Promise<Page> => {
    const url = await saveReport(await reportOf(fixture));
    const { page } = await openReport(browser(), url, { viewport: { width, height: 900 } });
    return page;
  };
  const openFirstApp = async (page: Page): Promise<void> => {
    await page.click("#app-table tbody a >> nth=0");
    await page.waitForSelector("#app-body h2");
    await page.evaluate(OPEN_DETAILS);
  };

  it.each(FIXTURES.flatMap((fixture) => [1280, 390].map((width) => ({ fixture, width }))))(
    "fits into the window: $fixture, $width pixels wide",
    async ({ fixture, width }) => {
      const page = await open(fixture, width);
      expect(await lists(page, STICKING_OUT)).toEqual([]);
      await openFirstApp(page);
      expect(await lists(page, STICKING_OUT)).toEqual([]);
    },
  );

  it.each(FIXTURES)("shows every column of every table at 1280 pixels: %s", async (fixture) => {
    const page = await open(fixture, 1280);
    await page.evaluate(OPEN_DETAILS);
    expect(await lists(page, SCROLLED)).toEqual([]);
    await openFirstApp(page);
    expect(await lists(page, SCROLLED)).toEqual([]);
  });

  it("would notice a word that is not broken, beside the table and in it", async () => {
    const page = await open("contoso", 390);
    await page.evaluate(`(() => {
      for (const place of ["h2", "td"]) {
        const word = document.createElement("b");
        word.textContent = "x".repeat(400);
        word.attributeStyleMap.set("white-space", "nowrap");
        document.querySelector(place).append(word);
      }
    })()`);
    expect((await lists(page, STICKING_OUT)).length).toBeGreaterThan(0);
    expect((await lists(page, SCROLLED)).length).toBeGreaterThan(0);
  });
});
