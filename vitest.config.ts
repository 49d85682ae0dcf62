import { configDefaults, defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // They need PowerShell: vitest.engines.config.ts.
    exclude: [...configDefaults.exclude, "test/powershell/**"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
