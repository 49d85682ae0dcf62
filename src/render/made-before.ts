import type { AppPlan } from "../model/plan-app.ts";
import type { Plan } from "../model/plan-document.ts";
import { oneLine } from "./one-line.ts";
import { sharedFolder } from "./object-folder.ts";

/** What must be made before an app's own steps, once for all apps that use it; a sentence for each object. */
export function sharedBefore(
  { sharedObjects = [], steps, apps }: Plan,
  { appId }: Pick<AppPlan, "appId">,
): readonly string[] {
  const names = new Map(apps.map((app) => [app.appId, app.displayName]));
  const phases = new Map(steps.map(({ id, phase }) => [id, phase]));
  return sharedObjects
    .filter((one) => one.apps.includes(appId ?? ""))
    .map(({ object, steps: ids, apps: users }) => {
      const scripts = [...new Set(ids.flatMap((id) => phases.get(id) ?? []))].map(
        (phase) => `scripts/shared/${sharedFolder(object)}/${phase}.ps1`,
      );
      const others = users.filter((id) => id !== appId).map((id) => names.get(id) ?? id);
      return `First, once for all apps that use it: ${scripts.join(", ")} makes ${oneLine(object.name)}, which ${others.map(oneLine).join(", ")} use${others.length === 1 ? "s" : ""} too; a way back of one app leaves it`;
    });
}
