import type { SectionName } from "../model/sections.ts";
import { perhapsEverybody } from "../sets/membership.ts";
import { contribution } from "./contribution.ts";
import type { ResourceScope } from "./resolved-assignment.ts";

/**
 * An assignment with a scope that cannot be found or was not read: whom it reaches is open.
 *
 * Observed, not documented: a scope that is gone may leave an assignment behind; what it then reaches nobody says.
 *
 * @see https://learn.microsoft.com/exchange/permissions-exo/application-rbac "Limitations" (docs as of 2025-11-25)
 */
export function rbacUnclear(
  assignment: string,
  name: string | null,
  section?: SectionName,
): ResourceScope {
  const about = section === undefined ? {} : { section };
  return {
    kind: "unclear",
    name,
    members: perhapsEverybody,
    contributions: [contribution("rbac-unclear", assignment, "unknown", about)],
  };
}
