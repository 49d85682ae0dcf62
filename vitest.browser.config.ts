import { defineConfig } from "vitest/config";

/** The report in a real browser: `npm run test:browser`. */
export default defineConfig({
  test: {
    include: ["test/browser/**/*.test.ts"],
    globalSetup: ["test/browser/provide-browser.ts"],
    isolate: false,
    testTimeout: 120_000,
    hookTimeout: 300_000,
  },
});
