import type { CoverageEntry, Plan } from "../../model/plan-document.ts";
import type { SectionStatus } from "../../model/sections.ts";
import { renderCount } from "../render-count.ts";
import type { CoverageRow, CoverageView } from "./report-view.ts";

const PARENTS_SHOWN = 20;

const STATUS_WORDS: Readonly<Record<SectionStatus, string>> = {
  read: "read",
  denied: "refused",
  failed: "failed",
  absent: "no such thing in this tenant",
  notAsked: "not asked",
};

/**
 * What was read and what was not; what was not comes first.
 *
 * A section that says what it needs is a gap. A parent that the service does not have is an answer, not a gap.
 */
export function coverageView({ coverage, legacy }: Plan): CoverageView {
  const notRead = coverage.filter(({ needs }) => needs !== undefined);
  const partly = coverage
    .map((entry) => ({ ...entry, missing: missingParents(entry) }))
    .filter(({ missing }) => missing.length > 0);
  return {
    complete: notRead.length === 0 && partly.length === 0,
    notRead: notRead.map(row),
    partly: partly.map(({ section, holds, missing }) => ({
      section,
      holds,
      parents: missing.slice(0, PARENTS_SHOWN),
      more: Math.max(0, missing.length - PARENTS_SHOWN),
    })),
    all: coverage.map(row),
    delegatedAccess: examined(legacy.delegatedGrantsExamined),
    mailboxPermissions:
      legacy.mailboxPermissionsExaminedInPart === true
        ? "examined in part"
        : examined(legacy.mailboxPermissionsExamined),
  };
}

function missingParents({ parentsNotRead }: CoverageEntry): readonly string[] {
  return parentsNotRead
    .filter(({ status }) => status !== "notFound")
    .map(({ key, status, message }) => [key, status, message].filter(Boolean).join(": "));
}

function row(entry: CoverageEntry): CoverageRow {
  return {
    section: entry.section,
    holds: entry.holds,
    status: STATUS_WORDS[entry.status],
    rows: entry.rows === null ? "–" : renderCount(entry.rows),
    message: entry.message ?? null,
    needs: entry.needs?.replaceAll("`", "") ?? null,
  };
}

function examined(value: boolean): string {
  return value ? "examined" : "not examined";
}
