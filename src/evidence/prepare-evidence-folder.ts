import { mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";

import { AppError } from "../errors.ts";
import { SECTION_NAMES } from "../model/sections.ts";
import { messageOf } from "./file-error.ts";
import { MANIFEST_FILE, PARTIAL_MANIFEST_FILE } from "./manifest.ts";

/**
 * Makes sure that an evidence folder can be written: it is created, or it is empty.
 *
 * With `force`, evidence that is there is removed, the manifest first; files that are no part of the format stay.
 *
 * @throws AppError cannotWrite
 */
export async function prepareEvidenceFolder(folder: string, force: boolean): Promise<void> {
  const names = await createAndList(folder);
  if (names.length === 0) return;
  if (!force) {
    throw new AppError("cannotWrite", `\`${folder}\` is not empty`, {
      hint: "name another folder, or replace the evidence in it with --force",
    });
  }
  for (const path of evidenceFiles()) await remove(join(folder, path));
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

function evidenceFiles(): string[] {
  const sections = SECTION_NAMES.flatMap((name) =>
    ["ndjson", "ndjson.gz", "ndjson.tmp"].map((extension) => `${name}.${extension}`),
  );
  return [MANIFEST_FILE, PARTIAL_MANIFEST_FILE, ...sections];
}

function cannotWrite(path: string, cause: unknown): AppError {
  return new AppError("cannotWrite", `cannot write \`${path}\`: ${messageOf(cause)}`, { cause });
}
