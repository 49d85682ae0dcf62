import { auditSnapshot, type Audit } from "../audit/audit-snapshot.ts";
import { readDecisions } from "../documents/read-decisions.ts";
import { AppError } from "../errors.ts";
import { hashSnapshot } from "../evidence/hash-snapshot.ts";
import { ABSENCES, APP_LISTS } from "../model/absences.ts";
import type { Plan } from "../model/plan-document.ts";
import type { CliIo } from "./cli-io.ts";
import { describeUnread } from "./describe-coverage.ts";
import { gapsIn } from "../model/unread.ts";
import { sayEvidence } from "./say-evidence.ts";
import { loadSnapshot } from "./load-snapshot.ts";
import { readTool } from "./tool-version.ts";

/** Reads an evidence folder, and decisions where there are some, and audits them; says on stderr what was not read. */
export async function makeAudit(
  io: CliIo,
  evidence: string,
  decisionsFile?: string,
): Promise<Audit> {
  const decisions = decisionsFile === undefined ? undefined : await readDecisions(decisionsFile);
  const snapshot = await loadSnapshot(evidence, { hashed: true }, decisions);
  sayEvidence(io, snapshot);
  const tool = await readTool(io.packageFolder);
  const evidenceSha256 = hashSnapshot(snapshot);
  const audit = auditSnapshot(snapshot, { tool, evidenceSha256, decisions });
  assertDecisions(audit, decisionsFile);
  for (const line of describeUnread(audit.plan.coverage)) io.stderr(`${line}\n`);
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
export function countStatuses({ apps, legacy, coverage }: Plan): string {
  const order = ["ready", "review", "needsDecision", "deleteOnly", "blocked", "nothingToDo"];
  const counts = order.flatMap((status) => {
    const count = apps.filter((app) => app.status === status).length;
    return count === 0 ? [] : [`${String(count)} ${status}`];
  });
  return `${countApps(apps.length, coverage)}${counts.length === 0 ? "" : `: ${counts.join(", ")}`}\n${legacy.text}`;
}

/** How many apps there are; while a list that names apps is missing, how many are known. */
function countApps(apps: number, coverage: Plan["coverage"]): string {
  const gaps = gapsIn(coverage, APP_LISTS);
  if (gaps.length > 0) return `at least ${String(apps)} apps (not read: ${gaps.join(", ")})`;
  return apps === 0 ? ABSENCES.noAppOfInterest.text : `${String(apps)} apps`;
}
