import { RESOURCE_NAMES } from "../../model/permission-table.ts";
import type { PermissionPlan, SetReference } from "../../model/plan-permission.ts";
import { renderCount } from "../render-count.ts";
import type { PermissionView } from "./report-view.ts";
import { DISPOSITION_WORDS, VERDICT_WORDS } from "./status-words.ts";

/** One line of an app's table of permissions. */
export function permissionView(permission: PermissionPlan): PermissionView {
  const unknown = permission.before.unknown.count;
  return {
    permission: permission.permission,
    resource: RESOURCE_NAMES[permission.resource],
    role: permission.role,
    disposition: dispositionWords(permission),
    verdict: permission.verdict === undefined ? null : VERDICT_WORDS[permission.verdict],
    before: renderCount(permission.before.allowed.count),
    unknown: unknown === 0 ? null : renderCount(unknown),
    outcome: outcome(permission),
    target: count(permission.target),
    kept: count(permission.kept),
    gained: count(permission.gained),
    lost: count(permission.lost),
    newByDecision: count(permission.newByDecision),
  };
}

/** What is to become of a permission; nothing is promised of what has no target. */
const dispositionWords = ({ target, disposition }: PermissionPlan): string =>
  target === undefined && disposition !== "keptLegacy"
    ? "not planned"
    : DISPOSITION_WORDS[disposition];

/** What becomes of "before", for one line: a number only where the plan has one. */
function outcome({ target, disposition }: PermissionPlan): string {
  if (target !== undefined) return `→ ${renderCount(target.count)}`;
  return disposition === "keptLegacy" ? "(stays as it is)" : "→ not planned";
}

function count(reference: SetReference | undefined): string | null {
  return reference === undefined ? null : renderCount(reference.count);
}
