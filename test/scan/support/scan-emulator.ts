import type { Faults } from "../../../src/emulator/faults/faults.ts";
import { type Emulator, startEmulator } from "../../../src/emulator/start-emulator.ts";
import { runScan, type ScanOptions, type ScanResult } from "../../../src/scan/run-scan.ts";
import type { ScanProgress } from "../../../src/scan/scan-progress.ts";
import { temporaryFolder } from "./seed-tenant.ts";

export interface EmulatedScan {
  readonly result: ScanResult;
  readonly folder: string;
  readonly progress: readonly ScanProgress[];
  readonly requests: ReturnType<Emulator["requests"]>;
}

/** Scans an emulated tenant over http, through the real clients. Nobody really waits. */
export async function scanEmulator(
  seedFolder: string,
  options: Partial<ScanOptions> = {},
  faults: Faults = {},
): Promise<EmulatedScan> {
  const emulator = await startEmulator({ folder: seedFolder, faults });
  const folder = options.outFolder ?? (await temporaryFolder());
  const progress: ScanProgress[] = [];
  try {
    const result = await runScan({
      ...scanOptions(folder),
      emulatorUrl: emulator.url,
      onProgress: (event) => void progress.push(event),
      ...options,
    });
    return { result, folder, progress, requests: emulator.requests() };
  } finally {
    await emulator.close();
  }
}

export const scanOptions = (outFolder: string): ScanOptions => ({
  tenant: "contoso.onmicrosoft.com",
  outFolder,
  force: false,
  tool: { name: "scopewright", version: "0.0.0-test" },
  now: () => new Date("2026-11-23T10:00:00Z"),
  sleep: async () => {},
  random: () => 0.5,
  onProgress: () => {},
  onPrompt: () => {},
});
