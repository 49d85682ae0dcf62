import { decideGates } from "../access/decide-gates.ts";
import type { AppAccess } from "../access/app-access.ts";
import { decideEffectiveAccess, type PermissionKey } from "../access/effective-access.ts";
import { admitsNobody } from "../mapping/policy-admission.ts";
import type { AppState } from "../mapping/app-state.ts";
import type { AppShape } from "../mapping/app-shape.ts";
import type { ChosenScope } from "../mapping/choose-scope.ts";
import { unscopedAssignments } from "../mapping/shape-reasons.ts";
import { describeOwnScopes } from "../mapping/own-scopes.ts";
import { describeDrift } from "../mapping/describe-drift.ts";
import { describeKeptGrants } from "../mapping/describe-kept-grants.ts";
import { newReach, permissionsWithNewAccess } from "../mapping/merge-new-access.ts";
import { describeKeptByDecision, isKept } from "../mapping/kept-grants.ts";
import { hashText } from "../mapping/object-names.ts";
import { ABSENCES } from "../model/absences.ts";
import type { AppPlan, AppStatus, Gate, Reason } from "../model/plan-app.ts";
import type { Step } from "../model/plan-step.ts";
import { union, type MailboxSet } from "../sets/mailbox-set.ts";
import type { SetRegistry } from "../sets/set-registry.ts";
import { acceptPlan } from "./accept-plan.ts";
import { checkReplanning, type Replanned } from "./check-replanning.ts";
import { describeAbsence } from "./describe-absence.ts";
import { describeCandidates } from "./describe-candidates.ts";
import { describeWitnesses } from "./describe-witnesses.ts";
import { describeLegacy } from "./describe-legacy.ts";
import { describeNewAccess, newAccessReasons } from "./describe-new-access.ts";
import { earliestStart } from "./earliest-start.ts";
import { judgeRisk } from "./judge-risk.ts";
import { listAssumptions } from "./list-assumptions.ts";
import { markPlanned } from "./mark-planned.ts";
import { orderSteps, type OrderedSteps } from "./order-steps.ts";
import { planPermissions, type Target } from "./plan-permissions.ts";
import type { PlanContext } from "./plan-context.ts";
import { proveApp, type Proof } from "./prove-app.ts";
import { simulateStep } from "./simulate-step.ts";
import { canonicalJson } from "./step-id.ts";

export interface PlannedApp {
  readonly plan: AppPlan;
  readonly steps: readonly Step[];
  readonly shape: AppShape["kind"];
  /** Its policies let it into no mailbox, whatever roles in Exchange do. */
  readonly admitsNobody: boolean;
}

/**
 * Plans one app: what its legacy access is, the steps that replace it, and the proof that they keep the contract.
 *
 * INVARIANT: steps are returned only when every part of the contract was checked and held; otherwise the app is
 * blocked, with the moment at which it would not.
 */
export function planApp(state: AppState, registry: SetRegistry): PlannedApp {
  const ordered = orderSteps(state);
  // Whom a copy or an assumption names by hash has a file of its own.
  if (ordered.context?.copied !== undefined) {
    registry.reference(state.app.policyDecision.admitted.yes);
  }
  const proof = prove(state, ordered);
  const broken = proof.broken.length > 0;
  const steps = broken ? [] : ordered.steps;
  const gates = gatesOf(state);
  const status = broken ? "blocked" : statusOf(ordered, gates);
  const given = describeNewAccess(state, { status, given: ordered.given }, registry);
  const reasons = broken ? proof.broken : reasonsOf(state, ordered.shape, gates);
  const unjudged: AppPlan = {
    ...describeLegacy(state),
    status,
    reasons: [...reasons, ...newAccessReasons(given)],
    gates,
    witnesses: describeWitnesses(state),
    permissions: planPermissions(
      state,
      targetOf(state, ordered.shape, { status, steps }),
      registry,
    ),
    candidates: markPlanned(describeCandidates(state, registry), ordered.shape, steps),
    ...given,
    ...(steps.length === 0 ? NO_STEPS : describeChange(state, ordered, proof)),
    steps: steps.flatMap(({ id, appId }) => (appId === null ? [] : [id])),
    owner: state.decision?.owner ?? null,
    risk: null,
  };
  const plan = { ...unjudged, risk: judgeRisk(unjudged) };
  return {
    plan: acceptPlan(plan, state.decision),
    steps,
    shape: ordered.shape.kind,
    admitsNobody: ordered.shape.kind === "refused" || admitsNobody(state),
  };
}

