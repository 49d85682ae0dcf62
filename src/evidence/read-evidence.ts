import { SECTION_NAMES } from "../model/sections.ts";
import type { Snapshot, Tenant } from "../model/snapshot.ts";
import { createCoverage } from "./create-coverage.ts";
import { decodeInstant } from "./decode/instant.ts";
import { readManifest, type Manifest } from "./manifest.ts";
import { readSections, type ReadSectionsOptions } from "./read-sections.ts";

/**
 * Reads an evidence folder (format 1) into a snapshot.
 *
 * A section whose file is missing, altered or cannot be decoded is failed, with a message that says where, and the rest
 * goes on. Recipients are read as a stream: only what a `Recipient` holds is kept.
 *
 * INVARIANT: a section is read as a whole or not at all.
 *
 * @throws AppError inputMissing or invalidInput if the manifest is missing or unreadable
 */
export async function readEvidence(
  folder: string,
  options: ReadSectionsOptions = {},
): Promise<Snapshot> {
  const manifest = await readManifest(folder);
  const sections = await readSections(folder, manifest, options);
  return {
    tenant: readTenant(manifest),
    environment: manifest.environment,
    cloud: manifest.cloud,
    collectedAt: toUtc(manifest.collectedAt),
    collector: manifest.collector,
    sections,
    coverage: SECTION_NAMES.map((name) => createCoverage(name, sections[name])),
  };
}

/** An instant in UTC stays as it was written. */
function toUtc(instant: string): string {
  return instant.endsWith("Z") ? instant : (decodeInstant(instant) ?? instant);
}

function readTenant({ tenant }: Manifest): Tenant {
  return { ...tenant, id: tenant.id.toLowerCase() };
}
