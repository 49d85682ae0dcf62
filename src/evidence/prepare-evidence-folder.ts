import { mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";

import { AppError } from "../errors.ts";
import { SECTION_NAMES, type SectionName } from "../model/sections.ts";
import { messageOf } from "./file-error.ts";
import {
  isLeftover,
  MANIFEST_FILE,
  PARTIAL_MANIFEST_FILE,
  type SectionEntries,
} from "./manifest.ts";

/**
 * Makes sure that an evidence folder can be written: it is created, or it is empty.
 *
 * With `force`, evidence that is there is removed, the manifest first; files that are no part of the format stay.
 *
 * @throws AppError cannotWrite
 */
export async function prepareEvidenceFolder(folder: string, force: boolean): Promise<void> {
  const names = (await createAndList(folder)).filter((name) => !isLeftover(name));
  if (names.length === 0) return;
  if (!force && !names.includes(MANIFEST_FILE) && names.includes(PARTIAL_MANIFEST_FILE)) {
    throw new AppError("cannotWrite", `\`${folder}\` holds a scan that did not finish`, {
      hint: "go on with it by --resume, or replace it with --force",
    });
  }
  if (!force) {
    throw new AppError("cannotWrite", `\`${folder}\` is not empty`, {
      hint: "name another folder, or replace the evidence in it with --force",
    });
  }
  await removeEvidence(folder);
}

/**
 * Removes what an earlier scan left in a folder and nobody claims: half-written sections, and whole ones that no entry
 * names.
 *
 * @throws AppError cannotWrite
 */
export async function removeUnclaimed(folder: string, claimed: SectionEntries): Promise<void> {
  const files = new Set(Object.values(claimed).map(({ file }) => file));
  const unclaimed = sectionFiles(SECTION_NAMES).filter((file) => !files.has(file));
  for (const path of unclaimed) await remove(join(folder, path));
}

/** Removes the files of one section. @throws AppError cannotWrite */
export async function removeSection(folder: string, name: SectionName): Promise<void> {
  for (const path of sectionFiles([name])) await remove(join(folder, path));
}

/** Removes the evidence of a folder, the manifest first; other files stay. @throws AppError cannotWrite */
export async function removeEvidence(folder: string): Promise<void> {
  const manifests = [MANIFEST_FILE, PARTIAL_MANIFEST_FILE].flatMap((name) => [name, `${name}.tmp`]);
  const files = [...manifests, ...sectionFiles(SECTION_NAMES)];
  for (const path of files) await remove(join(folder, path));
}

async function createAndList(folder: string): Promise<string[]> {
  try {
    await mkdir(folder, { recursive: true });
    return await readdir(folder);
  } catch (cause) {
    throw cannotWrite(folder, cause);
  }
}

async function remove(path: string): Promise<void> {
  try {
    await rm(path, { force: true });
  } catch (cause) {
    throw cannotWrite(path, cause);
  }
}

function sectionFiles(names: readonly SectionName[]): string[] {
  return names.flatMap((name) =>
    ["ndjson", "ndjson.gz", "ndjson.tmp"].map((extension) => `${name}.${extension}`),
  );
}

function cannotWrite(path: string, cause: unknown): AppError {
  return new AppError("cannotWrite", `cannot write \`${path}\`: ${messageOf(cause)}`, { cause });
}
