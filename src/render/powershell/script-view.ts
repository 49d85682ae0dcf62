import { InvariantError } from "../../errors.ts";
import type { Hazard, Phase, Step, StepTarget } from "../../model/plan-step.ts";
import type { ScriptName } from "../script-names.ts";
import { assumedView, type AssumedApp } from "./assumed-view.ts";
import { lookView, probeViews, recipientFilter } from "./exchange-filters.ts";
import { neededCmdlets, neededGraphRights } from "./needed-rights.ts";
import { objectViews } from "./object-views.ts";
import { assignmentScopeView, scopeObjectView } from "./scope-object-view.ts";
import { SCRIPT_TEXTS } from "./script-texts.ts";
import { renderMinutes } from "../render-minutes.ts";

type Kind = StepTarget["kind"];
type StepOf<K extends Kind> = Step & { readonly target: Extract<StepTarget, { readonly kind: K }> };

export interface ScriptInput {
  readonly tenantId: string;
  readonly app: AssumedApp;
  readonly changeHash: string;
  /** The app's steps in order. */
  readonly steps: readonly Step[];
  /** Phase of every step of the plan. */
  readonly phases: ReadonlyMap<string, Phase>;
  /** Folder within `shared` of the scripts of every step that several apps wait for. */
  readonly shared: ReadonlyMap<string, string>;
}

/**
 * Everything that the templates of one script print.
 *
 * INVARIANT: made of what the change hash covers: equal change hashes give equal bytes. So the app's name is there only
 * where a step carries it.
 */
export function scriptView(name: ScriptName, input: ScriptInput): object {
  const own = input.steps.filter((step) => belongs(step, name));
  return {
    ...header(name, own, input),
    tenantId: input.tenantId,
    rescue: !isPhase(name),
    cmdlets: neededCmdlets(name, own),
    graphRights: neededGraphRights(name),
    assumed: assumedView(name, input.app, input.steps),
    prepared: input.steps.some(({ phase }) => phase === "1-prepare"),
    tested: input.steps.some(({ phase }) => phase === "2-test"),
    fenced: stepsOf(input.steps, "accessPolicy").length > 0,
    waits: isPhase(name) ? waitViews(own, input) : [],
    sharedWaits: sharedWaitViews(own, input),
    wait: renderMinutes(Math.max(0, ...own.map(({ rollback }) => rollback?.waitMinutes ?? 0))),
    pointers: stepsOf(own, "servicePrincipal").map(stepView),
    ...objectViews(own, stepView),
    scopes: stepsOf(own, "managementScope").map(stepView),
    assignments: stepsOf(own, "roleAssignment").map((step) => ({
      ...stepView(step),
      ...assignmentScopeView(step.target),
    })),
    ...tests(name, input),
    previews: name === "1-prepare" ? previewViews(input) : [],
    grants: grantViews(name, own, input),
    declarations: stepsOf(own, "requiredResourceAccess").map(stepView),
    policies: stepsOf(own, "accessPolicy").map(policyView),
    ...looks(own, input),
  };
}

function header(
  name: ScriptName,
  own: readonly Step[],
  { steps, changeHash }: ScriptInput,
): object {
  const { service, effect } = SCRIPT_TEXTS[name];
  const forward = isPhase(name);
  const hazards = own.flatMap((step) => (forward ? step.hazards : (step.rollback?.hazards ?? [])));
  const extra =
    name === "repair-after-6-recreate-policy"
      ? ["timeUndocumented: time to effect undocumented, and nothing shows that it is reached."]
      : [];
  return {
    app: appText(steps),
    phase: name,
    service,
    effect: `${effect} (${service})`,
    changeHash,
    ...decisionView(changeOf(name, own)),
    hazards: [...new Set([...hazards.map(hazardText), ...extra])],
  };
}

/** The decision that lets a script run. */
export const decisionView = (
  change: Step["change"],
): { readonly change: Step["change"]; readonly decision: string } => ({
  change,
  decision: DECISIONS[change],
});

const DECISIONS: Readonly<Record<Step["change"], string>> = {
  1: "change 1, migrate",
  2: "change 2, retire the legacy: a decision of its own",
};

/** INVARIANT: no script acts on steps of both changes. */
function changeOf(name: ScriptName, own: readonly Step[]): Step["change"] {
  const [change, ...others] = new Set(own.map((step) => step.change));
  if (change === undefined || others.length > 0)
    throw new InvariantError(`script \`${name}\` does not belong to one change`);
  return change;
}

function appText(steps: readonly Step[]): string {
  const [pointer] = stepsOf(steps, "servicePrincipal");
  const id = steps.find(({ appId }) => appId !== null)?.appId ?? "";
  return pointer === undefined ? id : `${pointer.target.displayName} (${id})`;
}

/** Whether a script acts on a step: its own phase, or the way back from it. */
function belongs(step: Step, name: ScriptName): boolean {
  if (name === "repair-after-6-recreate-policy" || name === "repair-after-6")
    return step.target.kind === "accessPolicy";
  return isPhase(name) ? step.phase === name : step.rollback?.phase === name;
}

function isPhase(name: ScriptName): boolean {
  return /^\d/.test(name);
}

