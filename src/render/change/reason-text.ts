import type { AppPlan } from "../../model/plan-app.ts";
import type { Finding } from "../../model/finding.ts";
import type { Plan } from "../../model/plan-document.ts";
import { groupPairs } from "../../model/group-pairs.ts";
import { onceFor } from "../../model/once-for.ts";
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

/** Every change asks: a plan is walked once. */
const indexOf = onceFor(({ steps, findings, findingChecks }: Plan) => ({
  stepsById: new Map(steps.map((step) => [step.id, step])),
  findingsByApp: groupPairs(
    findings.flatMap((finding) =>
      finding.app === null ? [] : [[keyOf(finding.app), finding] as const],
    ),
  ),
  why: new Map(findingChecks.map(({ kind, why }) => [kind, why])),
}));
