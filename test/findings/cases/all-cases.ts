import type { FindingKind } from "../../../src/model/finding.ts";
import type { FindingCase } from "../finding-case.ts";
import { ASSIGNMENT_CASES } from "./assignment-cases.ts";
import { EVIDENCE_CASES } from "./evidence-cases.ts";
import { FILTER_CASES } from "./filter-cases.ts";
import { GRANT_CASES } from "./grant-cases.ts";
import { GROUP_CASES } from "./group-cases.ts";
import { PEOPLE_CASES } from "./people-cases.ts";
import { POLICY_CASES } from "./policy-cases.ts";
import { REGISTRATION_CASES } from "./registration-cases.ts";
import { SWITCH_CASES } from "./switch-cases.ts";

/** One case for every kind: a new kind does not compile until it has one. */
export const CASES: Readonly<Record<FindingKind, FindingCase>> = {
  ...POLICY_CASES,
  ...ASSIGNMENT_CASES,
  ...FILTER_CASES,
  ...GRANT_CASES,
  ...SWITCH_CASES,
  ...GROUP_CASES,
  ...REGISTRATION_CASES,
  ...PEOPLE_CASES,
  ...EVIDENCE_CASES,
};
