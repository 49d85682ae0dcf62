import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { chromium, type Page } from "playwright-core";

const START_MS = 30_000;
const POLL_MS = 100;

/** A browser in which pages load without anybody attached to them. */
export interface UnwatchedBrowser {
  /**
   * Opens an address in a new tab, leaves it alone for so long, and only then looks: `seen` gets the page as it is.
   *
   * A debugger that is attached while a page loads gets a copy of every byte: a page of 1.5 MB took twice as long to be
   * ready then (1,144 ms against 620 ms, medians in turns) as it does for a person.
   */
  open<T>(url: string, aloneMs: number, seen: (page: Page) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** Starts an installed browser with a profile of its own in `folder`. */
export async function startUnwatched(program: string, folder: string): Promise<UnwatchedBrowser> {
  const child = spawn(
    program,
    [
      "--headless=new",
      "--no-sandbox",
      "--no-first-run",
      "--remote-debugging-port=0",
      `--user-data-dir=${folder}`,
      "about:blank",
    ],
    { stdio: "ignore" },
  );
  const gone = new Promise<void>((resolve) => {
    child.on("error", () => resolve());
    child.on("close", () => resolve());
  });
  const endpoint = `http://127.0.0.1:${await portOf(folder)}`;
  return {
    async open(url, aloneMs, seen) {
      const opened = await fetch(`${endpoint}/json/new?${encodeURIComponent(url)}`, {
        method: "PUT",
      });
      if (!opened.ok) throw new Error(`the browser opened no tab: HTTP ${String(opened.status)}`);
      await sleep(aloneMs);
      const browser = await chromium.connectOverCDP(endpoint);
      try {
        const pages = browser.contexts().flatMap((context) => context.pages());
        const page = pages.find((one) => one.url() === url);
        if (page === undefined) throw new Error(`no tab shows ${url}`);
        const answer = await seen(page);
        await page.close();
        return answer;
      } finally {
        await browser.close();
      }
    },
    async close() {
      child.kill();
      await gone;
    },
  };
}

/** The port that the browser chose: it writes it into its profile once it listens. */
async function portOf(folder: string): Promise<string> {
  for (let waited = 0; waited < START_MS; waited += POLL_MS) {
    try {
      const [port] = (await readFile(join(folder, "DevToolsActivePort"), "utf8")).split("\n");
      if (port !== undefined && port !== "") return port;
    } catch {
      // Not written yet.
    }
    await sleep(POLL_MS);
  }
  throw new Error("the browser did not say its port within 30 s");
}
