import { assigneeOf } from "../access/find-app.ts";
import { found, type Detector } from "./detector.ts";
import { namedApp, type HeldAssignment } from "./finding-context.ts";
import { SOURCES } from "./sources.ts";
import { assignmentEvidence, assignmentSubject, nameOf } from "./subjects.ts";

/** Every assignment that gives what one with a smaller id gives the same app already, whatever their scopes. */
export const duplicateAssignment: Detector<"duplicateAssignment"> = {
  kind: "duplicateAssignment",
  words: {
    severity: "low",
    title: "same permission assigned twice",
    why: "assignments add up: the app reaches what either scope holds, and removing one does not take the permission away",
    whatToDo:
      "find out which scope is meant and remove the other assignment; two scopes may also be intended",
    source: SOURCES.rbac,
  },
  restsOn: ["exchange/roleAssignments"],
  widenedBy: ["graph/servicePrincipals", "exchange/servicePrincipals"],
  detect: ({ assignments }) =>
    assignments.flatMap((held) => {
      const { app, assignment } = held;
      const twins = assignments.filter((one) => isEarlierTwin(one, held));
      if (twins.length === 0) return [];
      return [
        found({
          subject: assignmentSubject(assignment),
          app: namedApp(app),
          text: `${assignment.roleName} gives ${nameOf(app, assignment.row.name)} what ${twins
            .map(({ assignment: twin }) => twin.row.name)
            .join(", ")} gives it already`,
          evidence: [held, ...twins].map((one) => assignmentEvidence(one.assignment)),
        }),
      ];
    }),
};

function isEarlierTwin(one: HeldAssignment, other: HeldAssignment): boolean {
  if (one.assignment.id >= other.assignment.id || holderOf(one) !== holderOf(other)) return false;
  const [first, second] = [one.assignment.role, other.assignment.role];
  if (first === null || second === null) {
    return first === second && one.assignment.roleName === other.assignment.roleName;
  }
  return (
    first.resource === second.resource &&
    first.permissions.some((permission) => second.permissions.includes(permission))
  );
}

/** An app that nobody can name is the same app where the assignments call it the same. */
const holderOf = ({ app, assignment }: HeldAssignment): string =>
  app?.appId ?? assigneeOf(assignment.row).toLowerCase();
