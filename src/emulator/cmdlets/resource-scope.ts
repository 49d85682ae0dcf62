import { isDirectMember } from "../group-membership.ts";
import type { Membership } from "../group-membership.ts";
import { isUnderRoot } from "../organizational-unit.ts";
import { parentRowsIfRead, rowsIfRead } from "../read-section.ts";
import { groupKindOf, keyOf } from "../recipient-directory.ts";
import type { RawRow } from "../row-values.ts";
import { lowerTextOf, textOf } from "../row-values.ts";
import { matchesFilter } from "../select-by-filter.ts";
import type { TenantState } from "../tenant-state.ts";
import { UNIT_IDS } from "./get-administrative-unit.ts";
import { SCOPE_IDS } from "./get-management-scope.ts";

/** Where a role assignment of a service principal holds. */
export interface ResourceScope {
  /** As the service prints it. */
  readonly type: string;
  readonly target: string;
}

const TARGETS = [
  "CustomResourceScope",
  "CustomRecipientWriteScope",
  "RecipientAdministrativeUnitScope",
  "RecipientGroupScope",
];

const KNOWN_TYPES = ["CustomRecipientScope", "AdministrativeUnit", "Group"];

/** An assignment without a target holds in the whole organisation, whatever else it says. */
export function resourceScopeOf(state: TenantState, assignment: RawRow): ResourceScope {
  const target = TARGETS.map((name) => textOf(assignment, name)).find((one) => one !== undefined);
  const type = textOf(assignment, "RecipientWriteScope");
  if (target === undefined) return { type: "Organization", target: "Organization" };
  const known = KNOWN_TYPES.find((one) => one.toLowerCase() === type?.toLowerCase());
  if (known === "Group") return { type: known, target: groupNameOf(state, target) };
  return { type: known ?? type ?? "", target };
}

/** Whether the mailbox is in the scope; unknown where what would decide it was not read. */
export function isInResourceScope(
  state: TenantState,
  scope: ResourceScope,
  mailbox: RawRow,
): Membership {
  switch (scope.type) {
    case "Organization":
      return "true";
    case "CustomRecipientScope":
      return inManagementScope(state, scope.target, mailbox);
    case "AdministrativeUnit":
      return inAdministrativeUnit(state, scope, mailbox);
    case "Group":
      return inGroup(state, scope.target, mailbox);
    default:
      return "unknown";
  }
}

function inManagementScope(state: TenantState, name: string, mailbox: RawRow): Membership {
  const scope = findByIds(rowsIfRead(state, "exchange/managementScopes"), SCOPE_IDS, name);
  if (scope === undefined) return "unknown";
  const filter = textOf(scope, "RecipientFilter");
  const scopeName = textOf(scope, "Name") ?? name;
  const overridden = overriddenIn(state, scopeName, mailbox);
  if (overridden !== undefined || filter === undefined) return overridden ?? "unknown";
  const matches = matchesFilter(state, mailbox, filter);
  if (matches === "unknown") return inRecorded(state, scopeName, keyOf(mailbox));
  const root = textOf(scope, "RecipientRoot");
  return matches === "false" || root === undefined ? matches : isUnderRoot(mailbox, root);
}

function overriddenIn(state: TenantState, scope: string, mailbox: RawRow): Membership | undefined {
  const key = keyOf(mailbox) ?? "";
  const override = state.settings.scopeMembers.get(scope.toLowerCase());
  if (override === undefined) return undefined;
  if (override.add.includes(key)) return "true";
  return override.remove.includes(key) ? "false" : undefined;
}

function inRecorded(state: TenantState, scope: string, key: string | undefined): Membership {
  const rows = parentRowsIfRead(state, "exchange/scopeMembers", scope);
  if (rows === undefined) return "unknown";
  return rows.some((row) => keyOf(row) === key) ? "true" : "false";
}

/** The directory object that a unit or group scope stands for; the printed text where it cannot be told. */
export function targetIdOf(state: TenantState, { type, target }: ResourceScope): string {
  if (type === "Group") {
    const group = findGroup(state, target);
    return (group === undefined ? undefined : keyOf(group)) ?? target;
  }
  const unit = findByIds(rowsIfRead(state, "exchange/administrativeUnits"), UNIT_IDS, target);
  return (unit === undefined ? undefined : textOf(unit, "ExternalDirectoryObjectId")) ?? target;
}

/** Members of the unit itself: a group in a unit does not bring its members. */
function inAdministrativeUnit(
  state: TenantState,
  scope: ResourceScope,
  mailbox: RawRow,
): Membership {
  const unit = targetIdOf(state, scope);
  const members = parentRowsIfRead(state, "graph/administrativeUnitMembers", unit);
  if (members === undefined) return "unknown";
  return members.some((member) => lowerTextOf(member, "id") === keyOf(mailbox)) ? "true" : "false";
}

function inGroup(state: TenantState, group: string, mailbox: RawRow): Membership {
  const row = findGroup(state, group);
  const [key, member] = [row === undefined ? undefined : keyOf(row), keyOf(mailbox)];
  return key === undefined || member === undefined ? "unknown" : isDirectMember(state, key, member);
}

const groupNameOf = (state: TenantState, target: string): string => {
  const group = findGroup(state, target);
  return (group === undefined ? undefined : textOf(group, "Name")) ?? target;
};

function findGroup(state: TenantState, target: string): RawRow | undefined {
  const found = state.directory.find(target).filter((row) => groupKindOf(row) !== undefined);
  const exact = found.filter((row) => lowerTextOf(row, "Name") === target.toLowerCase());
  const [group, ...others] = exact.length === 0 ? found : exact;
  return others.length === 0 ? group : undefined;
}

const findByIds = (
  rows: readonly RawRow[] | undefined,
  ids: readonly string[],
  wanted: string,
): RawRow | undefined =>
  rows?.find((row) => ids.some((id) => lowerTextOf(row, id) === wanted.toLowerCase()));
