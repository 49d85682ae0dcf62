import { ABSENCES, doubtsOf } from "../../model/absences.ts";
import type { CoverageEntry, Plan } from "../../model/plan-document.ts";
import type { SectionStatus } from "../../model/sections.ts";
import { isAnswered, unreadParents } from "../../model/unread.ts";
import { renderCount } from "../render-count.ts";

export interface CoverageView {
  /** Said where nothing is missing; else null. */
  readonly complete: string | null;
  readonly notRead: readonly CoverageRow[];
  readonly partly: readonly {
    readonly section: string;
    readonly holds: string;
    readonly parents: readonly string[];
    readonly more: number;
    readonly needs: string | null;
    readonly advice: string | null;
  }[];
  readonly all: readonly CoverageRow[];
  readonly delegatedAccess: string;
  readonly mailboxPermissions: string;
}

export interface CoverageRow {
  readonly section: string;
  readonly holds: string;
  readonly status: string;
  readonly rows: string;
  readonly message: string | null;
  readonly needs: string | null;
  readonly advice: string | null;
}

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
 * A section that says what it needs is a gap, as a whole or in part. A parent that the service does not have is an
 * answer, not a gap.
 */
export function coverageView({ coverage, legacy }: Plan): CoverageView {
  const isPartly = ({ section, status }: CoverageEntry): boolean => isAnswered(section, status);
  const gaps = coverage.filter(
    (entry) => entry.needs !== undefined || (isPartly(entry) && unreadParents(entry).length > 0),
  );
  const doubts = doubtsOf(coverage, ABSENCES.nothingIsMissing);
  return {
    complete: gaps.length + doubts.length === 0 ? ABSENCES.nothingIsMissing.text : null,
    notRead: gaps.filter((entry) => !isPartly(entry)).map(row),
    partly: gaps.filter(isPartly).map((entry) => {
      const missing = missingParents(entry);
      return {
        section: entry.section,
        holds: entry.holds,
        parents: missing.slice(0, PARENTS_SHOWN),
        more: Math.max(0, missing.length - PARENTS_SHOWN),
        ...remedy(entry),
      };
    }),
    all: coverage.map(row),
    delegatedAccess: examined(legacy.delegatedGrantsExamined),
    mailboxPermissions:
      legacy.mailboxPermissionsExaminedInPart === true
        ? "examined in part"
        : examined(legacy.mailboxPermissionsExamined),
  };
}

function missingParents(entry: CoverageEntry): readonly string[] {
  return unreadParents(entry).map(({ key, status, message }) =>
    [key, status, message].filter(Boolean).join(": "),
  );
}

function row(entry: CoverageEntry): CoverageRow {
  return {
    section: entry.section,
    holds: entry.holds,
    status: STATUS_WORDS[entry.status],
    rows: entry.rows === null ? "–" : renderCount(entry.rows),
    message: entry.message ?? null,
    ...remedy(entry),
  };
}

const remedy = ({ needs, advice }: CoverageEntry): Pick<CoverageRow, "needs" | "advice"> => ({
  needs: needs?.replaceAll("`", "") ?? null,
  advice: advice ?? null,
});

function examined(value: boolean): string {
  return value ? "examined" : "not examined";
}
