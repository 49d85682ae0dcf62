import type { Detector } from "./detector.ts";
import { namedApp } from "./finding-context.ts";
import { seenOf } from "./seen-of-assignment.ts";
import { SOURCES } from "./sources.ts";
import { assignmentEvidence, assignmentSubject, nameOf } from "./subjects.ts";

/** A scope, unit or group that the assignment names and that no list has, or several have. */
export const assignmentScopeMissing: Detector<"assignmentScopeMissing"> = {
  kind: "assignmentScopeMissing",
  words: {
    severity: "high",
    title: "role assignment whose scope cannot be found",
    why: "whom an app reaches through a scope that is gone is documented nowhere: it may be nobody, and it may be everybody",
    whatToDo:
      "ask the service (Test-ServicePrincipalAuthorization with a mailbox inside and one outside), then create the assignment again with a scope that exists",
    source: SOURCES.newAssignment,
  },
  restsOn: [
    "exchange/roleAssignments",
    "exchange/managementScopes",
    "exchange/recipients",
    "exchange/administrativeUnits",
    "graph/administrativeUnits",
  ],
  widenedBy: [],
  detect: ({ assignments }) =>
    assignments.flatMap(({ app, assignment }) =>
      assignment.scope.kind === "unclear"
        ? [
            seenOf(assignment, {
              subject: assignmentSubject(assignment),
              app: namedApp(app),
              text: `the scope ${assignment.scope.name ?? ""} of ${assignment.roleName} for ${nameOf(app, assignment.row.name)} is in no list, or names several objects`,
              evidence: [assignmentEvidence(assignment)],
            }),
          ]
        : [],
    ),
};
