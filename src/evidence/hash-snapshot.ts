import { createHash } from "node:crypto";

import { SECTION_NAMES, SECTIONS, type SectionName } from "../model/sections.ts";
import type { Snapshot } from "../model/snapshot.ts";
import { renderCanonicalText } from "./canonical-text.ts";
import { hashSection } from "./hash-section.ts";

/**
 * Hashes a snapshot (SHA-256, hex): the same tenant gives the same hash however it was read.
 *
 * Counts the tenant's id, environment and cloud, the status of every section and parent, and their rows as sets that
 * may hold a row twice. Does not count provenance: when and how it was collected, messages, the order of rows, the
 * case of GUIDs, and owners, which a scan asks of the apps and groups in use alone. Properties of recipients count as
 * far as they were kept. A section that is read on demand counts once it was asked for, since a plan may speak of it;
 * where nobody asked, evidence hashes as if the section did not exist.
 */
export function hashSnapshot(snapshot: Snapshot): string {
  const { tenant, environment, cloud, sections } = snapshot;
  const counted = SECTION_NAMES.filter(
    (name) => sections[name].status !== "notAsked" || !leavesNoTrace(name),
  );
  const hash = createHash("sha256");
  hash.update(`${renderCanonicalText({ id: tenant.id, environment, cloud })}\n`);
  for (const section of counted) {
    hash.update(`${renderCanonicalText({ section, sha256: hashSection(sections[section]) })}\n`);
  }
  return hash.digest("hex");
}

/** Filters of dynamic groups are younger than evidence that was hashed without them. */
const leavesNoTrace = (name: SectionName): boolean =>
  SECTIONS[name].optional === "whenAsked" || name === "exchange/dynamicGroups";
