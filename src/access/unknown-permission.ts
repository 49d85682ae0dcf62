import { contribution, type Contribution } from "./contribution.ts";
import type { ResolvedAssignment } from "./resolved-assignment.ts";
import { possible } from "../sets/membership.ts";

/**
 * A permission or role that the tables do not know may open anything: open for whomever it covers.
 *
 * @see https://learn.microsoft.com/exchange/permissions-exo/application-rbac "Supported Application Roles": the
 *   table grows (docs as of 2025-11-25)
 */
export function unknownPermission(subject: string): Contribution {
  return contribution("unknown-permission", subject, "unknown");
}

/** The same for an application role that the table lacks, within the assignment's scope. */
export function unknownRole(assignment: ResolvedAssignment): Contribution {
  const mailboxes = possible(assignment.scope.members);
  return contribution("unknown-permission", assignment.id, "unknown", { mailboxes });
}
