import Handlebars from "handlebars";
import type { AppPlan } from "../../../model/plan-app.ts";
import type { Step } from "../../../model/plan-step.ts";
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

/**
 * Names and texts of an app's own that its page repeats, as the page writes them. Those that every app can have come
 * first, each at its own place.
 */
export function ownNames(app: AppPlan, view: AppView, steps: readonly Step[]): readonly string[] {
  const { appId, servicePrincipalId, changeHash, owner, policies, owners } = app;
  const texts = [
    view.name,
    view.folder,
    appId,
    servicePrincipalId,
    changeHash,
    owner,
    ...scopeNames(app),
    policies?.[0]?.scope.displayName,
    owners?.[0],
    ...probeNames(view),
    ...(app.scope?.groups ?? []).flatMap((one) => [one.displayName, one.distinguishedName]),
    ...(policies ?? []).flatMap((one) => [one.description, one.scope.displayName]),
    ...(owners ?? []),
    ...app.candidates.flatMap(({ creates }) => creates),
    ...steps.flatMap(({ target }) => namesOf(target)),
  ];
  return texts.map((text) => Handlebars.escapeExpression(text ?? ""));
}

type MaybeText = string | null | undefined;

/** Of the planned scope, and of its first group. */
function scopeNames({ scope }: AppPlan): readonly MaybeText[] {
  const [group] = scope?.groups ?? [];
  return [scope?.name, group?.displayName, group?.distinguishedName, group?.id];
}

function probeNames({ probes }: AppView): readonly MaybeText[] {
  const mailboxes = [...(probes?.positive ?? []), ...(probes?.negative ?? [])];
  return PROBES.flatMap((at) => [mailboxes[at]?.name, mailboxes[at]?.address]);
}

/** A plan tests with a few mailboxes inside and outside the scope. */
const PROBES: readonly number[] = [0, 1, 2, 3];

function namesOf(target: Step["target"]): readonly string[] {
  if (target.kind === "roleAssignment") return [target.name];
  return target.kind === "appRoleAssignment" ? [target.id] : [];
}
