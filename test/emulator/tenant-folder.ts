import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createEvidenceWriter } from "../../src/evidence/write-evidence.ts";
import { keyFields } from "../../src/evidence/parent-key.ts";
import { SECTION_NAMES } from "../../src/model/sections.ts";
import type { ParentStatus, SectionName, SectionStatus } from "../../src/model/sections.ts";
import type { Environment } from "../../src/model/snapshot.ts";
import { CONTOSO, TENANT_ID } from "./contoso.ts";

export type Row = Readonly<Record<string, unknown>>;
/** Rows of a parent, or how asking for it ended. */
export type Parents = Readonly<Record<string, readonly Row[] | Exclude<ParentStatus, "read">>>;
/** Rows, parents, or how asking for the section ended. */
export type SectionContent = readonly Row[] | Parents | Exclude<SectionStatus, "read">;
export type TenantContent = Readonly<Partial<Record<SectionName, SectionContent>>>;

export interface FolderOptions {
  readonly allowedCmdlets?: readonly string[] | null;
  readonly environment?: Environment;
  /** Content of `emulator.json`. */
  readonly settings?: unknown;
}

const folders: string[] = [];

/** Writes an evidence folder of the tenant of these tests, with some sections replaced. */
export async function writeFolder(
  changes: TenantContent = {},
  options: FolderOptions = {},
): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "emulator-"));
  folders.push(folder);
  const now = (): Date => new Date("2026-11-23T08:00:00Z");
  const writer = await createEvidenceWriter(folder, { tool: { name: "test", version: "0" }, now });
  const content = { ...CONTOSO, ...changes };
  for (const name of SECTION_NAMES) {
    const section = content[name];
    if (section === undefined) continue;
    if (typeof section === "string") writer.recordSection(name, { status: section });
    else await writeSection(await writer.openSection(name), name, section);
  }
  await writer.finish({
    tenant: { id: TENANT_ID, initialDomain: "contoso.onmicrosoft.com", displayName: "Contoso" },
    environment: options.environment ?? "exchangeOnline",
    cloud: "worldwide",
    collectedAt: now().toISOString(),
    collector: {
      mode: "live",
      identity: "auditor",
      allowedCmdlets: options.allowedCmdlets ?? null,
    },
  });
  if (options.settings !== undefined) {
    await writeFile(join(folder, "emulator.json"), JSON.stringify(options.settings));
  }
  return folder;
}

/** Removes every folder that was written. */
export async function removeFolders(): Promise<void> {
  const all = folders.splice(0);
  await Promise.all(all.map((folder) => rm(folder, { recursive: true, force: true })));
}

type Writer = Awaited<ReturnType<Awaited<ReturnType<typeof createEvidenceWriter>>["openSection"]>>;

async function writeSection(
  writer: Writer,
  name: SectionName,
  section: readonly Row[] | Parents,
): Promise<void> {
  if (isRows(section)) {
    for (const row of section) await writer.write(row);
  } else {
    for (const [key, rows] of Object.entries(section)) {
      writer.parent({ key, status: typeof rows === "string" ? rows : "read" });
      if (typeof rows === "string") continue;
      for (const row of rows) await writer.write({ ...parentFields(name, key), row });
    }
  }
  await writer.close({ status: "read" });
}

const isRows = (section: readonly Row[] | Parents): section is readonly Row[] =>
  Array.isArray(section);

function parentFields(name: SectionName, key: string): Row {
  const fields = keyFields(name);
  const parts = fields.length > 1 ? key.split("/") : [key];
  return Object.fromEntries(fields.map((field, index) => [field, parts[index]]));
}
