import {
  assignmentsOf,
  type FindingContext,
  type HeldAssignment,
  type HeldGrant,
} from "./finding-context.ts";

/** The assignments with a scope that give an app what it holds by consent. A scope that nobody can find is one. */
export const scopedTwins = (
  context: Pick<FindingContext, "assignmentsByApp">,
  { app, grant }: HeldGrant,
): readonly HeldAssignment[] =>
  assignmentsOf(context, app).filter(
    ({ assignment: { role, scope } }) =>
      scope.kind !== "organization" &&
      role?.resource === grant.resource &&
      role.permissions.includes(grant.permission),
  );

/** Their scopes for a sentence; sorted. */
export const scopeNames = (twins: readonly HeldAssignment[]): string =>
  [...new Set(twins.map(({ assignment: { scope } }) => scope.name ?? scope.kind))]
    .toSorted()
    .join(", ");
