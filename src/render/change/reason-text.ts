import type { AppPlan } from "../../model/plan-app.ts";
import type { Plan } from "../../model/plan-document.ts";
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
  const own = new Set(steps);
  const first = plan.steps.filter(({ id, change }) => change === 1 && own.has(id));
  return {
    moves: "Retires what change 1 replaces.",
    deletes: "Removes the policies once change 1 has deleted the grants that they refuse.",
    declares: "Removes the policies once change 1 has cleared the registration.",
  }[kindOfMove(first)];
}

function findingLines(app: AppPlan, { findings, findingChecks }: Plan): readonly string[] {
  const words = new Map(findingChecks.map((check) => [check.kind, check]));
  return findings
    .filter(
      ({ app: of }) =>
        of !== null && of.appId === app.appId && of.servicePrincipalId === app.servicePrincipalId,
    )
    .map(({ kind, severity, text }) => {
      const why = words.get(kind)?.why;
      return `Finding, ${severity}: ${oneLine(text)}${why === undefined ? "" : `: ${oneLine(why)}`}`;
    });
}
