import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { Manifest } from "../../src/evidence/manifest.ts";
import type { ScanHead } from "../../src/evidence/scan-journal.ts";
import type { ParentOutcome } from "../../src/evidence/section-writer.ts";
import {
  createEvidenceWriter,
  type EvidenceSummary,
  type EvidenceWriter,
} from "../../src/evidence/write-evidence.ts";
import type { SectionName } from "../../src/model/sections.ts";

export const summary: EvidenceSummary = {
  tenant: {
    id: "0b0e1a2c-0000-4000-8000-000000000001",
    initialDomain: "fabrikam.onmicrosoft.com",
    displayName: "Fabrikam",
  },
  environment: "exchangeOnline",
  cloud: "worldwide",
  collectedAt: "2026-11-01T09:00:00Z",
  collector: { mode: "live", identity: "auditor@fabrikam.example", allowedCmdlets: null },
};

/** A section as a test wants it: rows, or lines with the outcome of each parent. */
export type SectionContent =
  | readonly unknown[]
  | { readonly lines: readonly unknown[]; readonly parents: readonly ParentOutcome[] };

export type FolderContent = Partial<Record<SectionName, SectionContent>>;

/** One for all files that a worker runs, so that no file takes it from the next; the system clears it away. */
const root = await mkdtemp(join(tmpdir(), "evidence-test-"));

/** Creates an empty folder. */
export const createFolder = (): Promise<string> => mkdtemp(join(root, "folder-"));

/** How the scan of a test was begun. */
export const scanHead: ScanHead = {
  tool: { name: "scopewright", version: "0.0.0" },
  tenantId: "0b0e1a2c-0000-4000-8000-000000000001",
  cloud: "worldwide",
  mode: "live",
  identity: "auditor@fabrikam.example",
  asked: { only: ["exchange/roles"] },
  startedAt: "2026-11-01T09:00:00.000Z",
  collectedAt: "2026-11-01T08:59:58.000Z",
};

export function createWriter(
  folder: string,
  force = false,
  head?: ScanHead,
): Promise<EvidenceWriter> {
  return createEvidenceWriter(folder, {
    tool: { name: "scopewright", version: "0.0.0" },
    now: () => new Date("2026-11-01T09:00:00Z"),
    force,
    ...(head && { head }),
  });
}

/** Writes a complete folder through the writer, and returns its path. */
export async function writeFolder(content: FolderContent): Promise<string> {
  const folder = await createFolder();
  const writer = await createWriter(folder);
  for (const [name, section] of Object.entries(content)) {
    await writeSection(writer, name as SectionName, section);
  }
  await writer.finish(summary);
  return folder;
}

export async function writeSection(
  writer: EvidenceWriter,
  name: SectionName,
  content: SectionContent,
): Promise<void> {
  const { lines, parents } =
    "lines" in content ? content : { lines: content, parents: [] as ParentOutcome[] };
  const section = await writer.openSection(name);
  for (const line of lines) await section.write(line);
  for (const parent of parents) section.parent(parent);
  await section.close({ status: "read", requests: 1 });
}

/** Lets a test change the manifest by hand. */
export async function editManifest(
  folder: string,
  edit: (manifest: Manifest) => unknown,
): Promise<void> {
  const path = join(folder, "manifest.json");
  const manifest = JSON.parse(await readFile(path, "utf8")) as Manifest;
  await writeFile(path, JSON.stringify(edit(manifest) ?? manifest));
}
