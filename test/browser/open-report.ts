import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium, type Browser, type BrowserContextOptions, type Page } from "playwright-core";
import { afterAll, beforeAll, inject } from "vitest";

export interface OpenedPage {
  readonly page: Page;
  /** Addresses that the page asked for, beside its own file. */
  readonly requests: string[];
  /** What the browser complained about: errors of scripts, and what the content policy refused. */
  readonly complaints: string[];
}

/** Launches the browser that was found before the tests of a suite, and closes it after them; gives it to its tests. */
export function useBrowser(): () => Browser {
  let browser: Browser | undefined;
  beforeAll(async () => {
    const found = inject("browser");
    if ("missing" in found) throw new Error(`no browser to test with: ${found.missing}`);
    browser = await chromium.launch({ executablePath: found.path, args: ["--no-sandbox"] });
  });
  afterAll(async () => {
    await browser?.close();
  });
  return () => {
    if (browser === undefined) throw new Error("the browser is launched before the tests");
    return browser;
  };
}

/** Writes a report to a file of its own, as a mail attachment would be saved. */
export async function saveReport(html: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "report-"));
  const file = join(folder, "index.html");
  await writeFile(file, html);
  return pathToFileURL(file).href;
}

/** Opens a report, at a time if one is given, and writes down everything that it should not do. */
export async function openReport(
  browser: Browser,
  url: string,
  options: BrowserContextOptions & { readonly hash?: string; readonly openedAt?: string } = {},
): Promise<OpenedPage> {
  const { hash = "", openedAt, ...rest } = options;
  const context = await browser.newContext({ reducedMotion: "reduce", ...rest });
  const page = await context.newPage();
  if (openedAt !== undefined) await page.clock.setFixedTime(openedAt);
  const requests: string[] = [];
  const complaints: string[] = [];
  page.on("request", (request) => {
    if (request.url().split("#")[0] !== url) requests.push(request.url());
  });
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  await page.goto(url + hash);
  return { page, requests, complaints };
}
