import type { AppState } from "../mapping/app-state.ts";
import { hashText } from "../mapping/object-names.ts";
import { byText } from "../model/by-text.ts";
import type { ScopeObject, Step } from "../model/plan-step.ts";
import type { SharedObject } from "../model/shared-object.ts";
import type { SetRegistry } from "../sets/set-registry.ts";
import { objectKey } from "./copy-steps.ts";
import { planApp, type PlannedApp } from "./plan-app.ts";
import { isObjectTarget } from "./simulate-objects.ts";
import { canonicalJson } from "./step-id.ts";

/**
 * Plans every app, and those once more that would make, or fill, the same new group or unit: then its steps are nobody's
 * own, and the proof of each app counts from there.
 */
export function planApps(
  states: readonly AppState[],
  registry: SetRegistry,
): readonly PlannedApp[] {
  const alone = states.map((state) => ({ state, planned: planApp(state, registry) }));
  const shared = keysOfSeveral(alone.map(({ planned }) => planned));
  return alone.map(({ state, planned }) =>
    objectsOf(planned).some((object) => shared.has(objectKey(object)))
      ? planApp({ ...state, shared }, registry)
      : planned,
  );
}

function keysOfSeveral(planned: readonly PlannedApp[]): ReadonlySet<string> {
  const counts = new Map<string, number>();
  for (const app of planned) {
    const keys = new Set(objectsOf(app).map(objectKey));
    for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return new Set([...counts].flatMap(([key, count]) => (count > 1 ? [key] : [])));
}

const objectsOf = ({ steps }: Pick<PlannedApp, "steps">): readonly ScopeObject[] =>
  steps.flatMap(({ target }) => (isObjectTarget(target) ? [target.object] : []));

/** Every step of the apps once, what several of them use first. */
export function stepsOfApps(planned: readonly PlannedApp[]): readonly Step[] {
  const own = planned.flatMap(({ steps }) => steps.filter(({ appId }) => appId !== null));
  return [...[...sharedSteps(planned)].flatMap(([, steps]) => steps), ...own];
}

/** The steps that make and fill what several apps use, by its key; sorted. */
function sharedSteps(planned: readonly PlannedApp[]): ReadonlyMap<string, readonly Step[]> {
  const steps = planned.flatMap((app) => app.steps.filter(({ appId }) => appId === null));
  const byKey = new Map<string, Map<string, Step>>();
  for (const step of steps) {
    for (const key of objectsOf({ steps: [step] }).map(objectKey))
      byKey.set(key, new Map([...(byKey.get(key) ?? []), [step.id, step]]));
  }
  const sorted = [...byKey].toSorted(([a], [b]) => byText(a, b));
  return new Map(sorted.map(([key, own]) => [key, [...own.values()]]));
}

/** The new groups and units that several apps use, with what makes them and who uses them; sorted. */
export function describeSharedObjects(
  planned: readonly PlannedApp[],
  tenant: string,
): readonly SharedObject[] {
  return [...sharedSteps(planned)].flatMap(([key, steps]): SharedObject[] => {
    const [object] = objectsOf({ steps });
    if (object === undefined) return [];
    const users = planned.filter((app) => objectsOf(app).some((one) => objectKey(one) === key));
    const changes = users.flatMap(({ plan }) => plan.changeHash ?? []).toSorted(byText);
    return [
      {
        object,
        changeHash: hashText(canonicalJson({ tenant, steps, changes })),
        steps: steps.map(({ id }) => id),
        apps: users.flatMap(({ plan }) => plan.appId ?? []).toSorted(byText),
      },
    ];
  });
}
