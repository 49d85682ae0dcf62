import { readFile, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Manifest, SectionEntry } from "../../src/evidence/manifest.ts";
import type { SectionName } from "../../src/model/sections.ts";

/** How a section is not there in a folder: as a scan records it, or as a folder gets damaged. */
export const FOLDER_LOSSES = ["denied", "failed", "notAsked", "cut off"] as const;
export type FolderLoss = (typeof FOLDER_LOSSES)[number];

/** Loses a section of an evidence folder. */
export async function loseSection(
  folder: string,
  section: SectionName,
  how: FolderLoss,
): Promise<void> {
  if (how !== "cut off") {
    await editEntry(folder, section, () =>
      how === "notAsked" ? { status: how } : { status: how, message: `said ${how}` },
    );
    return;
  }
  await editEntry(folder, section, (entry) => ({
    ...entry,
    status: "read",
    // An empty file cannot be cut off; one row more in the manifest is the same to a reader.
    rows: (entry.rows ?? 0) + 1,
  }));
  const file = join(folder, `${section}.ndjson`);
  const text = await readFile(file, "utf8").catch(() => "");
  if (text !== "") await truncate(file, Math.floor(text.length / 2));
}

/** Loses one parent of a section: refused, failed at some page, or in nobody's list. */
export async function loseParent(
  folder: string,
  section: SectionName,
  { key, how }: { readonly key: string; readonly how: "denied" | "failed" | "notListed" },
): Promise<void> {
  await editEntry(folder, section, (entry) => ({
    ...entry,
    parents: (entry.parents ?? []).flatMap((parent) => {
      if (parent.key !== key) return [parent];
      return how === "notListed" ? [] : [{ ...parent, status: how, message: `said ${how}` }];
    }),
  }));
}

export async function readManifestOf(folder: string): Promise<Manifest> {
  return JSON.parse(await readFile(join(folder, "manifest.json"), "utf8")) as Manifest;
}

async function editEntry(
  folder: string,
  section: SectionName,
  edit: (
    entry: SectionEntry,
  ) => SectionEntry | { readonly status: string; readonly message?: string },
): Promise<void> {
  const manifest = await readManifestOf(folder);
  const entry = manifest.sections[section];
  const sections = {
    ...manifest.sections,
    ...(entry === undefined ? {} : { [section]: edit(entry) }),
  };
  await writeFile(join(folder, "manifest.json"), JSON.stringify({ ...manifest, sections }));
}
