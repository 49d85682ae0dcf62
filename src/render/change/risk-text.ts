import type { AppPlan } from "../../model/plan-app.ts";
import type { PermissionPlan, SetReference } from "../../model/plan-permission.ts";
import { oneLine } from "../one-line.ts";
import { renderCount, renderMailboxes } from "../render-count.ts";
import type { ChangeContext } from "./change-context.ts";

/** What a change may upset: its risk and why, whose access it changes, its hazards, and what could make the proof untrue. */
export function riskText({ change }: ChangeContext): string {
  const { subject, steps } = change;
  const hazards = steps.flatMap((step) =>
    step.hazards.map(({ kind, text, source }) => `Hazard ${kind}: ${oneLine(text)} [${source}]`),
  );
  const about =
    subject.kind === "app"
      ? appLines(subject.app)
      : steps.flatMap(({ target }) =>
          target.kind === "impersonationAssignment"
            ? target.effectiveUsers.map(
                (user) => `${oneLine(user)} loses what it reaches by impersonating through it`,
              )
            : [],
        );
  return [...about, ...new Set(hazards)].join("\n");
}

function appLines(app: AppPlan): readonly string[] {
  return [
    ...(app.risk === null ? [] : [`Risk: ${[app.risk.level, ...app.risk.why].join("; ")}`]),
    ...app.permissions.map(permissionLine),
    ...app.gates
      .filter(({ state }) => state !== "open")
      .map(({ rule, state, text }) => `Switch ${rule} is ${state}: ${oneLine(text)}`),
    ...app.drift.map((text) => `May change it later: ${oneLine(text)}`),
  ];
}

function permissionLine(permission: PermissionPlan): string {
  const { before, target, gained, lost, verdict, disposition, newByDecision } = permission;
  const counts = [
    `reaches ${renderMailboxes(before.allowed.count)} before`,
    ...(target === undefined ? [] : [`${renderCount(target.count)} after both changes`]),
    ...counted("gained", gained),
    ...counted("of them new by decision", newByDecision),
    ...counted("lost", lost),
    ...(before.unknown.count === 0 ? [] : [`${renderCount(before.unknown.count)} unknown today`]),
  ];
  const name = `${oneLine(permission.permission)} (${permission.resource})`;
  return `${name}, ${verdict ?? disposition}: ${counts.join(", ")}`;
}

const counted = (what: string, reference: SetReference | undefined): readonly string[] =>
  reference === undefined ? [] : [`${renderCount(reference.count)} ${what}`];
