import { stat } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { findBrowser } from "../../src/cli/find-browser.ts";
import { evidenceFiles } from "../generator/evidence-files.ts";
import { generateEvidence } from "../generator/generate-evidence.ts";
import { manyApps } from "../generator/tenants/many-apps.ts";
import type { Figures } from "./figures.ts";
import { measureNode } from "./measure-command.ts";
import { startUnwatched, type UnwatchedBrowser } from "./unwatched-browser.ts";
import { writeFiles } from "../generator/write-files.ts";

const ROUNDS = 5;
const FEW = 500;
const MOST_BYTES = 1_500_000;
const MOST_INTERACTIVE_MS = 1000;
/** Time for each app of a large pack against that of a small one: what grows with the square would be far beyond. */
const MOST_GROWTH = 2;
/** A page that stays usable: opened, and answering what is typed, while somebody waits. */
const MOST_USABLE_MS = 5000;
/** A page that is not ready after twice its time is late by any measure. */
const ALONE = 2;

interface Opened {
  /** From the start of navigation until the last task that kept the page from answering at once was over. */
  readonly interactiveMs: number;
  /** From a key that is pressed in the search field until the list shows its answer. */
  readonly searchMs: number;
  readonly rows: number;
}

/** Opens the page of tenants with so many apps in an installed browser, and types into its search field. */
export async function benchPage(
  main: string,
  folder: string,
  counts: readonly number[],
  figures: Figures,
): Promise<void> {
  const found = await findBrowser(process.env);
  if ("missing" in found) {
    figures.title(`the page: not measured, there is no browser (${found.missing})`);
    return;
  }
  const browser = await startUnwatched(found.path, join(folder, "browser"));
  try {
    const perApp: number[] = [];
    for (const apps of counts) {
      const { page, wallMs } = await writePage(main, join(folder, `page-${String(apps)}`), apps);
      perApp.push(wallMs / apps);
      await judgePage(browser, page, apps, figures);
      figures.show(
        "audit",
        `${(wallMs / 1000).toFixed(1)} s, ${(wallMs / apps).toFixed(1)} ms an app`,
      );
    }
    const growth = Math.max(...perApp) / Math.min(...perApp);
    if (perApp.length > 1) {
      figures.title("packs grow with their apps, not with the square of them");
      const limit = `at most ${String(MOST_GROWTH)}`;
      figures.judge("time an app", `x ${growth.toFixed(2)}`, limit, growth <= MOST_GROWTH);
    }
  } finally {
    await browser.close();
  }
}

async function writePage(
  main: string,
  folder: string,
  apps: number,
): Promise<{ readonly page: string; readonly wallMs: number }> {
  const tenant = manyApps(apps);
  await writeFiles(join(folder, "evidence"), evidenceFiles(tenant, generateEvidence(tenant)));
  const pack = join(folder, "pack");
  const { wallMs } = await measureNode([main, "audit", join(folder, "evidence"), "--out", pack]);
  return { page: join(pack, "index.html"), wallMs };
}

async function judgePage(
  browser: UnwatchedBrowser,
  page: string,
  apps: number,
  figures: Figures,
): Promise<void> {
  const { size } = await stat(page);
  const few = apps <= FEW;
  const limit = few ? MOST_INTERACTIVE_MS : MOST_USABLE_MS;
  const opened: Opened[] = [];
  for (let round = 0; round < ROUNDS; round += 1) opened.push(await openOnce(browser, page, limit));
  figures.title(`the page of ${String(apps)} apps (medians of ${String(ROUNDS)})`);
  const weight = `${(size / 1_000_000).toFixed(2)} MB`;
  if (few) figures.judge("weight", weight, "less than 1.50 MB", size < MOST_BYTES);
  else figures.show("weight", weight);
  figures.show("rows", `${String(opened[0]?.rows ?? 0)} in the list`);
  const judge = (name: string, ms: number): void => {
    figures.judge(name, `${ms.toFixed(0)} ms`, `at most ${String(limit)} ms`, ms <= limit);
  };
  judge("interactive", median(opened.map(({ interactiveMs }) => interactiveMs)));
  judge("answer to a search", median(opened.map(({ searchMs }) => searchMs)));
}

async function openOnce(browser: UnwatchedBrowser, file: string, limitMs: number): Promise<Opened> {
  const url = `${pathToFileURL(file).href}#apps`;
  return browser.open(url, limitMs * ALONE, async (page) => {
    const rows = await page.locator("#app-table tbody tr").count();
    if (rows === 0) throw new Error(`${url} shows no app after ${String(limitMs * ALONE)} ms`);
    const interactiveMs = await page.evaluate<number>(INTERACTIVE);
    return { interactiveMs, rows, searchMs: await page.evaluate<number>(SEARCH) };
  });
}

/** Programs for the page: they are text, since nothing here knows the types of a browser. */
const INTERACTIVE = `new Promise((resolve) => {
  const { domContentLoadedEventEnd } = performance.getEntriesByType("navigation")[0];
  const end = (tasks) => Math.max(domContentLoadedEventEnd, ...tasks.map((task) => task.startTime + task.duration));
  new PerformanceObserver((list) => resolve(end(list.getEntries()))).observe({ type: "longtask", buffered: true });
  setTimeout(() => resolve(end([])), 1000);
})`;
const SEARCH = `new Promise((resolve) => {
  const field = document.querySelector("#filter-q");
  const started = performance.now();
  field.value = "7";
  field.dispatchEvent(new InputEvent("input", { bubbles: true }));
  requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - started)));
})`;

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
