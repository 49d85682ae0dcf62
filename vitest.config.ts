import { configDefaults, defineConfig } from "vitest/config";
import { collectRarely } from "./test/collect-rarely.ts";
import { HeavyFirst } from "./test/heavy-first.ts";
import { importWhatIsShipped } from "./test/import-what-is-shipped.ts";
import { inMemory } from "./test/memory-folder.ts";

const shipped = importWhatIsShipped();

export default defineConfig({
  plugins: shipped.plugins,
  test: {
    server: { deps: { external: shipped.external } },
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
