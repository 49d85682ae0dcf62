import { readdir } from "node:fs/promises";

import { AppError } from "../errors.ts";
import { fileErrorCode, messageOf } from "./file-error.ts";
import { isFinished, readKeptSection } from "./kept-section.ts";
import {
  isLeftover,
  MANIFEST_FILE,
  readManifest,
  type SectionEntries,
  type SectionEntry,
} from "./manifest.ts";
import { readJournal, type ScanHead } from "./scan-journal.ts";
import { SECTION_NAMES, type SectionName } from "../model/sections.ts";

/** What an earlier scan left in a folder. */
export interface EarlierScan {
  readonly kind: "interrupted" | "complete";
  readonly head: Omit<ScanHead, "asked" | "startedAt">;
  /** Null where complete evidence does not say: then nobody knows what was asked, and when. */
  readonly scan: Pick<ScanHead, "asked" | "startedAt"> | null;
  readonly sections: SectionEntries;
}

/**
 * Reads what an earlier scan left in a folder; null = nothing, the folder is missing or empty.
 *
 * @throws AppError invalidInput when the journal or the manifest is damaged; cannotWrite when the folder holds
 *   something else
 */
export async function readEarlierScan(folder: string): Promise<EarlierScan | null> {
  const names = await listFolder(folder);
  // Written last, removed first: where it is, it tells the truth.
  if (names.includes(MANIFEST_FILE)) return await readComplete(folder);
  const journal = await readJournal(folder);
  if (journal !== null) {
    const { asked, startedAt } = journal.head;
    const scan = { asked, startedAt };
    return { kind: "interrupted", head: journal.head, scan, sections: journal.sections };
  }
  // A scan that was killed while it wrote its first journal.
  if (names.every(isLeftover)) return null;
  throw new AppError("cannotWrite", `\`${folder}\` holds no scan to go on with, and is not empty`, {
    hint: "name the folder of the interrupted scan, or an empty one",
  });
}

/** Tells whether every section of an earlier scan is finished and lies in the folder as it was written. */
export async function isWhole(folder: string, { sections }: EarlierScan): Promise<boolean> {
  const listed = listEntries(sections);
  if (!listed.every(([name, entry]) => isFinished(name, entry))) return false;
  for (const [name, entry] of listed) {
    if (!(await readKeptSection(folder, name, entry, () => undefined))) return false;
  }
  return true;
}

/** The sections that an earlier scan is through with, by what it says of them. */
export const listFinished = (sections: SectionEntries): readonly SectionName[] =>
  listEntries(sections).flatMap(([name, entry]) => (isFinished(name, entry) ? [name] : []));

/** Sections that nobody asked for are neither finished nor missing. */
function listEntries(sections: SectionEntries): readonly (readonly [SectionName, SectionEntry])[] {
  return SECTION_NAMES.flatMap((name) => {
    const entry = sections[name];
    return entry === undefined || entry.status === "notAsked" ? [] : [[name, entry] as const];
  });
}

async function readComplete(folder: string): Promise<EarlierScan> {
  const { tool, tenant, cloud, collector, collectedAt, scan, sections } =
    await readManifest(folder);
  const { mode, identity } = collector;
  const tenantId = tenant.id.toLowerCase();
  const head = { tool, tenantId, cloud, mode, identity, collectedAt };
  return { kind: "complete", head, scan: scan ?? null, sections };
}

async function listFolder(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (cause) {
    if (fileErrorCode(cause) === "ENOENT") return [];
    throw new AppError("cannotWrite", `\`${folder}\` cannot be read: ${messageOf(cause)}`, {
      cause,
    });
  }
}
