import { createHash } from "node:crypto";
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";

import { z } from "zod";

import { AppError } from "../errors.ts";
import type { Cloud, Collector } from "../model/snapshot.ts";
import { fileErrorCode } from "./file-error.ts";
import {
  asked,
  cloud,
  collectorMode,
  EVIDENCE_SCHEMA_VERSION,
  instant,
  PARTIAL_MANIFEST_FILE,
  sectionEntries,
  type SectionEntries,
  tool,
} from "./manifest.ts";
import { writeDurably } from "./write-durably.ts";

/** How a scan was begun. A scan that goes on with it must be the same one. */
export interface ScanHead {
  readonly tool: { readonly name: string; readonly version: string };
  /** Lower case. */
  readonly tenantId: string;
  readonly cloud: Cloud;
  readonly mode: Collector["mode"];
  readonly identity: string;
  /** Options that decide what is read, by name; JSON values. */
  readonly asked: Readonly<Record<string, unknown>>;
  /** By the clock of this machine. ISO 8601 UTC. */
  readonly startedAt: string;
  /** By the clock of the service. ISO 8601 UTC. */
  readonly collectedAt: string;
}

/** What a scan has done so far, kept beside the sections until the manifest is written. */
export interface Journal {
  readonly head: ScanHead;
  readonly sections: SectionEntries;
}

const journal = z.object({
  schemaVersion: z.literal(EVIDENCE_SCHEMA_VERSION),
  head: z.object({
    tool,
    tenantId: z.string(),
    cloud,
    mode: collectorMode,
    identity: z.string(),
    asked,
    startedAt: instant,
    collectedAt: instant,
  }),
  sections: sectionEntries,
});

export interface JournalWriter {
  /**
   * Replaces the journal, in one step.
   *
   * @throws AppError cannotWrite, also when another process writes the folder: two scans would mix their sections
   */
  write(sections: SectionEntries): Promise<void>;
  /** Makes sure that the folder is still ours. @throws AppError cannotWrite */
  assertOurs(): Promise<void>;
  remove(): Promise<void>;
}

/** Creates the writer of a folder's journal. Without a head the scan is recognisable, but cannot be resumed. */
export function createJournalWriter(folder: string, head: ScanHead | undefined): JournalWriter {
  const path = join(folder, PARTIAL_MANIFEST_FILE);
  // Two scans that know the same still write different journals, so that each sees the other.
  const run = crypto.randomUUID();
  let written: string | undefined;
  let tail: Promise<void> = Promise.resolve();

  const assertOurs = async (): Promise<void> => {
    if (written === undefined || (await readText(path)) === written) return;
    throw new AppError("cannotWrite", `another scan writes \`${folder}\` now; this one ends`, {
      hint: "let the other one finish, or name another folder",
    });
  };

  return {
    assertOurs,
    write(sections) {
      const text = seal({ schemaVersion: EVIDENCE_SCHEMA_VERSION, run, head, sections });
      const next = tail.then(async () => {
        await assertOurs();
        await writeDurably(path, text);
        written = text;
      });
      tail = next.catch(() => undefined);
      return next;
    },
    remove: () => rm(path, { force: true }),
  };
}

/**
 * Reads the journal of an unfinished scan; null = there is none.
 *
 * INVARIANT: a journal that is cut off or altered is refused as a whole: it carries the SHA-256 of its content.
 *
 * @throws AppError invalidInput
 */
export async function readJournal(folder: string): Promise<Journal | null> {
  const text = await readText(join(folder, PARTIAL_MANIFEST_FILE));
  if (text === null) return null;
  const decoded = journal.safeParse(unseal(text));
  if (decoded.success) return { head: decoded.data.head, sections: decoded.data.sections };
  throw new AppError("invalidInput", `the journal of the scan in \`${folder}\` cannot be used`, {
    hint: `\`${PARTIAL_MANIFEST_FILE}\` is damaged, or of another version of the tool: scan again with --force`,
  });
}

const SEAL = "sha256";

function seal(content: object): string {
  const sealed = { ...content, [SEAL]: digest(content) };
  return `${JSON.stringify(sealed, undefined, 2)}\n`;
}

/** The content, or undefined where it is not what was sealed. */
function unseal(text: string): unknown {
  let sealed: unknown;
  try {
    sealed = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof sealed !== "object" || sealed === null || !(SEAL in sealed)) return undefined;
  const { [SEAL]: said, ...content } = sealed;
  return said === digest(content) ? content : undefined;
}

/** Of the content as JSON writes it: how it is laid out does not matter. */
const digest = (content: object): string =>
  createHash("sha256").update(JSON.stringify(content)).digest("hex");

async function readText(path: string): Promise<string | null> {
  try {
    return await readFile(path, "utf8");
  } catch (cause) {
    if (fileErrorCode(cause) === "ENOENT") return null;
    throw new AppError("invalidInput", `\`${path}\` cannot be read`, { cause });
  }
}
