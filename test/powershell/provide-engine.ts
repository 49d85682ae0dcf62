import type { TestProject } from "vitest/node";
import type { FoundEngine } from "../../src/rehearsal/find-engine.ts";
import { findTestEngine } from "./find-engine.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Found once for a whole run. */
    engine: FoundEngine;
  }
}

/**
 * Finds the engine before any test runs; without one the tests are skipped, and the reason is printed.
 *
 * @throws Error without an engine where `SCOPEWRIGHT_DEMAND_ENGINE` is `1`
 */
export async function setup(project: TestProject): Promise<void> {
  const found = await findTestEngine(process.env);
  if ("missing" in found) {
    if (process.env["SCOPEWRIGHT_DEMAND_ENGINE"] === "1")
      throw new Error(`no PowerShell to test with: ${found.missing}`);
    process.stderr.write(`The scripts are not run in PowerShell: ${found.missing}\n`);
  }
  project.provide("engine", found);
}
