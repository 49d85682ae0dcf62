import { resolveCoverage } from "../access/resolve-coverage.ts";
import type { TenantFacts } from "../access/tenant-facts.ts";
import { byText } from "../model/by-text.ts";
import type { CoverageEntry } from "../model/plan-document.ts";
import { SECTIONS } from "../model/sections.ts";
import { messageWithoutNeeds, remedyOf } from "../model/unread.ts";

/**
 * What was read and what was not, section by section; with the least permission that would read what is missing, once,
 * and what to do.
 */
export function describeCoverage(facts: TenantFacts): readonly CoverageEntry[] {
  return resolveCoverage(facts)
    .map((coverage): CoverageEntry => {
      const { section, status, rows, message, parentsNotRead } = coverage;
      return {
        section,
        status,
        rows,
        holds: SECTIONS[section].holds,
        ...(message === undefined ? {} : { message: messageWithoutNeeds(section, message) }),
        ...remedyOf(section, coverage),
        parentsNotRead,
      };
    })
    .toSorted((a, b) => byText(a.section, b.section));
}
