import { saysThatItIsAccess } from "../access/resolve-assignments.ts";
import type { ResolvedAssignment } from "../access/resolved-assignment.ts";
import type { FindingSubject } from "../model/finding.ts";
import { found, open, type Observation, type Seen } from "./detector.ts";

/** What is found of an assignment; open where its row does not say that it is access. */
export const seenOf = (assignment: ResolvedAssignment, observation: Observation): Seen =>
  saysThatItIsAccess(assignment.row)
    ? found(observation)
    : accessNotReported(assignment, observation.subject);

/** A row may lack whether it is enabled, or only lets somebody hand out the role. */
export const accessNotReported = ({ row }: ResolvedAssignment, subject: FindingSubject): Seen =>
  open({
    subject,
    section: "exchange/roleAssignments",
    status: "notReported",
    why: `whether ${row.name} is enabled, and whether it is regular or delegating, was not reported`,
  });
