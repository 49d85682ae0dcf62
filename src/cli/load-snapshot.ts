import { propertiesInUse } from "../access/properties-in-use.ts";
import type { ReadSectionsOptions } from "../evidence/read-sections.ts";
import { readEvidence } from "../evidence/read-evidence.ts";
import type { Snapshot } from "../model/snapshot.ts";
import { decidedFilters, type Decisions } from "../model/decisions.ts";

/** Reads an evidence folder, keeping of each recipient what the scopes in use, and those of decisions, ask for. */
export function loadSnapshot(
  folder: string,
  options: Pick<ReadSectionsOptions, "hashed"> = {},
  decisions?: Decisions,
): Promise<Snapshot> {
  const decided = decidedFilters(decisions);
  return readEvidence(folder, {
    ...options,
    recipientProperties: (sections) => propertiesInUse(sections, decided),
  });
}