type Change = Pick<
  AppPlan,
  "changeHash" | "assumptions" | "scope" | "drift" | "probes" | "earliestStart" | "proof"
>;

const NO_STEPS: Change = {
  changeHash: null,
  assumptions: [],
  scope: null,
  drift: [],
  probes: { positive: [], negative: [] },
  earliestStart: null,
  proof: [],
};

/** What an app with steps has beside them. The hash covers all that a script's text is made from, but no time. */
function describeChange(
  state: AppState,
  { context, steps, given }: OrderedSteps,
  proof: Proof,
): Change {
  const { app, facts } = state;
  const scope = context?.scope.planned ?? null;
  const groups = scope?.groups ?? [];
  const assumptions = listAssumptions(state, context === null ? given : [context, ...given]);
  const tenant = facts.snapshot.tenant.id;
  const hashed = { tenant, app: app.displayName, scope, assumptions, steps };
  return {
    changeHash: hashText(canonicalJson(hashed)),
    assumptions,
    scope,
    drift: scope === null ? [] : describeDrift(scope),
    probes: context?.probes ?? NO_STEPS.probes,
    earliestStart: earliestStart(state, [
      ...groups.map(({ id }) => id),
      ...(context === null ? [] : copiedGroups(context)),
    ]),
    proof: proof.checked,
  };
}

/** A group that holds a copy may have been filled a moment ago. */
const copiedGroups = ({ scope, state }: PlanContext): readonly string[] =>
  scope.copy === undefined
    ? []
    : state.facts.groups
        .filter(({ name }) => scope.objects?.some((object) => object.name === name))
        .map(({ key }) => key);

function prove(state: AppState, { shape, steps }: OrderedSteps): Proof {
  if (steps.length === 0) return { checked: [], broken: [] };
  const proof = proveApp(state, steps, {
    keys: permissionsWithNewAccess(state),
    targetOf: (key) => union(intendedReach(state, shape, key), newReach(state, key)),
  });
  const replanned = checkReplanning(state, steps, replan);
  return {
    checked: [
      ...proof.checked,
      { contract: "replanning_midway_continues", moments: replanned.points },
      { contract: "replanning_the_result_is_empty", moments: 1 },
    ],
    broken: [...proof.broken, ...replanned.broken],
  };
}

/** Whom a permission is to reach in the end, new access apart: whom it reaches today, unless a decision says whom. */
function intendedReach(state: AppState, shape: AppShape, key: PermissionKey): MailboxSet {
  const { app } = state;
  const isDecided =
    (shape.kind === "narrowed" || (shape.kind === "restricted" && shape.chosen !== undefined)) &&
    shape.grants.some(
      ({ resource, permission }) => resource === key.resource && permission === key.permission,
    );
  if (!isDecided) return decideEffectiveAccess(app, key).reach.yes;
  const ungranted: AppAccess = { ...app, grants: { status: "read", value: [] } };
  return union(decideEffectiveAccess(ungranted, key).reach.yes, shape.scope.members.yes);
}

function replan(state: AppState): Replanned {
  const ordered = orderSteps(state);
  return { status: statusOf(ordered, []), steps: ordered.steps };
}

/** What a shape comes to where nothing is left for a person to look at. */
const STATUSES: Readonly<Record<AppShape["kind"], AppStatus>> = {
  blocked: "blocked",
  nothingToDo: "nothingToDo",
  needsDecision: "needsDecision",
  inert: "deleteOnly",
  refused: "deleteOnly",
  restricted: "ready",
  narrowed: "ready",
  declared: "ready",
  granted: "ready",
};

