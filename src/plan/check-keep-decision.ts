import type { AppDecision } from "../model/decisions.ts";
import type { AppPlan } from "../model/plan-app.ts";

/**
 * Says which permissions that are to stay cannot: those that the app is not granted in Entra, and those that no plan
 * moves anyway. Silent where the app's grants were not read.
 */
export function checkKeepDecision(
  { permissions, otherPermissions }: AppPlan,
  { keep = [] }: AppDecision,
): readonly string[] {
  if (otherPermissions === null) return [];
  const movable = permissions
    .filter(({ kind, role }) => kind === "governed" || (kind === "ungoverned" && role !== null))
    .map(({ permission }) => permission);
  const choice = movable.length === 0 ? "it has none to keep" : `it can keep ${movable.join(", ")}`;
  return keep
    .filter((permission) => !movable.includes(permission))
    .map((permission) => `keep: \`${permission}\` is no grant of it that a plan moves; ${choice}`);
}
