import type { AppPlan } from "../model/plan-app.ts";
import type { Plan } from "../model/plan-document.ts";
import type { SharedObject } from "../model/shared-object.ts";
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

interface SharedIndex {
  readonly byApp: ReadonlyMap<string, readonly SharedObject[]>;
  readonly names: ReadonlyMap<string | null, string>;
  readonly phases: ReadonlyMap<string, string>;
}

/** Every app asks, and most share nothing: a plan is walked once. */
const INDEXES = new WeakMap<Plan, SharedIndex>();

function indexOf(plan: Plan): SharedIndex {
  const index = INDEXES.get(plan) ?? createIndex(plan);
  INDEXES.set(plan, index);
  return index;
}

function createIndex({ sharedObjects = [], steps, apps }: Plan): SharedIndex {
  const byApp = new Map<string, SharedObject[]>();
  for (const shared of sharedObjects)
    for (const app of shared.apps) byApp.set(app, [...(byApp.get(app) ?? []), shared]);
  return {
    byApp,
    names: new Map(apps.map((app) => [app.appId, app.displayName])),
    phases: new Map(steps.map(({ id, phase }) => [id, phase])),
  };
}
