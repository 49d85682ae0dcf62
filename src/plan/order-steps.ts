import type { ResolvedGrant } from "../access/entra-grant.ts";
import type { AppState } from "../mapping/app-state.ts";
import type { AppShape } from "../mapping/app-shape.ts";
import type { ChosenScope } from "../mapping/choose-scope.ts";
import { classifyApp } from "../mapping/classify-app.ts";
import { keepsPolicies } from "../mapping/kept-grants.ts";
import type { Step } from "../model/plan-step.ts";
import { countMailboxes } from "../sets/mailbox-set.ts";
import { setName } from "../sets/set-registry.ts";
import { chooseProbes } from "./choose-probes.ts";
import { cutoverSteps, declareSteps } from "./cutover-steps.ts";
import { describeAbsence } from "./describe-absence.ts";
import type { PlanContext } from "./plan-context.ts";
import { planNewAccess, withNewSteps } from "./new-access-steps.ts";
import { prepareSteps } from "./prepare-steps.ts";
import { retireSteps } from "./retire-steps.ts";
import { timingOf } from "./timing.ts";

/** An app's shape with the steps that its shape calls for, before anything was proven. */
export interface OrderedSteps {
  readonly shape: AppShape;
  readonly steps: readonly Step[];
  /** Set where a scope is planned. */
  readonly context: PlanContext | null;
  /** What decisions give the app, as far as it does not have it yet; one for each scope. */
  readonly given: readonly PlanContext[];
}

/**
 * Orders the steps of an app: what is new comes before what is old goes, and the policy goes last.
 *
 * Shapes that are blocked, undecided or without legacy have no steps.
 */
export function orderSteps(state: AppState): OrderedSteps {
  const legacy = orderLegacySteps(state);
  const { shape, context } = legacy;
  if (shape.kind === "blocked" || shape.kind === "needsDecision") return { ...legacy, given: [] };
  const added = planNewAccess(state, context);
  if (added.hindrance.length > 0) {
    return {
      shape: { kind: "blocked", reasons: added.hindrance },
      steps: [],
      context: null,
      given: [],
    };
  }
  if (added.steps.length === 0) return { ...legacy, given: [] };
  const hasLegacy = shape.kind !== "nothingToDo";
  return {
    shape: hasLegacy ? shape : { kind: "granted", reasons: shape.reasons, review: [] },
    steps: withNewSteps(legacy.steps, added.steps),
    context,
    given: added.contexts,
  };
}

function orderLegacySteps(state: AppState): Omit<OrderedSteps, "given"> {
  const shape = classifyApp(state);
  if (shape.kind === "restricted" || shape.kind === "narrowed") {
    const context = contextOf(state, shape);
    return { shape, context, steps: context === null ? [] : restrictedSteps(context) };
  }
  return { shape, steps: stepsWithoutScope(state, shape), context: null };
}

function stepsWithoutScope(state: AppState, shape: AppShape): readonly Step[] {
  switch (shape.kind) {
    case "inert":
      return inertSteps(state, shape.policies);
    case "refused":
      return refusedSteps(state, shape);
    case "declared":
      return declareSteps(state, [], []);
    case "blocked":
    case "nothingToDo":
    case "granted":
    case "needsDecision":
    case "restricted":
    case "narrowed":
      return [];
  }
}

function contextOf(
  state: AppState,
  shape: Extract<AppShape, { kind: "restricted" | "narrowed" }>,
): PlanContext | null {
  const { grants, scope } = shape;
  const { appId, displayName, servicePrincipalId } = state.app;
  if (appId === null || servicePrincipalId === null) return null;
  return {
    state,
    app: { appId, displayName },
    servicePrincipalId,
    grants,
    policies: shape.kind === "restricted" ? shape.policies : [],
    scope,
    narrows: shape.kind === "narrowed",
    ...("chosen" in shape && shape.chosen !== undefined ? describeChoice(state, shape.chosen) : {}),
    probes: chooseProbes(state.facts.index, scope.members.yes),
  };
}

function describeChoice(
  { app, facts }: AppState,
  { follows, takesAway }: ChosenScope,
): Pick<PlanContext, "follows" | "losesByDecision" | "copied"> {
  const { yes } = app.policyDecision.admitted;
  const count = countMailboxes(yes, facts.index.keys.length);
  const copied = { set: setName(facts.index, yes), count };
  return { follows, losesByDecision: takesAway, ...(follows === "policies" ? {} : { copied }) };
}

function restrictedSteps(context: PlanContext): readonly Step[] {
  const { state, app, policies, grants } = context;
  const prepared = prepareSteps(context);
  const cutovers = cutoverSteps(context, prepared);
  const declarations = declareSteps(state, grants, cutovers);
  if (policies.length === 0 || keepsPolicies(state)) {
    return [...prepared, ...cutovers, ...declarations];
  }
  const retired = retireSteps({
    app: state.app,
    appId: app.appId,
    policies,
    cutovers,
    declarations,
    timing: timingOf(state),
  });
  return [...prepared, ...cutovers, ...declarations, ...retired];
}

/** A policy that fences in nothing today: nothing to migrate, a fence to take away with care. */
function inertSteps(
  state: AppState,
  policies: Extract<AppShape, { kind: "inert" }>["policies"],
): readonly Step[] {
  const { app } = state;
  if (app.appId === null) return [];
  const declarations = declareSteps(state, [], []);
  const retired = retireSteps({
    app,
    appId: app.appId,
    policies,
    cutovers: [],
    declarations,
    timing: timingOf(state),
    isRestorable: describeAbsence(state).some(({ kind }) => kind === "servicePrincipalDeleted"),
  });
  return [...declarations, ...retired];
}

/**
 * Grants that reach nobody: they go first, then the policies that refuse them everywhere.
 *
 * The registration keeps what no role in Exchange stands for: that nobody is to ask for it again is not said by
 * evidence.
 */
function refusedSteps(
  state: AppState,
  { grants, policies }: Extract<AppShape, { kind: "refused" }>,
): readonly Step[] {
  const { app } = state;
  const { appId, displayName } = app;
  if (appId === null) return [];
  const cutovers = cutoverSteps(
    { app: { appId, displayName }, state, grants, policies, narrows: false },
    [],
  );
  const declarations = declareSteps(state, grants.filter(isAssigned(state)), cutovers);
  if (keepsPolicies(state)) return [...cutovers, ...declarations];
  const timing = timingOf(state);
  const retired = retireSteps({ app, appId, policies, cutovers, declarations, timing });
  return [...cutovers, ...declarations, ...retired];
}

/** Tells grants of permissions that the app has by a role in Exchange as well. */
function isAssigned({ app: { assignments } }: AppState): (grant: ResolvedGrant) => boolean {
  const own = assignments.status === "read" ? assignments.value : [];
  return ({ resource, permission }) =>
    own.some(({ role }) => role?.resource === resource && role.permissions.includes(permission));
}