export function stepView<S extends Step>(
  step: S,
): Pick<S, "id" | "title" | "gate" | "target"> & {
  readonly hazards: readonly string[];
  readonly rollbackTitle: string;
  readonly rollbackHazards: readonly string[];
  /** Null = the plan has no way back of its own for it. */
  readonly rollbackText: string | null;
  readonly waitMinutes: number;
} {
  const { id, title, gate, target, hazards, rollback } = step;
  return {
    id,
    title,
    gate,
    target,
    hazards: hazards.map(hazardLine),
    rollbackTitle: `Take back: ${title}`,
    rollbackHazards: (rollback?.hazards ?? []).map(hazardLine),
    rollbackText: rollback?.text ?? null,
    waitMinutes: rollback?.waitMinutes ?? 0,
  };
}

const hazardLine = (hazard: Hazard): string => `Hazard ${hazardText(hazard)}`;

export function hazardText({ kind, text }: Hazard): string {
  return `${kind}: ${text}`;
}

/** Waits that count from the scripts of what several apps use, each once. */
function sharedWaitViews(steps: readonly Step[], input: ScriptInput): readonly object[] {
  const waits = steps.flatMap((step) =>
    waitsOf(step, input).flatMap((wait) => {
      const folder = input.shared.get(wait.step);
      const script = `shared/${folder ?? ""}/${wait.phase}.ps1`;
      return folder === undefined ? [] : [{ ...wait, folder, script }];
    }),
  );
  return [...new Map(waits.map((wait) => [wait.step, wait])).values()];
}

/** Waits that count from other scripts of the app, each once; what is in the same script comes in order anyway. */
function waitViews(steps: readonly Step[], input: ScriptInput): readonly object[] {
  const waits = steps.flatMap((step) =>
    waitsOf(step, input).filter(
      ({ phase, minutes, step: id }) =>
        phase !== step.phase &&
        !input.shared.has(id) &&
        !(phase === "5-confirm" && step.phase === "6-retire" && minutes === 0),
    ),
  );
  return [...new Map(waits.map((wait) => [`${wait.step} ${String(wait.minutes)}`, wait])).values()];
}

function waitsOf(
  step: Step,
  { phases }: ScriptInput,
): readonly {
  readonly phase: Phase;
  readonly step: string;
  readonly minutes: number;
  readonly why: string;
}[] {
  return step.after.map(({ step: id, waitMinutes, why }) => {
    const phase = phases.get(id);
    if (phase === undefined)
      throw new InvariantError(`step \`${step.id}\` waits for an unknown step \`${id}\``);
    return { phase, step: id, minutes: waitMinutes, why };
  });
}

/** Tests of a management scope, and of groups or a unit in its place. */
function tests(
  name: ScriptName,
  { app, steps }: ScriptInput,
): { readonly tests: readonly object[]; readonly objectTests: readonly object[] } {
  const all = name === "2-test" || name === "repair-after-6" ? stepsOf(steps, "authorization") : [];
  const view = (step: StepOf<"authorization">): object => ({
    ...stepView(step),
    probes: probeViews(step.target),
    exact: isExact(app, step.target.scope),
    objects: (step.target.objects ?? []).map(scopeObjectView),
  });
  return {
    tests: all.filter(({ target }) => target.objects === undefined).map(view),
    objectTests: all.filter(({ target }) => target.objects !== undefined).map(view),
  };
}

/** What each management scope must select before a role is assigned within it. */
const previewViews = ({ app, steps }: ScriptInput): readonly object[] =>
  stepsOf(steps, "authorization")
    .filter(({ target }) => target.objects === undefined)
    .map(({ target: { scope, filter, expectedMembers } }) => ({
      scope,
      filter,
      expected: expectedMembers,
      exact: isExact(app, scope),
    }));

/** Whether a scope must select as many as planned: all but those that just follow groups (leaving members out is U6). */
function isExact({ scope }: AssumedApp, name: string): boolean {
  const groups = scope?.name === name ? scope.groups : [];
  return groups.length === 0 || groups.some(({ part }) => part === "excluded");
}

/** rollback-1 needs to know of the grants that rollback-3 puts back. */
function grantViews(name: ScriptName, own: readonly Step[], input: ScriptInput): readonly object[] {
  return stepsOf(name === "rollback-1" ? input.steps : own, "appRoleAssignment").map(stepView);
}

function policyView(step: StepOf<"accessPolicy">): object {
  const { scopeId, description } = step.target;
  return {
    ...stepView(step),
    scopeId,
    scopeFilter: scopeId === null ? null : recipientFilter(scopeId),
    description,
  };
}

function looks(own: readonly Step[], input: ScriptInput): object {
  const steps = stepsOf(own, "governedGrants");
  const [first] = steps;
  if (first === undefined) return { look: null, looks: [] };
  return {
    look: lookView(first.target),
    looks: steps.map((step, index) => ({
      ...stepView(step),
      last: index === steps.length - 1,
      waits: waitsOf(step, input),
    })),
  };
}

function stepsOf<K extends Kind>(steps: readonly Step[], kind: K): readonly StepOf<K>[] {
  return steps.filter((step): step is StepOf<K> => step.target.kind === kind);
}
