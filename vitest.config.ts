import { configDefaults, defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // They need PowerShell and a browser: vitest.engines.config.ts, vitest.browser.config.ts.
    exclude: [...configDefaults.exclude, "test/powershell/**", "test/browser/**"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
