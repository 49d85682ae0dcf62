import type { Cmdlet } from "../cmdlet.ts";
import { readRows } from "../read-section.ts";
import type { RawRow } from "../row-values.ts";
import { lowerTextOf, textOf } from "../row-values.ts";
import { objectNotFound } from "../service-fault.ts";

/** Roles by name or path, with their children or with all that derives from them. */
export const getManagementRole: Cmdlet = {
  name: "Get-ManagementRole",
  section: "exchange/roles",
  computes: ["Identity", "GetChildren", "Recurse", "RoleType"],
  run: ({ state, parameters }) => {
    const all = readRows(state, "exchange/roles");
    const type = parameters.text("RoleType")?.toLowerCase();
    const identity = parameters.text("Identity");
    const named = identity === undefined ? all : findRoles(all, identity);
    if (identity !== undefined && named.length === 0 && !identity.includes("*")) {
      throw objectNotFound(identity);
    }
    const rows = family(all, named, {
      children: parameters.flag("GetChildren") ?? false,
      recurse: parameters.flag("Recurse") ?? false,
    });
    return {
      rows: rows.filter((row) => type === undefined || lowerTextOf(row, "RoleType") === type),
    };
  },
};

/** The roles of that name, path or Guid; `*` stands for any text. */
export function findRoles(rows: readonly RawRow[], identity: string): readonly RawRow[] {
  const escaped = identity.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replaceAll("\\*", ".*");
  const pattern = new RegExp(`^${escaped}$`, "i");
  return rows.filter((row) =>
    ["Name", "Identity", "Id", "Guid", "DistinguishedName"].some((id) =>
      pattern.test(textOf(row, id) ?? "\n"),
    ),
  );
}

function family(
  all: readonly RawRow[],
  named: readonly RawRow[],
  ask: { readonly children: boolean; readonly recurse: boolean },
): readonly RawRow[] {
  if (!ask.children && !ask.recurse) return named;
  const found = new Set(ask.recurse ? named : []);
  let parents = named;
  do {
    parents = all.filter((row) => !found.has(row) && parents.some((one) => isChild(row, one)));
    for (const row of parents) found.add(row);
  } while (ask.recurse && parents.length > 0);
  return all.filter((row) => found.has(row));
}

function isChild(row: RawRow, parent: RawRow): boolean {
  const name = lowerTextOf(parent, "Name");
  return row !== parent && name !== undefined && parentNameOf(row) === name;
}

/** The name of the parent role: from `Parent`, or from the path that is the role's identity. */
function parentNameOf(row: RawRow): string | undefined {
  const parent = lowerTextOf(row, "Parent") ?? lowerTextOf(row, "ParentPath");
  if (parent !== undefined) return lastOf(parent.split(/[\\/]/));
  return lastOf((lowerTextOf(row, "Identity") ?? "").split(/[\\/]/).slice(0, -1));
}

const lastOf = (parts: readonly string[]): string | undefined => parts.at(-1);
