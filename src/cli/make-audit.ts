import { auditSnapshot, type Audit } from "../audit/audit-snapshot.ts";
import { readDecisions } from "../documents/read-decisions.ts";
import { AppError } from "../errors.ts";
import { hashSnapshot } from "../evidence/hash-snapshot.ts";
import type { Plan } from "../model/plan-document.ts";
import type { CliIo } from "./cli-io.ts";
import { describeUnread } from "./describe-coverage.ts";
import { loadSnapshot } from "./load-snapshot.ts";
import { readTool } from "./tool-version.ts";

/** Reads an evidence folder, and decisions where there are some, and audits them; says on stderr what was not read. */
export async function makeAudit(
  io: CliIo,
  evidence: string,
  decisionsFile?: string,
): Promise<Audit> {
  const decisions = decisionsFile === undefined ? undefined : await readDecisions(decisionsFile);
  const snapshot = await loadSnapshot(evidence);
  for (const line of describeUnread(snapshot.coverage)) io.stderr(`not read: ${line}\n`);
  const tool = await readTool(io.packageFolder);
  const evidenceSha256 = hashSnapshot(snapshot);
  const audit = auditSnapshot(snapshot, { tool, evidenceSha256, decisions });
  assertDecisions(audit, decisionsFile);
  return audit;
}

/** @throws AppError invalidInput: a plan is never made around a decision that is wrong */
function assertDecisions({ wrongDecisions }: Audit, file: string | undefined): void {
  const [first, ...others] = wrongDecisions;
  if (first === undefined) return;
  const more = others.length === 0 ? "" : ` (and ${String(others.length)} more)`;
  throw new AppError("invalidInput", `\`${file ?? ""}\`: ${first}${more}`, {
    hint:
      others.length === 0
        ? "correct it, or take it out"
        : ["correct them:", ...others].join("\n  "),
  });
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
