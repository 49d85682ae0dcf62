import { propertiesInUse } from "../access/properties-in-use.ts";
import type { ReadSectionsOptions } from "../evidence/read-sections.ts";
import { readEvidence } from "../evidence/read-evidence.ts";
import type { Snapshot } from "../model/snapshot.ts";

/** Reads an evidence folder, keeping of each recipient what the scopes in use ask for. */
export function loadSnapshot(
  folder: string,
  options: Pick<ReadSectionsOptions, "hashed"> = {},
): Promise<Snapshot> {
  return readEvidence(folder, { ...options, recipientProperties: propertiesInUse });
}
