import { DEADLINES } from "../model/deadlines.ts";
import type { Detector } from "./detector.ts";
import { EWS_DATES, isEwsAssignment } from "./ews-access.ts";
import { namedApp } from "./finding-context.ts";
import { seenOf } from "./seen-of-assignment.ts";
import { assignmentEvidence, assignmentSubject, nameOf } from "./subjects.ts";

export const ewsRole: Detector<"ewsRole"> = {
  kind: "ewsRole",
  words: {
    severity: "medium",
    title: "application role on EWS, which ends",
    why: `the role is a bridge: ${EWS_DATES}`,
    whatToDo: "plan the move to the Graph roles with the app's owner, with the same scope",
    source: DEADLINES.ewsEnd.source,
  },
  restsOn: ["exchange/roleAssignments"],
  widenedBy: [],
  detect: ({ assignments }) =>
    assignments.flatMap((held) =>
      isEwsAssignment(held)
        ? [
            seenOf(held.assignment, {
              subject: assignmentSubject(held.assignment),
              app: namedApp(held.app),
              text: `${nameOf(held.app, held.assignment.row.name)} holds ${held.assignment.roleName} (scope: ${held.assignment.scope.name ?? held.assignment.scope.kind})`,
              evidence: [assignmentEvidence(held.assignment)],
            }),
          ]
        : [],
    ),
};
