import { mkdtemp, readdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runAudit } from "../../src/cli/commands/audit.ts";
import { createIo } from "../losses/all-outputs.ts";

const FIXTURES = join(import.meta.dirname, "../../fixtures");

export type Tenant = "contoso" | "fabrikam";

export const evidenceOf = (tenant: Tenant): string => join(FIXTURES, tenant);

/** Writes the pack of a fixture tenant into a folder of its own, as `audit` does. */
export async function writePackOf(tenant: Tenant): Promise<string> {
  const folder = join(await mkdtemp(join(tmpdir(), "scopewright-pack-")), "pack");
  const { io } = createIo("2026-11-20T12:00:00Z");
  await runAudit(io, {
    source: evidenceOf(tenant),
    evidenceOut: undefined,
    out: folder,
    decisions: undefined,
    force: false,
    resume: false,
  });
  return folder;
}

/** Every script and module of a pack, sorted. */
export async function scriptFiles(pack: string): Promise<readonly string[]> {
  const entries = await readdir(join(pack, "scripts"), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && /\.psm?1$/.test(entry.name))
    .map(({ parentPath, name }) => join(parentPath, name))
    .toSorted();
}
