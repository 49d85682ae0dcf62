import { assigneeOf } from "../access/find-app.ts";
import { saysThatItIsAccess } from "../access/resolve-assignments.ts";
import { found, type Detector, type Seen } from "./detector.ts";
import { namedApp, type HeldAssignment } from "./finding-context.ts";
import { accessNotReported } from "./seen-of-assignment.ts";
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
      "where the scopes are the same, remove one of the two; where they differ, ask the owner whether both are meant, and remove the one that is not",
    source: SOURCES.rbac,
  },
  restsOn: ["exchange/roleAssignments"],
  widenedBy: ["graph/servicePrincipals", "exchange/servicePrincipals"],
  detect: ({ assignments }) => assignments.flatMap((held) => judge(assignments, held)),
};

function judge(assignments: readonly HeldAssignment[], held: HeldAssignment): readonly Seen[] {
  const { app, assignment } = held;
  const all = assignments.filter((one) => isEarlierTwin(one, held));
  const twins = all.filter(isAccess);
  if (all.length === 0) return [];
  if (twins.length === 0 || !isAccess(held)) {
    const [silent] = [held, ...all].filter((one) => !isAccess(one));
    const subject = assignmentSubject(assignment);
    return silent === undefined ? [] : [accessNotReported(silent.assignment, subject)];
  }
  const already = twins.map(
    (twin) => `${twin.assignment.row.name} (${sameScope(twin, held) ? "same" : "another"} scope)`,
  );
  return [
    found({
      subject: assignmentSubject(assignment),
      app: namedApp(app),
      text: `${assignment.roleName} gives ${nameOf(app, assignment.row.name)} what it has already by ${already.join(", ")}`,
      evidence: [held, ...twins].map((one) => assignmentEvidence(one.assignment)),
    }),
  ];
}

const isAccess = ({ assignment }: HeldAssignment): boolean => saysThatItIsAccess(assignment.row);

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

function sameScope({ assignment: one }: HeldAssignment, { assignment: other }: HeldAssignment) {
  const name = ({ scope }: typeof one): string | undefined => scope.name?.toLowerCase();
  return one.scope.kind === other.scope.kind && name(one) === name(other);
}

/** An app that nobody can name is the same app where the assignments call it the same. */
const holderOf = ({ app, assignment }: HeldAssignment): string =>
  app?.appId ?? assigneeOf(assignment.row).toLowerCase();
