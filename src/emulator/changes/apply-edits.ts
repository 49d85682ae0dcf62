import { lowerTextOf } from "../row-values.ts";
import type { RawRow } from "../row-values.ts";
import { sectionOf } from "../read-section.ts";
import { createRecipientDirectory } from "../recipient-directory.ts";
import type { ParentState, SectionState, TenantState } from "../tenant-state.ts";
import type { RowEdit, RowMatch } from "./tenant-change.ts";

/**
 * The tenant with the edits made, in their order. The tenant handed in stays as it is.
 *
 * A section that was not read stays unread: nobody knows its other rows. One that the tenant did not have comes into
 * being with its first row.
 */
export function applyEdits(state: TenantState, edits: readonly RowEdit[]): TenantState {
  const sections = new Map(state.sections);
  for (const edit of edits) {
    const before = sectionOf({ ...state, sections }, edit.section);
    if (before.status !== "read" && before.status !== "absent") continue;
    sections.set(edit.section, editSection({ ...before, status: "read" }, edit));
  }
  const changed = { ...state, sections };
  const isRecipientEdited = edits.some(({ section }) => section === "exchange/recipients");
  return isRecipientEdited ? { ...changed, directory: directoryOf(changed) } : changed;
}

const directoryOf = (state: TenantState): TenantState["directory"] =>
  createRecipientDirectory(sectionOf(state, "exchange/recipients").rows, state.principalNames);

function editSection(section: SectionState, edit: RowEdit): SectionState {
  switch (edit.kind) {
    case "addRow":
      return { ...section, rows: [...section.rows, edit.row] };
    case "removeRows":
      return { ...section, rows: without(section.rows, edit.match) };
    case "mergeRows":
      return {
        ...section,
        rows: section.rows.map((row) => (fits(row, edit.match) ? { ...row, ...edit.with } : row)),
      };
    case "addParent":
    case "removeParent":
    case "addChild":
    case "removeChildren":
      return { ...section, parents: editParents(section.parents, edit) };
  }
}

type ParentEdit = Extract<RowEdit, { readonly key: string }>;

function editParents(
  parents: ReadonlyMap<string, ParentState>,
  edit: ParentEdit,
): ReadonlyMap<string, ParentState> {
  const edited = new Map(parents);
  const key = edit.key.toLowerCase();
  if (edit.kind === "removeParent") {
    edited.delete(key);
    return edited;
  }
  if (edit.kind === "addParent") {
    return edited.set(key, { status: "read", message: undefined, rows: [] });
  }
  const parent = edited.get(key);
  if (parent?.status !== "read") return parents;
  const rows =
    edit.kind === "addChild" ? [...parent.rows, edit.row] : without(parent.rows, edit.match);
  return edited.set(key, { ...parent, rows });
}

const without = (rows: readonly RawRow[], match: RowMatch): readonly RawRow[] =>
  rows.filter((row) => !fits(row, match));

const fits = (row: RawRow, { property, value }: RowMatch): boolean =>
  lowerTextOf(row, property) === value.toLowerCase();
