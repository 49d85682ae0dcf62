import { rename, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { AppError, InvariantError } from "../errors.ts";
import { SECTION_NAMES, type SectionName, type SectionStatus } from "../model/sections.ts";
import type { Cloud, Collector, Environment, Tenant } from "../model/snapshot.ts";
import { messageOf } from "./file-error.ts";
import {
  EVIDENCE_SCHEMA_VERSION,
  MANIFEST_FILE,
  PARTIAL_MANIFEST_FILE,
  type SectionEntry,
} from "./manifest.ts";
import { prepareEvidenceFolder } from "./prepare-evidence-folder.ts";
import { createSectionWriter, type SectionOutcome, type SectionWriter } from "./section-writer.ts";

export interface EvidenceWriterOptions {
  readonly tool: { readonly name: string; readonly version: string };
  /** The clock of the caller; the writer has none. */
  readonly now: () => Date;
  /** Replaces the evidence that the folder holds. Other files in it are left alone. */
  readonly force?: boolean;
}

/** What a scan knows when it is over. */
export interface EvidenceSummary {
  readonly tenant: Tenant;
  readonly environment: Environment;
  readonly cloud: Cloud;
  /** ISO 8601 UTC. */
  readonly collectedAt: string;
  readonly collector: Collector;
}

export interface UnreadSection extends SectionOutcome {
  readonly status: Exclude<SectionStatus, "read">;
}

export interface EvidenceWriter {
  /** Opens a section for its rows; any number may be open at once, each only once. */
  openSection(name: SectionName): Promise<SectionWriter>;
  /** Records a section that has no rows to write: refused, failed, absent, not asked. */
  recordSection(name: SectionName, outcome: UnreadSection): void;
  /** Writes the manifest, which makes the folder complete. Every open section must be closed before. */
  finish(summary: EvidenceSummary): Promise<void>;
}

/**
 * Creates an evidence folder (format 1) and takes what a scan reads, row by row.
 *
 * INVARIANT: `manifest.json` appears last, so a folder whose scan did not finish is recognisable.
 *
 * @throws AppError cannotWrite if the folder holds anything (without `force`) or cannot be written
 */
export async function createEvidenceWriter(
  folder: string,
  options: EvidenceWriterOptions,
): Promise<EvidenceWriter> {
  await prepareEvidenceFolder(folder, options.force ?? false);
  const head = { schemaVersion: EVIDENCE_SCHEMA_VERSION, tool: options.tool };
  await writePartialManifest(folder, head);
  const entries = new Map<SectionName, SectionEntry | "open">();

  const claim = (name: SectionName, entry: SectionEntry | "open"): void => {
    if (entries.has(name)) throw new InvariantError(`section ${name} was written already`);
    entries.set(name, entry);
  };

  return {
    async openSection(name) {
      claim(name, "open");
      const onEnd = (entry: SectionEntry | undefined): void => {
        if (entry === undefined) entries.delete(name);
        else entries.set(name, entry);
      };
      try {
        return await createSectionWriter(name, { folder, now: options.now, onEnd });
      } catch (error) {
        onEnd(undefined);
        throw error;
      }
    },
    recordSection(name, { status, message, requests }) {
      const at = options.now().toISOString();
      claim(name, { ...NO_FILE, status, startedAt: at, finishedAt: at, requests, message });
    },
    async finish(summary) {
      const sections = SECTION_NAMES.flatMap((name) => {
        const entry = entries.get(name);
        if (entry === "open") throw new InvariantError(`section ${name} is still open`);
        return entry === undefined ? [] : [[name, entry] as const];
      });
      await writePartialManifest(folder, {
        ...head,
        tenant: summary.tenant,
        environment: summary.environment,
        cloud: summary.cloud,
        collectedAt: summary.collectedAt,
        collector: summary.collector,
        sections: Object.fromEntries(sections),
      });
      await rename(join(folder, PARTIAL_MANIFEST_FILE), join(folder, MANIFEST_FILE));
    },
  };
}

const NO_FILE = { file: undefined, rows: undefined, sha256: undefined, parents: undefined };

async function writePartialManifest(folder: string, manifest: object): Promise<void> {
  const path = join(folder, PARTIAL_MANIFEST_FILE);
  try {
    await writeFile(path, `${JSON.stringify(manifest, undefined, 2)}\n`);
  } catch (cause) {
    throw new AppError("cannotWrite", `cannot write \`${path}\`: ${messageOf(cause)}`, { cause });
  }
}
