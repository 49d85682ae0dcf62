import { resolveImpersonation } from "../../src/access/resolve-impersonation.ts";
import { resolveTenantAccess } from "../../src/access/resolve-tenant-access.ts";
import { detectFindings, type Findings } from "../../src/findings/detect-findings.ts";
import type { Decisions } from "../../src/model/decisions.ts";
import type { Finding, FindingCheck, FindingKind } from "../../src/model/finding.ts";
import type { SectionName } from "../../src/model/sections.ts";
import type { Snapshot } from "../../src/model/snapshot.ts";

export function findingsOf(snapshot: Snapshot, decisions?: Decisions): Findings {
  const access = resolveTenantAccess(snapshot);
  return detectFindings(access, resolveImpersonation(access.facts), decisions);
}

/** The findings of one kind, by id of their subject, and its check. */
export function lookFor(
  snapshot: Snapshot,
  kind: FindingKind,
  decisions?: Decisions,
): { readonly findings: readonly Finding[]; readonly check: FindingCheck } {
  const { findings, findingChecks } = findingsOf(snapshot, decisions);
  const check = findingChecks.find((one) => one.kind === kind);
  if (check === undefined) throw new Error(`no check of ${kind}`);
  const own = findings.filter((finding) => finding.kind === kind);
  return { findings: own.toSorted((a, b) => (a.subject.id < b.subject.id ? -1 : 1)), check };
}

/** The same tenant with one section that was not read. */
export const without = (
  snapshot: Snapshot,
  section: SectionName,
  status: "denied" | "failed" | "notAsked" = "denied",
): Snapshot => ({ ...snapshot, sections: { ...snapshot.sections, [section]: { status } } });
