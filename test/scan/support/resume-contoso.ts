import { cp, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { expect } from "vitest";

import type { SectionName } from "../../../src/model/sections.ts";
import type { ScanOptions } from "../../../src/scan/run-scan.ts";
import { type EmulatedScan, scanEmulator } from "./scan-emulator.ts";
import { temporaryFolder } from "./seed-tenant.ts";

export const CONTOSO = join(import.meta.dirname, "../../../fixtures/contoso");
/** By the clock of the tests' scans. */
export const STARTED = "2026-11-23T10:00:00.000Z";

/** A clock that stands still, so long after the start. */
export const hoursLater = (hours: number) => (): Date =>
  new Date(Date.parse(STARTED) + hours * 3_600_000);

/** A tenant like contoso in which asking for a section ends like this. */
export async function contosoWith(
  endings: Readonly<Partial<Record<SectionName, string>>>,
): Promise<string> {
  const folder = join(await temporaryFolder(), "tenant");
  await cp(CONTOSO, folder, { recursive: true });
  await editManifest(folder, (manifest) => {
    for (const [name, status] of Object.entries(endings)) manifest.sections[name] = { status };
  });
  return folder;
}

export interface EditableManifest {
  tenant: { id: string };
  tool: { version: string };
  cloud: string;
  collector: { mode: string; identity: string };
  scan?: { startedAt: string; asked: Record<string, unknown> };
  sections: Record<string, unknown>;
}

export async function editManifest(
  folder: string,
  edit: (manifest: EditableManifest) => void,
): Promise<void> {
  const path = join(folder, "manifest.json");
  const manifest = JSON.parse(await readFile(path, "utf8")) as EditableManifest;
  edit(manifest);
  await writeFile(path, JSON.stringify(manifest));
}

/** Scans contoso until a section is read, and stops there as if the process had ended. */
export async function interruptAfter(
  section: SectionName,
  options: Partial<ScanOptions> = {},
): Promise<string> {
  const outFolder = join(await temporaryFolder(), "evidence");
  const stop = new Error("stopped");
  const onProgress: ScanOptions["onProgress"] = (event) => {
    if (event.section === section && event.state === "read") throw stop;
  };
  await expect(scanEmulator(CONTOSO, { outFolder, onProgress, ...options })).rejects.toBe(stop);
  return outFolder;
}

interface ResumedScan extends EmulatedScan {
  readonly messages: readonly string[];
  readonly asked: ReadonlySet<string>;
}

/** Goes on in a folder; tells which sections were asked for. */
export async function resume(
  outFolder: string,
  options: Partial<ScanOptions> = {},
  tenant = CONTOSO,
): Promise<ResumedScan> {
  const messages: string[] = [];
  const onMessage = (message: string): void => void messages.push(message);
  const scan = await scanEmulator(tenant, { outFolder, resume: true, onMessage, ...options });
  const asked = scan.progress.filter(({ state }) => state === "reading");
  return { ...scan, messages, asked: new Set(asked.map(({ section }) => section)) };
}

export async function bytesOf(folder: string): Promise<Readonly<Record<string, string>>> {
  const files = (await readdir(folder, { recursive: true })).filter((name) =>
    name.endsWith(".ndjson"),
  );
  const texts = files
    .toSorted()
    .map(async (name) => [name, await readFile(join(folder, name), "utf8")]);
  return Object.fromEntries(await Promise.all(texts)) as Record<string, string>;
}
