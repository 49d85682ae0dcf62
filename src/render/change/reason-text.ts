import type { AppPlan } from "../../model/plan-app.ts";
import type { Finding } from "../../model/finding.ts";
import type { Plan } from "../../model/plan-document.ts";
import type { Step } from "../../model/plan-step.ts";
import type { PlannedChange } from "../../model/planned-changes.ts";
import { oneLine } from "../one-line.ts";
import { kindOfMove } from "../kind-of-move.ts";
import type { ChangeContext } from "./change-context.ts";

/** Why a change is proposed: the plan's own reasons, and what was found of the app. */
export function reasonText({ change, plan }: ChangeContext): string {
  const { subject } = change;
  if (subject.kind === "impersonation") {
    const { id } = subject.retirement;
    const own = (plan.impersonation ?? []).filter(
      (item) => item.id === id || item.id.startsWith(`${id}/`),
    );
    return own
      .flatMap(({ reasons, planned }) => [...reasons, ...planned])
      .map(oneLine)
      .join("\n");
  }
  return [
    ...(isSecond(subject.app, change) ? [followsOf(subject.app, plan)] : []),
    ...subject.app.reasons.map(({ text }) => oneLine(text)),
    ...findingLines(subject.app, plan),
  ].join("\n");
}

/** Whether the app has other steps before. */
const isSecond = (app: AppPlan, { change, steps }: PlannedChange): boolean =>
  change === 2 && app.steps.length > steps.length;

function followsOf({ steps }: AppPlan, plan: Plan): string {
  const { stepsById } = indexOf(plan);
  const own = steps.flatMap((id) => stepsById.get(id) ?? []);
  const first = own.filter(({ change }) => change === 1);
  return {
    moves: "Retires what change 1 replaces.",
    deletes: "Removes the policies once change 1 has deleted the grants that they refuse.",
    declares: "Removes the policies once change 1 has cleared the registration.",
  }[kindOfMove(first)];
}

function findingLines(app: AppPlan, plan: Plan): readonly string[] {
  const { findingsByApp, why } = indexOf(plan);
  return (findingsByApp.get(keyOf(app)) ?? []).map(({ kind, severity, text }) => {
    const reason = why.get(kind);
    return `Finding, ${severity}: ${oneLine(text)}${reason === undefined ? "" : `: ${oneLine(reason)}`}`;
  });
}

const keyOf = ({ appId, servicePrincipalId }: NonNullable<Finding["app"]>): string =>
  `${appId ?? ""} ${servicePrincipalId ?? ""}`;

interface ReasonIndex {
  readonly stepsById: ReadonlyMap<string, Step>;
  readonly findingsByApp: ReadonlyMap<string, readonly Finding[]>;
  readonly why: ReadonlyMap<string, string>;
}

/** Every change asks: a plan is walked once. */
const INDEXES = new WeakMap<Plan, ReasonIndex>();

function indexOf(plan: Plan): ReasonIndex {
  const index = INDEXES.get(plan) ?? createIndex(plan);
  INDEXES.set(plan, index);
  return index;
}

function createIndex({ steps, findings, findingChecks }: Plan): ReasonIndex {
  const findingsByApp = new Map<string, Finding[]>();
  for (const finding of findings) {
    if (finding.app === null) continue;
    const own = findingsByApp.get(keyOf(finding.app)) ?? [];
    own.push(finding);
    findingsByApp.set(keyOf(finding.app), own);
  }
  return {
    stepsById: new Map(steps.map((step) => [step.id, step])),
    findingsByApp,
    why: new Map(findingChecks.map(({ kind, why }) => [kind, why])),
  };
}
