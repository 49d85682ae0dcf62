import Handlebars from "handlebars";
import type { AppPlan } from "../../../model/plan-app.ts";
import type { AppView } from "../report-view.ts";
import type { AppFacets } from "./packed-pages.ts";

/** What the list of apps finds, filters and sorts an app by. */
export function appFacets(app: AppPlan, view: AppView): AppFacets {
  const counts = app.permissions.map(({ before }) => before.allowed.count);
  return {
    name: view.name,
    status: app.status,
    risk: app.risk?.level ?? "",
    wave: view.wave ?? 0,
    owners: [...new Set([...(app.owner === null ? [] : [app.owner]), ...view.owners])],
    permissions: [...new Set(app.permissions.map(({ permission }) => permission))],
    reach: Math.max(-1, ...counts.map((count) => count ?? -1)),
  };
}

/** Names and texts of an app's own that its page repeats, as the page writes them. */
export function ownNames(app: AppPlan, view: AppView): readonly string[] {
  const { scope, policies, owners, owner } = app;
  const texts = [
    view.name,
    view.folder,
    owner ?? "",
    ...(owners ?? []),
    ...(scope === null ? [] : [scope.name, scope.filter]),
    ...(scope?.groups ?? []).flatMap(({ displayName, distinguishedName }) => [
      displayName,
      distinguishedName,
    ]),
    ...(policies ?? []).flatMap(({ identity, description, scope: { displayName } }) => [
      identity,
      description ?? "",
      displayName ?? "",
    ]),
  ];
  return texts.map((text) => Handlebars.escapeExpression(text));
}
