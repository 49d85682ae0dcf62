import { auditSnapshot, type Audit } from "../audit/audit-snapshot.ts";
import { hashSnapshot } from "../evidence/hash-snapshot.ts";
import type { Plan } from "../model/plan-document.ts";
import type { CliIo } from "./cli-io.ts";
import { describeUnread } from "./describe-coverage.ts";
import { loadSnapshot } from "./load-snapshot.ts";
import { readTool } from "./tool-version.ts";

/** Reads an evidence folder and audits it; says on stderr what was not read. */
export async function makeAudit(io: CliIo, evidence: string): Promise<Audit> {
  const snapshot = await loadSnapshot(evidence);
  for (const line of describeUnread(snapshot.coverage)) io.stderr(`not read: ${line}\n`);
  const tool = await readTool(io.packageFolder);
  return auditSnapshot(snapshot, { tool, evidenceSha256: hashSnapshot(snapshot) });
}

/** One line on the apps of a plan by status. */
export function countStatuses({ apps, legacy }: Plan): string {
  const order = ["ready", "review", "needsDecision", "deleteOnly", "blocked", "nothingToDo"];
  const counts = order.flatMap((status) => {
    const count = apps.filter((app) => app.status === status).length;
    return count === 0 ? [] : [`${String(count)} ${status}`];
  });
  return `${String(apps.length)} apps: ${counts.join(", ") || "none"}\n${legacy.text}`;
}
