import { join } from "node:path";
import { propertiesInUse } from "../access/properties-in-use.ts";
import { auditSnapshot, type Audit } from "../audit/audit-snapshot.ts";
import { hashSnapshot } from "../evidence/hash-snapshot.ts";
import { readEvidence } from "../evidence/read-evidence.ts";
import { decidedFilters, type Decisions } from "../model/decisions.ts";
import type { Plan } from "../model/plan-document.ts";
import type { SectionName } from "../model/sections.ts";
import { EVERY_SECTION } from "../scan/asked-sections.ts";
import { runScan } from "../scan/run-scan.ts";
import type { Lab } from "./rehearsal-lab.ts";
import { groupsOfDecisions } from "../scan/groups-of-decisions.ts";

export interface AuditInput {
  readonly tool: Plan["tool"];
  readonly decisions: Decisions | undefined;
  readonly now: () => Date;
  /** Sections that are read on demand alone, and were. */
  readonly include: readonly SectionName[];
}

/** Scans an emulated tenant as it is now, through the clients that read a real one, and plans it with the same decisions. */
export async function scanAgain(
  lab: Lab,
  name: string,
  { tool, decisions, now, include }: AuditInput,
): Promise<Audit> {
  const folder = join(lab.work, "evidence", name);
  await runScan({
    tenant: lab.tenantId,
    cloud: lab.cloud,
    emulatorUrl: lab.emulator.url,
    outFolder: folder,
    force: false,
    asked: { ...EVERY_SECTION, include, decidedGroups: groupsOfDecisions(decisions) },
    tool,
    now,
    onProgress: () => undefined,
    onPrompt: () => undefined,
  });
  return await auditFolder(folder, { tool, decisions });
}

/** Reads an evidence folder and plans it. */
export async function auditFolder(
  folder: string,
  { tool, decisions }: Pick<AuditInput, "tool" | "decisions">,
): Promise<Audit> {
  const decided = decidedFilters(decisions);
  const snapshot = await readEvidence(folder, {
    recipientProperties: (sections) => propertiesInUse(sections, decided),
  });
  return auditSnapshot(snapshot, { tool, evidenceSha256: hashSnapshot(snapshot), decisions });
}
