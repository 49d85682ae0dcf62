import type { TestProject } from "vitest/node";
import { findBrowser, type FoundBrowser } from "../../src/cli/find-browser.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Found once for a whole run. */
    browser: FoundBrowser;
  }
}

/**
 * Finds the browser before any test runs; without one the tests are skipped, and the reason is printed.
 *
 * @throws Error without a browser where `SCOPEWRIGHT_DEMAND_BROWSER` is `1`
 */
export async function setup(project: TestProject): Promise<void> {
  const found = await findBrowser(process.env);
  if ("missing" in found) {
    if (process.env["SCOPEWRIGHT_DEMAND_BROWSER"] === "1")
      throw new Error(`no browser to test with: ${found.missing}`);
    process.stderr.write(`The report is not opened in a browser: ${found.missing}\n`);
  }
  project.provide("browser", found);
}
