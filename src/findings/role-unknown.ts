import type { Detector } from "./detector.ts";
import { namedApp } from "./finding-context.ts";
import { seenOf } from "./seen-of-assignment.ts";
import { SOURCES } from "./sources.ts";
import { assignmentEvidence, assignmentSubject, nameOf } from "./subjects.ts";

/** The documented table of roles grows: a role that it lacks may give anything. */
export const roleUnknown: Detector<"roleUnknown"> = {
  kind: "roleUnknown",
  words: {
    severity: "medium",
    title: "assignment of a role that is not in the documented table",
    why: "what it lets the app do is not known here, so no verdict on the app can count it",
    whatToDo:
      "read the role in the tenant (Get-ManagementRole) and on the page, and treat the app as holding it until then",
    source: SOURCES.rbac,
  },
  restsOn: ["exchange/roleAssignments"],
  widenedBy: [],
  detect: ({ assignments }) =>
    assignments.flatMap(({ app, assignment }) =>
      assignment.role === null
        ? [
            seenOf(assignment, {
              subject: assignmentSubject(assignment),
              app: namedApp(app),
              text: `${nameOf(app, assignment.row.name)} holds ${assignment.roleName} (scope: ${assignment.scope.name ?? assignment.scope.kind})`,
              evidence: [assignmentEvidence(assignment)],
            }),
          ]
        : [],
    ),
};
