import type { SectionName, SectionStatus } from "../model/sections.ts";

/** Sections of which "there is no such thing" is an answer: no policy ever, every impersonation role gone. */
const ABSENT_IS_AN_ANSWER: ReadonlySet<SectionName> = new Set<SectionName>([
  "exchange/applicationAccessPolicies",
  "exchange/impersonationEffectiveUsers",
  "exchange/roles",
]);

/** Tells a section that the service says is not there, and rightly so. */
export const isRightlyAbsent = (section: SectionName, status: SectionStatus): boolean =>
  status === "absent" && ABSENT_IS_AN_ANSWER.has(section);
