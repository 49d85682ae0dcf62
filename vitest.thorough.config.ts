import { defineConfig } from "vitest/config";
import { collectRarely } from "./test/collect-rarely.ts";
import { listThoroughTests } from "./test/list-thorough-tests.ts";
import { importWhatIsShipped } from "./test/import-what-is-shipped.ts";
import { inMemory } from "./test/memory-folder.ts";

const shipped = importWhatIsShipped();

/** Every case of what `npm test` tries a part of: `npm run test:thorough`. */
export default defineConfig({
  plugins: shipped.plugins,
  test: {
    server: { deps: { external: shipped.external } },
    include: [...listThoroughTests()],
    env: { SCOPEWRIGHT_THOROUGH: "1", ...inMemory() },
    testTimeout: 120_000,
    hookTimeout: 120_000,
    isolate: false,
    maxWorkers: "100%",
    execArgv: [...collectRarely],
  },
});
