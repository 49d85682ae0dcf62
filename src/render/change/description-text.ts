import type { AppPlan } from "../../model/plan-app.ts";
import { oneLine } from "../one-line.ts";
import { renderInstant } from "../render-instant.ts";
import { changeTitle } from "./change-title.ts";
import type { ChangeContext } from "./change-context.ts";

/** What a change is about: its objects by their ids, what it rests on, and where the rest is told. */
export function descriptionText(context: ChangeContext): string {
  const { change, plan, folder } = context;
  const { subject } = change;
  const { tenant, collectedAt, sha256 } = plan.evidence;
  return [
    changeTitle(context),
    `Tenant: ${oneLine(tenant.displayName)} (${oneLine(tenant.initialDomain)}, ${tenant.id})`,
    ...(subject.kind === "app"
      ? appLines(subject.app)
      : [`Assignment: ${oneLine(subject.retirement.assignment)} (${subject.retirement.id})`]),
    `Change: ${change.id}, hash ${change.changeHash}`,
    `Evidence: collected ${renderInstant(collectedAt)}, SHA-256 ${sha256}`,
    `Steps: ${String(change.steps.length)}; scripts: ${folder}/`,
  ].join("\n");
}

function appLines(app: AppPlan): readonly string[] {
  const { scope } = app;
  return [
    `App: ${oneLine(app.displayName)} (app id ${app.appId ?? "not known"}, enterprise application ${app.servicePrincipalId ?? "not known"})`,
    `Status: ${app.status}`,
    `Answers for it: ${app.owner === null ? "nobody was named" : oneLine(app.owner)}`,
    ...(app.policies ?? []).map(
      ({ accessRight, scope: { displayName, id }, identity }) =>
        `Policy: ${accessRight} on ${oneLine(displayName ?? id ?? "its scope")} (${oneLine(identity)})`,
    ),
    ...(scope === null
      ? []
      : [
          `Scope: ${oneLine(scope.name)}${scope.filter === "" ? "" : `: ${oneLine(scope.filter)}`}`,
        ]),
  ];
}
