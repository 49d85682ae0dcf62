import { found, type Detector } from "./detector.ts";
import { namedApp } from "./finding-context.ts";
import { SOURCES } from "./sources.ts";
import { assignmentEvidence, assignmentSubject, nameOf } from "./subjects.ts";

/** A blank or unknown scope is the whole organisation: there is no warning when the parameter is left out. */
export const unscopedAssignment: Detector<"unscopedAssignment"> = {
  kind: "unscopedAssignment",
  words: {
    severity: "high",
    title: "role assignment without a scope",
    why: "it gives the app every mailbox, now and in future; no policy constrains what Exchange grants",
    whatToDo:
      "create the same assignment with one scope parameter, test a mailbox inside and one outside, then remove this one",
    source: SOURCES.rbac,
  },
  restsOn: ["exchange/roleAssignments"],
  widenedBy: [],
  detect: ({ assignments }) =>
    assignments.flatMap(({ app, assignment }) =>
      assignment.scope.kind === "organization"
        ? [
            found({
              subject: assignmentSubject(assignment),
              app: namedApp(app),
              text: `${nameOf(app, assignment.row.name)} holds ${assignment.roleName} over every mailbox`,
              evidence: [assignmentEvidence(assignment)],
            }),
          ]
        : [],
    ),
};
