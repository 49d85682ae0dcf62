import { compileFilter } from "../opath/evaluate-filter.ts";
import type { Filter } from "../opath/filter-ast.ts";
import type { FilterableRecipient } from "../opath/filterable-recipient.ts";
import { parseFilter } from "../opath/parse-filter.ts";
import { isDirectMember } from "./group-membership.ts";
import { parentRowsIfRead, rowsIfRead } from "./read-section.ts";
import { groupKindOf, keyOf } from "./recipient-directory.ts";
import type { RawRow } from "./row-values.ts";
import { lowerTextOf, propertyName, textOf } from "./row-values.ts";
import { assertScopeMembersNotRefused, findScopesWithFilter } from "./scopes-by-filter.ts";
import { notRecorded, ServiceFault } from "./service-fault.ts";
import type { TenantState } from "./tenant-state.ts";

/**
 * The recipients that a filter selects.
 *
 * Where the state cannot tell for one of them, the recorded members of a scope with the same filter are the answer;
 * without those the service fails.
 *
 * @throws ServiceFault `badRequest` for a filter that cannot be read; the recorded status where asking for the members
 *   of a scope with this filter was refused
 */
export function selectByFilter(
  state: TenantState,
  candidates: readonly RawRow[],
  text: string,
): readonly RawRow[] {
  const filter = readFilter(text);
  const scopes = findScopesWithFilter(state, filter);
  for (const scope of scopes) assertScopeMembersNotRefused(state, scope);
  const selected = evaluateAll(state, candidates, filter) ?? recorded(state, scopes, candidates);
  if (selected === undefined) throw notRecorded(`which recipients the filter ${text} selects`);
  return scopes.reduce<readonly RawRow[]>((rows, scope) => override(state, rows, scope), selected);
}

/** Whether the filter selects this one recipient, without any override. */
export function matchesFilter(
  state: TenantState,
  recipient: RawRow,
  text: string,
): "true" | "false" | "unknown" {
  return compileFilter(readFilter(text))(filterable(state, recipient)).value;
}

function readFilter(text: string): Filter {
  const parsed = parseFilter(text);
  if (parsed.ok) return parsed.filter;
  throw new ServiceFault(
    "badRequest",
    `Invalid filter syntax. For a description of the filter parameter syntax see the command help. "${text}" at position ${parsed.error.offset}.`,
    "Microsoft.Exchange.Data.ParsingException",
  );
}

/** Undefined as soon as the filter is undecided for one recipient. */
function evaluateAll(
  state: TenantState,
  candidates: readonly RawRow[],
  filter: Filter,
): readonly RawRow[] | undefined {
  const test = compileFilter(filter);
  const selected: RawRow[] = [];
  for (const row of candidates) {
    const { value } = test(filterable(state, row));
    if (value === "unknown") return undefined;
    if (value === "true") selected.push(row);
  }
  return selected;
}

function recorded(
  state: TenantState,
  scopes: readonly string[],
  candidates: readonly RawRow[],
): readonly RawRow[] | undefined {
  const rows = scopes
    .map((scope) => parentRowsIfRead(state, "exchange/scopeMembers", scope))
    .find((one) => one !== undefined);
  if (rows === undefined) return undefined;
  const keys = new Set(rows.map(keyOf));
  const strangers = rows.filter((row) => state.directory.byKey(keyOf(row) ?? "") === undefined);
  return [...candidates.filter((row) => keys.has(keyOf(row))), ...strangers];
}

function override(state: TenantState, rows: readonly RawRow[], scope: string): readonly RawRow[] {
  const change = state.settings.scopeMembers.get(scope.toLowerCase());
  if (change === undefined) return rows;
  const kept = rows.filter((row) => !change.remove.includes(keyOf(row) ?? ""));
  const known = new Set(kept.map(keyOf));
  const added = change.add
    .filter((key) => !known.has(key))
    .map((key) => state.directory.byKey(key))
    .filter((row) => row !== undefined);
  return [...kept, ...added];
}

function filterable(state: TenantState, row: RawRow): FilterableRecipient {
  return {
    property: (name) => {
      if (name.toLowerCase() === "userprincipalname") {
        const value = state.directory.userPrincipalName(row);
        return value === undefined ? { status: "notRead" } : { status: "read", value };
      }
      if (name.toLowerCase() === "administrativeunits") return unitsOf(state, row);
      const key = propertyName(row, name);
      return key === undefined ? { status: "notRead" } : { status: "read", value: row[key] };
    },
    memberOf: (foldedDn) => {
      const group = state.directory.byDistinguishedName(foldedDn);
      const key = keyOf(row);
      if (group === undefined || key === undefined) return "false";
      const groupKey = keyOf(group) ?? textOf(group, "Name") ?? "";
      return groupKindOf(group) === undefined ? "false" : isDirectMember(state, groupKey, key);
    },
  };
}

/** The units in which a recipient is, by their names in Exchange; not read as soon as one of them may be another. */
function unitsOf(state: TenantState, row: RawRow): ReturnType<FilterableRecipient["property"]> {
  const key = propertyName(row, "AdministrativeUnits");
  if (key !== undefined) return { status: "read", value: row[key] };
  const value: string[] = [];
  for (const unit of rowsIfRead(state, "exchange/administrativeUnits") ?? [{}]) {
    const id = textOf(unit, "ExternalDirectoryObjectId");
    const members = parentRowsIfRead(state, "graph/administrativeUnitMembers", id ?? "");
    if (members === undefined) return { status: "notRead" };
    const isMember = members.some((member) => lowerTextOf(member, "id") === keyOf(row));
    if (isMember) value.push(textOf(unit, "DistinguishedName") ?? "");
  }
  return { status: "read", value };
}
