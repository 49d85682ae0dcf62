import type { AppPlan } from "../../model/plan-app.ts";
import type { Step } from "../../model/plan-step.ts";
import { appFolders } from "../app-folders.ts";
import { stepTimes, wavesByApp } from "../wave-times.ts";
import { appFindings } from "./app-findings.ts";
import { appView } from "./app-view.ts";
import { approvalViews } from "./approval-view.ts";
import { stepOffsets } from "./figures/step-offsets.ts";
import type { ReportInput } from "./report-input.ts";
import type { AppView } from "./report-view.ts";
import { scriptsByFolder } from "./scripts-view.ts";

/** What the page says of each app, in the order of the plan; one at a time, for it is much. */
export function* appViews(
  input: ReportInput,
): Generator<{ readonly app: AppPlan; readonly view: AppView; readonly steps: readonly Step[] }> {
  const { plan } = input;
  const folders = appFolders(plan.apps);
  const byId = new Map(plan.steps.map((step) => [step.id, step]));
  const times = stepTimes(plan);
  const waves = wavesByApp(plan);
  const offsets = stepOffsets(plan.steps);
  const scripts = scriptsByFolder(input.scripts);
  const findings = appFindings(plan);
  const approvals = approvalViews(input);
  for (const app of plan.apps) {
    const folder = folders.get(app) ?? "";
    const steps = app.steps.flatMap((id) => byId.get(id) ?? []);
    const view = appView(app, {
      input,
      folder,
      steps,
      times,
      offsets,
      wave: waves.get(app.appId ?? "") ?? null,
      scripts: scripts(folder),
      approvals: approvals.get(app) ?? [],
      findings: findings.get(app.appId ?? app.servicePrincipalId ?? "") ?? [],
    });
    yield { app, view, steps };
  }
}
