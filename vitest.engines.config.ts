import { defineConfig } from "vitest/config";
import { inMemory } from "./test/memory-folder.ts";

/** The scripts in a real PowerShell: `npm run test:engines`. */
export default defineConfig({
  test: {
    include: ["test/powershell/**/*.test.ts"],
    globalSetup: ["test/powershell/provide-engine.ts"],
    env: { ...inMemory() },
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
});
