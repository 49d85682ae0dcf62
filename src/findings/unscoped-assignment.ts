import { firstFilled } from "../access/resolved-assignment.ts";
import type { RoleAssignmentRow } from "../model/exchange-rows.ts";
import type { Detector } from "./detector.ts";
import { namedApp } from "./finding-context.ts";
import { seenOf } from "./seen-of-assignment.ts";
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
            seenOf(assignment, {
              subject: assignmentSubject(assignment),
              app: namedApp(app),
              text: `${nameOf(app, assignment.row.name)} holds ${assignment.roleName} ${howFar(assignment.row)}`,
              evidence: [assignmentEvidence(assignment)],
            }),
          ]
        : [],
    ),
};

/** How an assignment without a scope reads back is not documented (U2): what is not known to be one is taken for it. */
function howFar({ recipientWriteScope }: RoleAssignmentRow): string {
  const printed = firstFilled(recipientWriteScope);
  return printed === null || printed.toLowerCase() === "organization"
    ? "over every mailbox"
    : `with a scope that reads back as ${printed} and names no object: it is taken as every mailbox`;
}
