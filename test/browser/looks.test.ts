import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { beforeAll, describe, expect, inject, it } from "vitest";
import { workFolder } from "../e2e/run-scopewright.ts";
import { compareLooks, shrink } from "./compare-looks.ts";
import { openReport, saveReport, useBrowser } from "./open-report.ts";
import { reportOf } from "./packs.ts";

const found = inject("browser");
const LOOKS = join(import.meta.dirname, "looks");
/** `SCOPEWRIGHT_UPDATE_LOOKS=1 npm run test:browser` takes what is seen for what is wanted: look at it first. */
const UPDATE = process.env["SCOPEWRIGHT_UPDATE_LOOKS"] === "1";
/** The age of the evidence is told by the day on which the page is opened. */
const OPENED_AT = "2026-11-24T09:00:00Z";
/** The pictures that were looked at are of this font: on a machine without it every line breaks elsewhere. */
const FONT = "DejaVu Sans";
const HAS_FONT = `(() => {
  const widthIn = (font) => {
    const context = document.createElement("canvas").getContext("2d");
    context.font = "40px " + font;
    return context.measureText("Mailboxes before and after").width;
  };
  return widthIn(getComputedStyle(document.body).fontFamily) === widthIn("'${FONT}', monospace") && document.fonts.check("12px '${FONT}'");
})()`;
/** Of a shrunken picture: letters that are smoothed in another way, not a column that has moved. */
const MOST_OTHER = 0.01;

const CRM = "#app-crm-connector-c0000000";
const SEEN = [
  { name: "first-page", fixture: "contoso", hash: "", colorScheme: "light" },
  { name: "first-page-dark", fixture: "contoso", hash: "", colorScheme: "dark" },
  { name: "pictures", fixture: "contoso", hash: "#pictures", colorScheme: "light" },
  { name: "apps", fixture: "contoso", hash: "#apps", colorScheme: "light" },
  { name: "app", fixture: "contoso", hash: CRM, colorScheme: "light" },
  { name: "app-steps", fixture: "contoso", hash: `${CRM}-steps`, colorScheme: "light" },
  { name: "app-scripts-dark", fixture: "contoso", hash: `${CRM}-scripts`, colorScheme: "dark" },
  { name: "hostile-apps", fixture: "fabrikam", hash: "#apps?q=HOSTILE", colorScheme: "light" },
] as const;

describe.skipIf("missing" in found)("the looks of the report", () => {
  const browser = useBrowser();
  let seen: string;
  beforeAll(async () => {
    seen = join(await workFolder(), "looks");
    await mkdir(seen, { recursive: true });
    await mkdir(LOOKS, { recursive: true });
  });

  const look = async (one: (typeof SEEN)[number], width: number): Promise<Page> => {
    const url = await saveReport(await reportOf(one.fixture));
    const { page } = await openReport(browser(), url, {
      hash: one.hash,
      colorScheme: one.colorScheme,
      viewport: { width, height: 900 },
      openedAt: OPENED_AT,
    });
    return page;
  };

  it.for(SEEN.flatMap((one) => [1280, 390].map((width) => ({ ...one, width }))))(
    "are those that were looked at: $name, $width pixels wide",
    async ({ width, ...one }, { skip }) => {
      const page = await look(one, width);
      skip(!(await page.evaluate<boolean>(HAS_FONT)), `this machine has another font than ${FONT}`);
      const picture = await shrink(page, await page.screenshot());
      const name = `${one.name}-${String(width)}.png`;
      if (UPDATE) await writeFile(join(LOOKS, name), picture);
      await writeFile(join(seen, name), picture);
      const wanted = await readFile(join(LOOKS, name));
      const other = await compareLooks(page, wanted, picture);
      expect(other, `${join(seen, name)} is not ${join(LOOKS, name)}`).toBeLessThan(MOST_OTHER);
    },
  );

  it("would be seen to differ: without the style sheet, and with one column that moved", async () => {
    const page = await look(SEEN[0], 1280);
    const before = await shrink(page, await page.screenshot());
    await page.evaluate(
      `document.querySelector("main").attributeStyleMap.set("padding-left", CSS.px(40));`,
    );
    const moved = await shrink(page, await page.screenshot());
    expect(await compareLooks(page, before, moved)).toBeGreaterThan(MOST_OTHER);
    await page.evaluate(
      `document.querySelector("style").disabled = true; document.styleSheets[0].disabled = true;`,
    );
    const bare = await shrink(page, await page.screenshot());
    expect(await compareLooks(page, before, bare)).toBeGreaterThan(MOST_OTHER);
  });
});
