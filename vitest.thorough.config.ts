import { defineConfig } from "vitest/config";
import { collectRarely } from "./test/collect-rarely.ts";
import { listThoroughTests } from "./test/list-thorough-tests.ts";
import { inMemory } from "./test/memory-folder.ts";

/** Every case of what `npm test` tries a part of: `npm run test:thorough`. */
export default defineConfig({
  test: {
    include: [...listThoroughTests()],
    env: { SCOPEWRIGHT_THOROUGH: "1", ...inMemory() },
    testTimeout: 120_000,
    hookTimeout: 120_000,
    isolate: false,
    maxWorkers: "100%",
    execArgv: [...collectRarely],
  },
});
