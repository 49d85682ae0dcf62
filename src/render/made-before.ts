import type { AppPlan } from "../model/plan-app.ts";
import type { Plan } from "../model/plan-document.ts";
import { groupPairs } from "../model/group-pairs.ts";
import { onceFor } from "../model/once-for.ts";
import { oneLine } from "./one-line.ts";
import { sharedFolder } from "./object-folder.ts";

/** What must be made before an app's own steps, once for all apps that use it; a sentence for each object. */
export function sharedBefore(plan: Plan, { appId }: Pick<AppPlan, "appId">): readonly string[] {
  const { byApp, names, phases } = indexOf(plan);
  return (byApp.get(appId ?? "") ?? []).map(({ object, steps: ids, apps: users }) => {
    const scripts = [...new Set(ids.flatMap((id) => phases.get(id) ?? []))].map(
      (phase) => `scripts/shared/${sharedFolder(object)}/${phase}.ps1`,
    );
    const others = users.filter((id) => id !== appId).map((id) => names.get(id) ?? id);
    return `First, once for all apps that use it: ${scripts.join(", ")} makes ${oneLine(object.name)}, which ${others.map(oneLine).join(", ")} use${others.length === 1 ? "s" : ""} too; a way back of one app leaves it`;
  });
}

/** Every app asks, and most share nothing: a plan is walked once. */
const indexOf = onceFor(({ sharedObjects = [], steps, apps }: Plan) => ({
  byApp: groupPairs(
    sharedObjects.flatMap((shared) => shared.apps.map((app) => [app, shared] as const)),
  ),
  names: new Map(apps.map((app) => [app.appId, app.displayName])),
  phases: new Map(steps.map(({ id, phase }) => [id, phase])),
}));
