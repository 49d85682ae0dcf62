import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { auditSnapshot } from "../../src/audit/audit-snapshot.ts";
import { loadSnapshot } from "../../src/cli/load-snapshot.ts";
import { startEmulator } from "../../src/emulator/start-emulator.ts";
import { AppError } from "../../src/errors.ts";
import { hashSnapshot } from "../../src/evidence/hash-snapshot.ts";
import { runScan } from "../../src/scan/run-scan.ts";
import { tenantFiles } from "../generator/fixture-files.ts";
import type { TenantDescription } from "../generator/tenant-description.ts";
import { writeFiles } from "../generator/write-files.ts";

const TOOL = { name: "scopewright", version: "0.0.0" };

/** Two plans as text; what may differ is left out. Scanned = null: the tenant refuses everything. */
export interface ComparedPlans {
  readonly read: string;
  readonly scanned: string | null;
}

/** The plan of a tenant read from its folder, and of the same tenant scanned from its emulation. */
export async function compareEmulated(tenant: TenantDescription): Promise<ComparedPlans> {
  const folder = await mkdtemp(join(tmpdir(), "scopewright-tenant-"));
  try {
    await writeFiles(folder, tenantFiles(tenant));
    return await compareFolder(folder, tenant.id);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The same for evidence that is there already; the scan waits for nothing, however often the service fails. */
export async function compareFolder(folder: string, tenantId: string): Promise<ComparedPlans> {
  const work = await mkdtemp(join(tmpdir(), "scopewright-parity-"));
  try {
    const read = await planOf(folder);
    const scanned = await scan(folder, tenantId, join(work, "scanned"));
    return { read, scanned: scanned === null ? null : await planOf(scanned) };
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** Null when the tenant refuses everything: then there is nothing to compare. */
async function scan(folder: string, tenant: string, outFolder: string): Promise<string | null> {
  const emulator = await startEmulator({ folder });
  try {
    await runScan({
      tenant,
      outFolder,
      force: false,
      emulatorUrl: emulator.url,
      tool: TOOL,
      now: () => new Date(),
      sleep: async () => undefined,
      random: () => 0,
      onProgress: () => undefined,
      onPrompt: () => undefined,
    });
    return outFolder;
  } catch (error) {
    if (error instanceof AppError && error.code === "accessDenied") return null;
    throw error;
  } finally {
    await emulator.close();
  }
}

async function planOf(folder: string): Promise<string> {
  const snapshot = await loadSnapshot(folder);
  const { plan } = auditSnapshot(snapshot, {
    tool: TOOL,
    evidenceSha256: hashSnapshot(snapshot),
  });
  return JSON.stringify(
    plan,
    (key, value: unknown) =>
      ["collectedAt", "collector", "message"].includes(key) ? undefined : value,
    1,
  );
}
