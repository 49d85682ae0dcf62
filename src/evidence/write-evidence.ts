import { rm } from "node:fs/promises";
import { join } from "node:path";

import type { SectionName, SectionStatus } from "../model/sections.ts";
import type { Cloud, Collector, Environment, Tenant } from "../model/snapshot.ts";
import type { EvidenceLine } from "./evidence-line.ts";
import { readKeptSection } from "./kept-section.ts";
import { EVIDENCE_SCHEMA_VERSION, MANIFEST_FILE, type SectionEntry } from "./manifest.ts";
import {
  prepareEvidenceFolder,
  removeSection,
  removeUnclaimed,
} from "./prepare-evidence-folder.ts";
import { createJournalWriter, type ScanHead } from "./scan-journal.ts";
import { type CarriedSections, createSectionLedger } from "./section-ledger.ts";
import { createSectionWriter, type SectionOutcome, type SectionWriter } from "./section-writer.ts";
import { writeDurably } from "./write-durably.ts";

export interface EvidenceWriterOptions {
  readonly tool: { readonly name: string; readonly version: string };
  /** The clock of the caller; the writer has none. */
  readonly now: () => Date;
  /** Replaces the evidence that the folder holds. Other files in it are left alone. */
  readonly force?: boolean;
  /** How the scan was begun; without it nobody can go on with it. */
  readonly head?: ScanHead;
  /** Goes on with what the folder holds, whose journal or manifest says this. */
  readonly earlier?: CarriedSections;
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
  openSection(name: SectionName, onLine?: (line: EvidenceLine) => void): Promise<SectionWriter>;
  /**
   * Keeps a section of the earlier scan as it lies in the folder, if that scan was through with it, nothing that it was
   * built on has changed since, and its file is what was written then. Hands over its lines on the way.
   *
   * @returns undefined when there is nothing to keep: the section is to be opened, and the lines are to be forgotten
   */
  keepSection(
    name: SectionName,
    take: (line: EvidenceLine) => void,
  ): Promise<SectionEntry | undefined>;
  /** Records a section that has no rows to write: refused, failed, absent, not asked. */
  recordSection(name: SectionName, outcome: UnreadSection): void;
  /** Writes the manifest, which makes the folder complete. Every open section must be closed before. */
  finish(summary: EvidenceSummary): Promise<void>;
}

/**
 * Creates an evidence folder (format 1) and takes what a scan reads, row by row.
 *
 * INVARIANT: `manifest.json` appears last, so a folder whose scan did not finish is recognisable. INVARIANT: at every
 * moment the journal lists no section but those whose files are complete, so that a scan can be gone on with.
 *
 * @throws AppError cannotWrite if the folder holds anything (without `force`) or cannot be written
 */
export async function createEvidenceWriter(
  folder: string,
  options: EvidenceWriterOptions,
): Promise<EvidenceWriter> {
  const { head, earlier, now } = options;
  if (earlier === undefined) await prepareEvidenceFolder(folder, options.force ?? false);
  const ledger = createSectionLedger(earlier);
  const journal = createJournalWriter(folder, head);
  await journal.write(ledger.known());
  if (earlier !== undefined) {
    // Only now: between the two, each of them tells all.
    await rm(join(folder, MANIFEST_FILE), { force: true });
    await removeUnclaimed(folder, ledger.known());
  }

  return {
    async openSection(name, onLine = () => undefined) {
      ledger.open(name);
      const onEnd = async (entry: SectionEntry | undefined): Promise<void> => {
        if (entry === undefined) return ledger.release(name);
        ledger.close(name, entry);
        await journal.write(ledger.known());
      };
      try {
        if (earlier !== undefined) await removeSection(folder, name);
        return await createSectionWriter(name, { folder, now, onLine, onEnd });
      } catch (error) {
        ledger.release(name);
        throw error;
      }
    },
    async keepSection(name, take) {
      const entry = ledger.carried(name);
      if (entry === undefined) return undefined;
      if (!(await readKeptSection(folder, name, entry, take))) return undefined;
      ledger.open(name);
      ledger.close(name, entry);
      return entry;
    },
    recordSection(name, { status, message, requests }) {
      const at = now().toISOString();
      ledger.open(name);
      ledger.close(name, { ...NO_FILE, status, startedAt: at, finishedAt: at, requests, message });
    },
    async finish(summary) {
      const sections = ledger.closed();
      await journal.assertOurs();
      if (earlier !== undefined) await removeUnclaimed(folder, sections);
      const manifest = {
        schemaVersion: EVIDENCE_SCHEMA_VERSION,
        tool: options.tool,
        tenant: summary.tenant,
        environment: summary.environment,
        cloud: summary.cloud,
        collectedAt: summary.collectedAt,
        collector: summary.collector,
        scan: head && { startedAt: head.startedAt, asked: head.asked },
        sections,
      };
      await writeDurably(
        join(folder, MANIFEST_FILE),
        `${JSON.stringify(manifest, undefined, 2)}\n`,
      );
      await journal.remove();
    },
  };
}

const NO_FILE = { file: undefined, rows: undefined, sha256: undefined, parents: undefined };
