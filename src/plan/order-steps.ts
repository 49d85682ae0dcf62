import type { AppState } from "../mapping/app-state.ts";
import { classifyApp, type AppShape } from "../mapping/classify-app.ts";
import type { Step } from "../model/plan-step.ts";
import { chooseProbes } from "./choose-probes.ts";
import { cutoverSteps, declareSteps } from "./cutover-steps.ts";
import type { PlanContext } from "./plan-context.ts";
import { prepareSteps } from "./prepare-steps.ts";
import { retireSteps } from "./retire-steps.ts";

/** An app's shape with the steps that its shape calls for, before anything was proven. */
export interface OrderedSteps {
  readonly shape: AppShape;
  readonly steps: readonly Step[];
  /** Set for the restricted shape. */
  readonly context: PlanContext | null;
}

/**
 * Orders the steps of an app: what is new comes before what is old goes, and the policy goes last.
 *
 * Shapes that are blocked, undecided or without legacy have no steps.
 */
export function orderSteps(state: AppState): OrderedSteps {
  const shape = classifyApp(state);
  if (shape.kind === "restricted") {
    const context = contextOf(state, shape);
    return { shape, context, steps: context === null ? [] : restrictedSteps(context) };
  }
  const steps = shape.kind === "inert" ? inertSteps(state, shape.policies) : [];
  return { shape, steps, context: null };
}

function contextOf(
  state: AppState,
  { grants, policies, scope }: Extract<AppShape, { kind: "restricted" }>,
): PlanContext | null {
  const { appId, displayName, servicePrincipalId } = state.app;
  if (appId === null || servicePrincipalId === null) return null;
  return {
    state,
    app: { appId, displayName },
    servicePrincipalId,
    grants,
    policies,
    scope,
    probes: chooseProbes(state.facts.index, scope.members.yes),
  };
}

function restrictedSteps(context: PlanContext): readonly Step[] {
  const { state, app, policies, grants } = context;
  const prepared = prepareSteps(context);
  const cutovers = cutoverSteps(context, prepared);
  const declarations = declareSteps(state, grants, cutovers);
  const retired = retireSteps({
    app: state.app,
    appId: app.appId,
    policies,
    cutovers,
    declarations,
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
  const retired = retireSteps({ app, appId: app.appId, policies, cutovers: [], declarations });
  return [...declarations, ...retired];
}
