import { everybody } from "../sets/membership.ts";
import { contribution } from "./contribution.ts";
import type { ResourceScope } from "./resolved-assignment.ts";

/**
 * An assignment without a scope reaches every mailbox, and so does one whose scope nobody can name.
 *
 * There is no warning when the scope parameter is left out. A blank or unknown scope is read as the whole
 * organisation: the reading that can hurt.
 *
 * @see https://learn.microsoft.com/exchange/permissions-exo/application-rbac "Define resource scope"
 *   (docs as of 2025-11-25)
 */
export function rbacOrganization(assignment: string): ResourceScope {
  return {
    kind: "organization",
    name: null,
    members: everybody,
    contributions: [contribution("rbac-organization", assignment, "allow")],
  };
}
