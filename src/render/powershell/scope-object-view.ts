import type { ScopeObject, StepTarget } from "../../model/plan-step.ts";
import { recipientFilter, recipientNameFilter } from "./exchange-filters.ts";

type RoleAssignment = Extract<StepTarget, { readonly kind: "roleAssignment" }>;

/** How a script finds a group or a unit: by its id, or by its name where the plan makes it. */
export function scopeObjectView({ kind, name, id }: ScopeObject): object {
  return {
    objectName: name,
    byGroup: kind === "group",
    byUnit: kind === "administrativeUnit",
    groupFilter: id === undefined ? recipientNameFilter(name) : recipientFilter(id),
    unitProperty: id === undefined ? "DisplayName" : "ExternalDirectoryObjectId",
    unitKey: id ?? name,
  };
}

/** What an assignment is scoped by: `byScope` = a management scope, which its name says. */
export function assignmentScopeView({ object }: RoleAssignment): object {
  return object === undefined
    ? { byScope: true, byGroup: false, byUnit: false }
    : { byScope: false, ...scopeObjectView(object) };
}
