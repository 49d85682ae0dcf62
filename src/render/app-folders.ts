import type { AppPlan } from "../model/plan-app.ts";

const NAME_LENGTH = 40;

/**
 * Names a folder for each app: ASCII slug of its display name and the first 8 characters of its id.
 *
 * Display names are attacker-influenced: only `a-z`, `0-9` and `-` reach a path. Apps whose short name is taken
 * get the whole id.
 *
 * INVARIANT: the name depends on the app alone, unless two apps of the plan share a short name.
 */
export function appFolders(apps: readonly AppPlan[]): ReadonlyMap<AppPlan, string> {
  const taken = new Map<string, number>();
  for (const app of apps) taken.set(shortName(app), (taken.get(shortName(app)) ?? 0) + 1);
  return new Map(
    apps.map((app) => {
      const short = shortName(app);
      return [app, taken.get(short) === 1 ? short : `${slug(app.displayName)}-${idOf(app)}`];
    }),
  );
}

function shortName(app: AppPlan): string {
  return `${slug(app.displayName)}-${idOf(app).slice(0, 8)}`;
}

function idOf(app: AppPlan): string {
  const id = (app.appId ?? app.servicePrincipalId ?? "").toLowerCase();
  return id.replace(/[^0-9a-z-]/g, "") || "no-id";
}

function slug(name: string): string {
  const words =
    name
      .normalize("NFKD")
      .replace(/\p{M}/gu, "")
      .toLowerCase()
      .match(/[a-z0-9]+/g) ?? [];
  const joined = words.join("-").slice(0, NAME_LENGTH).replace(/-+$/, "");
  return joined || "app";
}
