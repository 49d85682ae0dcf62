import { configDefaults, defineConfig } from "vitest/config";
import { collectRarely } from "./test/collect-rarely.ts";
import { HeavyFirst } from "./test/heavy-first.ts";
import { inMemory } from "./test/memory-folder.ts";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // They need PowerShell and a browser: vitest.engines.config.ts, vitest.browser.config.ts.
    exclude: [...configDefaults.exclude, "test/powershell/**", "test/browser/**"],
    env: { ...inMemory() },
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Modules keep nothing of a test, so that no file has to load them anew: that took half of the time.
    isolate: false,
    maxWorkers: "100%",
    execArgv: [...collectRarely],
    sequence: { sequencer: HeavyFirst },
  },
});
