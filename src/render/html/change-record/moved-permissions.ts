import type { AppPlan } from "../../../model/plan-app.ts";
import type { PermissionPlan } from "../../../model/plan-permission.ts";

/** The permissions of an app that its plan touches: all but those that stay as they are. */
export const movedPermissions = (app: AppPlan): readonly PermissionPlan[] =>
  app.permissions.filter(({ disposition }) => disposition !== "keptLegacy");