/** First match wins: blocked, nothing to do, needs a decision, delete only, review, ready. */
function statusOf({ shape, given }: OrderedSteps, gates: readonly Gate[]): AppStatus {
  const reviewed = "review" in shape && (shape.review.length > 0 || gates.some(stopsAutomatism));
  const status = reviewed ? "review" : STATUSES[shape.kind];
  // Whoever deletes and gives at once does more than take a fence away.
  return status === "deleteOnly" && given.length > 0 ? "review" : status;
}

const stopsAutomatism = ({ state }: Gate): boolean => state === "closed" || state === "unknown";

function reasonsOf(state: AppState, shape: AppShape, gates: readonly Gate[]): readonly Reason[] {
  const kept = keptGrants(state);
  switch (shape.kind) {
    case "blocked":
    case "nothingToDo":
    case "needsDecision":
    case "declared":
      return shape.reasons;
    case "granted":
      return [...shape.reasons, ...gateReasons(gates)];
    case "inert":
      return [
        { kind: "policyIsInert", text: INERT },
        ...describeAbsence(state),
        ...unscopedAssignments(state.app),
        ...kept,
      ];
    case "refused":
      return [{ kind: "reachesNobody", text: REFUSED }, ...unscopedAssignments(state.app), ...kept];
    case "narrowed":
      return [
        { kind: "narrowedByDecision", text: NARROWED },
        ...shape.review,
        ...describeOwnScopes(state, shape.scope.planned),
        ...unscopedAssignments(state.app),
        ...kept.filter(({ subject }) => !shape.grants.some(({ row }) => row.id === subject)),
        ...gateReasons(gates),
      ];
    case "restricted":
      return [
        scopeReason(shape.chosen),
        ...shape.review,
        ...describeOwnScopes(state, shape.scope.planned),
        ...unscopedAssignments(state.app),
        ...kept,
        ...gateReasons(gates),
      ];
  }
}

const gateReasons = (gates: readonly Gate[]): readonly Reason[] =>
  gates.filter(stopsAutomatism).map(({ rule, text }) => ({ kind: "gate", text, subject: rule }));

const scopeReason = (chosen: ChosenScope | undefined): Reason =>
  chosen === undefined
    ? { kind: "restricted", text: RESTRICTED }
    : {
        kind: "scopeChosen",
        text: `by decision ${chosen.title} stands for its policies`,
        subject: chosen.id,
      };

function keptGrants(state: AppState): readonly Reason[] {
  const { grants } = state.app;
  const left = (grants.status === "read" ? grants.value : []).filter(
    (grant) => !isKept(state, grant),
  );
  return [...describeKeptByDecision(state), ...describeKeptGrants(left)];
}

const INERT = `${ABSENCES.noGovernedGrant.text}: removing it changes nothing today, and takes away the fence around the next consent`;
const REFUSED = `${ABSENCES.everyScopeGone.text}: its grants reach no mailbox today, and would reach every one without the policies; the grants go first`;
const NARROWED = `${ABSENCES.noPolicyNamesIt.text}: by decision its access is narrowed to the intended scope, and everybody else is taken from its reach`;
const RESTRICTED = "a management scope selects the mailboxes that its policies admit today";

function targetOf(
  state: AppState,
  shape: AppShape,
  { status, steps }: { readonly status: AppStatus; readonly steps: readonly Step[] },
): Target {
  if (status === "blocked") return { kind: "unproven" };
  if (status === "needsDecision") return { kind: "undecided" };
  return {
    kind: "computed",
    end: steps.reduce(simulateStep, state),
    moved: new Set(
      steps.length > 0 && "grants" in shape ? shape.grants.map(({ row }) => row.id) : [],
    ),
    as: shape.kind === "refused" ? "remove" : "migrate",
  };
}

function gatesOf(state: AppState): readonly Gate[] {
  const usesEws = permissionsWithNewAccess(state).some(
    ({ permission }) => permission === "EWS.AccessAsApp",
  );
  return decideGates(state.facts.snapshot, state.app, { usesEws });
}
