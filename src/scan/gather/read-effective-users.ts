import { NotFoundError, ServiceUnavailableError } from "../../errors.ts";
import { createParentReader, type ParentQuestion } from "../parent-reader.ts";
import { readText } from "../raw-row.ts";
import type { OpenSection, Outcome } from "../section-recorder.ts";
import type { GatherContext } from "./gather-context.ts";
import { IMPERSONATION_ROLE, impersonationRoleNames } from "./read-roles.ts";
import { rowsIfKnown, type RowsOutcome } from "./source.ts";

/**
 * Asks the service for the effective users of ApplicationImpersonation and of each role derived from it; the expansion
 * of a role does not show its children's assignments.
 *
 * Where the roles are known and none is left, the section is absent, without a request. Where they are not, a role
 * that is gone says nothing of those derived from it.
 *
 * @see https://learn.microsoft.com/powershell/module/exchangepowershell/get-managementroleassignment "-GetEffectiveUsers"
 */
export function readEffectiveUsers(
  context: GatherContext,
  roles: RowsOutcome,
): Promise<Outcome<void>> {
  return context.sections.read(
    "exchange/impersonationEffectiveUsers",
    async (section) => {
      const known = rowsIfKnown(roles);
      const names = known === null ? [IMPERSONATION_ROLE] : impersonationRoleNames(known);
      if (known === null) section.note("roles derived from it were not asked for: roles not read");
      const missing = await readRolesUsers(context, section, names);
      if (known !== null && missing === names.length) {
        throw new NotFoundError("there is no impersonation role any more");
      }
    },
    (error) => error instanceof NotFoundError,
  );
}

/** @returns how many of the roles are gone */
async function readRolesUsers(
  context: GatherContext,
  section: OpenSection,
  names: readonly string[],
): Promise<number> {
  const isLeft = (role: string): boolean => role.toLowerCase() === IMPERSONATION_ROLE.toLowerCase();
  const parents = createParentReader(section, context.concurrency);
  let missing = 0;
  const questions = names.map((role) => questionOf(context, role, () => (missing += 1)));
  await parents.read(questions);
  parents.finish();
  const isNamed = names.some(isLeft);
  if (!isNamed && names.length > 0) {
    section.parent(IMPERSONATION_ROLE, "notFound", "the role is gone");
  }
  return missing;
}

function questionOf(
  { exchange }: GatherContext,
  role: string,
  onMissing: () => void,
): ParentQuestion {
  return {
    key: role,
    async ask() {
      const parameters = { Role: role, GetEffectiveUsers: true };
      try {
        const rows = await exchange.readRows("Get-ManagementRoleAssignment", parameters);
        // The cmdlet is known to answer an unknown name with everything.
        const others = rows.map((row) => readText(row, "Role")).filter((name) => name !== "");
        if (others.every((name) => name.toLowerCase() === role.toLowerCase())) return rows;
        throw new ServiceUnavailableError(
          `asked for \`${role}\`, exchange answered for other roles`,
        );
      } catch (cause) {
        if (cause instanceof NotFoundError) onMissing();
        throw cause;
      }
    },
    toLine: (row) => ({ role, row }),
  };
}
