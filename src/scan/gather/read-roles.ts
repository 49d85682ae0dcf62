import { collectRows } from "../collector.ts";
import { type RawRow, readText } from "../raw-row.ts";
import type { GatherContext } from "./gather-context.ts";
import { addAll } from "./read-exchange-list.ts";
import type { RowsOutcome } from "./source.ts";

export const IMPERSONATION_ROLE = "ApplicationImpersonation";

/**
 * Reads the application roles, ApplicationImpersonation, and every role that derives from one of them.
 *
 * All roles are listed once and chosen here: naming a role that is gone could answer with all roles.
 */
export function readRoles({ exchange, sections }: GatherContext): Promise<RowsOutcome> {
  return sections.collect("exchange/roles", collectRows, async (section) => {
    const rows = await exchange.readRows("Get-ManagementRole");
    const chosen = resolveDerivedRoles(rows, isApplicationRole);
    await addAll(section, chosen);
  });
}

/** The names of the impersonation roles, as printed: ApplicationImpersonation, where it still is, and its children. */
export function impersonationRoleNames(roles: readonly RawRow[]): readonly string[] {
  const isImpersonation = (row: RawRow): boolean =>
    isNamed(row, "Name", IMPERSONATION_ROLE) || isNamed(row, "RoleType", IMPERSONATION_ROLE);
  const names = resolveDerivedRoles(roles, isImpersonation).map((row) => readText(row, "Name"));
  return names.filter((name) => name !== "");
}

function isApplicationRole(row: RawRow): boolean {
  return (
    readText(row, "Name").toLowerCase().startsWith("application ") ||
    row["IsServicePrincipalRole"] === true ||
    isNamed(row, "Name", IMPERSONATION_ROLE) ||
    isNamed(row, "RoleType", IMPERSONATION_ROLE)
  );
}

/** The rows that `isRoot` and those below them; a custom role may be the child of a custom role. */
function resolveDerivedRoles(
  rows: readonly RawRow[],
  isRoot: (row: RawRow) => boolean,
): readonly RawRow[] {
  const chosen = new Set(rows.filter(isRoot));
  const names = new Set([...chosen].map(nameOf));
  for (let before = -1; before !== chosen.size;) {
    before = chosen.size;
    for (const row of rows) {
      const parent = parentOf(row);
      if (chosen.has(row) || parent === "" || !names.has(parent)) continue;
      chosen.add(row);
      names.add(nameOf(row));
    }
  }
  return rows.filter((row) => chosen.has(row));
}

const nameOf = (row: RawRow): string => readText(row, "Name").toLowerCase();

/** The last part of the path that names the parent; "" for a role without one. */
const parentOf = (row: RawRow): string =>
  readText(row, "Parent").split(/[\\/]/).at(-1)?.toLowerCase() ?? "";

const isNamed = (row: RawRow, property: string, name: string): boolean =>
  readText(row, property).toLowerCase() === name.toLowerCase();
