import type { AppState } from "../mapping/app-state.ts";
import { deriveScope, type DerivedScope } from "../mapping/derive-scope.ts";
import { unreadPlanFacts } from "../mapping/list-unread-facts.ts";
import type { NewAccess } from "../mapping/new-access.ts";
import { reason } from "../mapping/shape-reasons.ts";
import { ABSENCES } from "../model/absences.ts";
import type { Reason } from "../model/plan-app.ts";
import type { Step } from "../model/plan-step.ts";
import { sameMeaning } from "../opath/compare-filters.ts";
import { parseFilter } from "../opath/parse-filter.ts";
import { chooseProbes } from "./choose-probes.ts";
import type { PlanContext } from "./plan-context.ts";
import { holdsRole, prepareSteps } from "./prepare-steps.ts";

/** What decisions add to the plan of an app. */
export interface AddedSteps {
  /** Why nothing can be added; empty = nothing hinders. */
  readonly hindrance: readonly Reason[];
  /** One for each scope in which a role is still missing. */
  readonly contexts: readonly PlanContext[];
  readonly steps: readonly Step[];
}

const NOTHING: AddedSteps = { hindrance: [], contexts: [], steps: [] };

/**
 * The steps that give an app what decisions on impersonating accounts give it: the same pointer, scope, assignments and
 * tests as for legacy access. What it has already is not made again.
 *
 * @param legacy where the app's own legacy access moves, if it does: a scope of the same meaning is made once
 */
export function planNewAccess(state: AppState, legacy: PlanContext | null): AddedSteps {
  const given = state.newAccess ?? [];
  if (given.length === 0) return NOTHING;
  const { appId, servicePrincipalId, displayName } = state.app;
  const unread = unreadPlanFacts(state);
  if (unread.length > 0) return { ...NOTHING, hindrance: unread };
  if (appId === null || servicePrincipalId === null) {
    const text = `${ABSENCES.noServicePrincipal.text}: the access that was decided for it cannot be assigned`;
    return { ...NOTHING, hindrance: [reason("servicePrincipalMissing", text)] };
  }
  const contexts = given.map((one) =>
    contextOf({ state, app: { appId, displayName }, servicePrincipalId }, one, legacy),
  );
  const planned = contexts
    .map((context) => ({ context, steps: missingSteps(context) }))
    .filter(({ steps }) => steps.length > 0);
  return {
    hindrance: [],
    contexts: planned.map(({ context }) => context),
    steps: planned.flatMap(({ steps }) => steps),
  };
}

function contextOf(
  owner: Pick<PlanContext, "state" | "app" | "servicePrincipalId">,
  given: NewAccess,
  legacy: PlanContext | null,
): PlanContext {
  const { roles, carriedOver } = given;
  const own = carriedOver ? given.scope : scopeNow(owner, given);
  const shared =
    legacy !== null &&
    !carriedOver &&
    sameMeaning(legacy.scope.planned.filter, own.planned.filter) === "same";
  const scope = shared ? legacy.scope : own;
  return {
    ...owner,
    grants: [],
    policies: [],
    scope,
    narrows: false,
    given: { roles, carriedOver },
    probes: chooseProbes(owner.state.facts.index, scope.members.yes),
  };
}

/** The app's own scope as the tenant has it by now: it may have been made since the decision was read. */
function scopeNow(
  { state, app }: Pick<PlanContext, "state" | "app">,
  { scope }: NewAccess,
): DerivedScope {
  const parsed = parseFilter(scope.planned.filter);
  return parsed.ok ? deriveScope(state, app, { filter: parsed.filter, named: [] }) : scope;
}

/** Tells whether an app has by now what a decision gives it, whatever becomes of the app itself. */
export function hasNewAccess(state: AppState, given: NewAccess): boolean {
  const { appId, displayName, assignments } = state.app;
  if (appId === null || assignments.status !== "read") return false;
  const { planned } = given.carriedOver
    ? given.scope
    : scopeNow({ state, app: { appId, displayName } }, given);
  return given.roles.every((role) => holdsRole(assignments.value, role, planned.name));
}

/** None once every role is assigned: a test alone is no step. */
function missingSteps(context: PlanContext): readonly Step[] {
  const steps = prepareSteps(context);
  return steps.some(({ action }) => action === "createRoleAssignment") ? steps : [];
}

/** The steps of an app with those that decisions add, phase by phase; what both make is made once. */
export function withNewSteps(legacy: readonly Step[], added: readonly Step[]): readonly Step[] {
  const byId = new Map([...added, ...legacy].map((step) => [step.id, step]));
  const ids = [...new Set([...legacy, ...added].map(({ id }) => id))];
  const steps = ids.flatMap((id) => byId.get(id) ?? []);
  return steps.toSorted((a, b) => Number(a.phase > b.phase) - Number(a.phase < b.phase));
}
