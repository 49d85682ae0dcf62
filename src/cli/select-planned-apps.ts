import { AppError } from "../errors.ts";
import type { AppPlan } from "../model/plan-app.ts";
import type { Plan } from "../model/plan-document.ts";
import { nearestName } from "./nearest-name.ts";

/**
 * Finds apps of a plan by app id, object id or name, whatever the case.
 *
 * @throws AppError usage for a text that names no app, or several
 */
export function selectPlannedApps({ apps }: Plan, wanted: readonly string[]): ReadonlySet<AppPlan> {
  return new Set(wanted.map((text) => selectOne(apps, text)));
}

function selectOne(apps: readonly AppPlan[], wanted: string): AppPlan {
  const text = wanted.trim().toLowerCase();
  const byId = apps.filter((app) => [app.appId, app.servicePrincipalId].includes(text));
  const found =
    byId.length > 0 ? byId : apps.filter((app) => app.displayName.toLowerCase() === text);
  const [first] = found;
  if (first !== undefined && found.length === 1) return first;
  if (found.length > 1) {
    const ids = found.map(({ appId, displayName }) => appId ?? displayName).join(", ");
    throw new AppError("usage", `\`${wanted}\` names ${String(found.length)} apps: ${ids}`, {
      hint: "give an app id",
    });
  }
  const near = nearestName(
    text,
    apps.map(({ displayName }) => displayName),
  );
  throw new AppError("usage", `the plan does not know an app \`${wanted}\``, {
    hint:
      near === undefined
        ? "give an app id, a service principal's object id, or the exact display name"
        : `did you mean \`${near}\`?`,
  });
}
