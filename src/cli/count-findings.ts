import { FINDING_SEVERITIES } from "../model/finding.ts";
import type { Plan } from "../model/plan-document.ts";
import { countOf } from "../model/count-of.ts";

/** One line on the findings of a plan by severity, and on the kinds that could not be looked for everywhere. */
export function countFindings({
  findings,
  findingChecks,
}: Pick<Plan, "findings" | "findingChecks">): string {
  const counts = FINDING_SEVERITIES.flatMap((severity) => {
    const count = findings.filter((finding) => finding.severity === severity).length;
    return count === 0 ? [] : [`${String(count)} ${severity}`];
  });
  const open = (["partly", "notAssessed"] as const).flatMap((outcome) => {
    const count = findingChecks.filter((check) => check.outcome === outcome).length;
    return count === 0 ? [] : [`${countOf(count, "kind")} ${OUTCOMES[outcome]}`];
  });
  const total = `${String(findings.length)} findings: ${counts.join(", ") || "none"}`;
  return [total, ...open].join("; ");
}

const OUTCOMES = { partly: "assessed in part", notAssessed: "not assessed" } as const;
