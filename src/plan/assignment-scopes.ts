import { findUnit } from "../access/rbac-administrative-unit.ts";
import { findGroup } from "../access/rbac-group.ts";
import type { ResolvedAssignment } from "../access/resolved-assignment.ts";
import type { AppState } from "../mapping/app-state.ts";
import type { ScopeObject } from "../model/plan-step.ts";
import type { PlanContext } from "./plan-context.ts";

/** What the assignments of one role are scoped by: a management scope by its name, or a group or unit. */
export interface AssignmentScope {
  readonly name: string;
  readonly object?: ScopeObject;
}

/** One for each assignment that a role needs: a management scope holds all, groups are one each. */
export function assignmentScopes({ scope }: PlanContext): readonly AssignmentScope[] {
  return scope.objects === undefined
    ? [{ name: scope.planned.name }]
    : scope.objects.map((object) => ({ name: object.name, object }));
}

/** What tells the assignments of one scope from those of another, in their names. */
export function assignmentKey({ scope, given }: PlanContext, { object }: AssignmentScope): string {
  if (object !== undefined) return `${object.kind}\n${object.id ?? object.name}`;
  const { name, filter } = scope.planned;
  // A scope that is carried over may have the filter of another: its name tells them apart.
  return given?.carriedOver === true ? `${name}\n${filter}` : filter;
}

/**
 * Tells whether an assignment has this scope, however the service prints it: a group reads back by its Name, a unit
 * by one of its three GUIDs.
 */
export function isScopedBy(
  state: AppState,
  { scope }: ResolvedAssignment,
  { name, object }: AssignmentScope,
): boolean {
  if (scope.name === null || scope.kind !== (object?.kind ?? "managementScope")) return false;
  const printed = scope.name.toLowerCase();
  if (object === undefined) return printed === name.toLowerCase();
  const found = identify(state, object, scope.name);
  return object.id === undefined
    ? (found?.name ?? printed).toLowerCase() === name.toLowerCase()
    : found?.id === object.id;
}

/** The object that a reference names in the evidence. */
function identify(
  { facts }: AppState,
  { kind }: ScopeObject,
  reference: string,
): { readonly id: string; readonly name: string } | undefined {
  if (kind === "group") {
    const group = findGroup(facts.groups, reference);
    return group === undefined ? undefined : { id: group.key, name: group.name ?? group.key };
  }
  const id = findUnit(facts.snapshot, reference);
  if (id === undefined) return undefined;
  const units = facts.snapshot.sections["graph/administrativeUnits"];
  const row = (units.status === "read" ? units.rows : []).find(
    (unit) => unit.id.toLowerCase() === id,
  );
  return { id, name: row?.displayName ?? id };
}
