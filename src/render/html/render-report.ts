import { sayAbsence } from "../../model/absences.ts";
import type { Plan } from "../../model/plan-document.ts";
import type { Step } from "../../model/plan-step.ts";
import { appFolders } from "../app-folders.ts";
import { renderInstant } from "../render-instant.ts";
import { appView } from "./app-view.ts";
import { approvalViews } from "./approval-view.ts";
import { compileReport, templateText } from "./compile-report.ts";
import { coverageView } from "./coverage-view.ts";
import { findingsView } from "./findings-view.ts";
import { GLOSSARY } from "./glossary.ts";
import { impersonationView } from "./impersonation-view.ts";
import { rehearsalView } from "./rehearsal-view.ts";
import type { ReportInput } from "./report-input.ts";
import type { AppView, ReportView } from "./report-view.ts";
import { RULE_WORDS } from "./rule-words.ts";
import { sourceView, type SourceView } from "./source-view.ts";
import { stepTimes, wavesByApp } from "../wave-times.ts";
import { stepViews } from "./step-view.ts";
import { summaryView } from "./summary-view.ts";
import { trustedBlock } from "./trusted-block.ts";
import { wavesView } from "./waves-view.ts";

const MODES: Readonly<Record<Plan["evidence"]["collector"]["mode"], string>> = {
  live: "read live",
  script: "collector script",
  emulator: "emulated tenant",
};

/**
 * Characters that only data can bring, and that no page should hold: controls, and overrides that print a name in
 * another order than it is.
 */
const DECEPTIVE = /[\u202A-\u202E\u2066-\u2069]|(?![\t\n])\p{Cc}/gu;

/**
 * Renders the plan as one self-contained HTML page: no network, nothing that the plan does not say.
 *
 * INVARIANT: the same input gives the same bytes; all plan data is HTML-escaped.
 */
export function renderReport(input: ReportInput): string {
  const { plan, templates } = input;
  const apps = appViews(input);
  const html = compileReport(templates)({
    css: trustedBlock(templateText(templates, "report/report.css")),
    js: trustedBlock(templateText(templates, "report/report.js")),
    ...header(plan),
    summary: summaryView(plan),
    coverage: coverageView(plan),
    apps,
    waves: wavesView(plan, apps),
    rehearsal: input.rehearsal === undefined ? null : rehearsalView(input.rehearsal),
    noApps: sayAbsence(plan.coverage, "noAppOfInterest", "Which apps there are is not known"),
    impersonation: impersonationView(plan, approvalViews(input)),
    findings: findingsView(plan),
    otherSteps: otherSteps(plan),
    rules: Object.entries(RULE_WORDS).map(([id, words]) => ({ id, ...words })),
    sources: sources(plan),
    glossary: GLOSSARY,
  });
  return html.replace(DECEPTIVE, "\uFFFD");
}

function header({
  evidence,
  tool,
}: Plan): Pick<
  ReportView,
  | "tenant"
  | "collectedAt"
  | "collectedAtIso"
  | "evidenceSha256"
  | "environment"
  | "collector"
  | "tool"
> {
  return {
    tenant: {
      id: evidence.tenant.id,
      domain: evidence.tenant.initialDomain,
      name: evidence.tenant.displayName,
    },
    collectedAt: renderInstant(evidence.collectedAt),
    collectedAtIso: evidence.collectedAt,
    evidenceSha256: evidence.sha256,
    environment:
      evidence.environment === "exchangeOnPremises" ? "Exchange on-premises" : "Exchange Online",
    collector: `${evidence.collector.identity} (${MODES[evidence.collector.mode]})`,
    tool: `${tool.name} ${tool.version}`,
  };
}

function appViews(input: ReportInput): readonly AppView[] {
  const { plan } = input;
  const folders = appFolders(plan.apps);
  const byId = new Map(plan.steps.map((step) => [step.id, step]));
  const times = stepTimes(plan);
  const waves = wavesByApp(plan);
  const approvals = approvalViews(input);
  return plan.apps.map((app) =>
    appView(app, {
      input,
      folder: folders.get(app) ?? "",
      steps: app.steps.flatMap((id) => byId.get(id) ?? []),
      times,
      wave: waves.get(app.appId ?? "") ?? null,
      approvals: approvals.get(app) ?? [],
    }),
  );
}

function otherSteps(plan: Plan): ReportView["otherSteps"] {
  const listed = new Set([...plan.apps, ...(plan.retirements ?? [])].flatMap(({ steps }) => steps));
  return stepViews(
    plan.steps.filter(({ id }) => !listed.has(id)),
    null,
    stepTimes(plan),
  );
}

function sources(plan: Plan): readonly SourceView[] {
  const hazards = (step: Step): readonly { readonly source: string }[] => [
    ...step.hazards,
    ...(step.rollback?.hazards ?? []),
  ];
  const all = [
    ...plan.assumptions.map(({ source }) => source),
    ...plan.steps.flatMap((step) => hazards(step).map(({ source }) => source)),
    ...plan.findingChecks.map(({ source }) => source.url),
    ...Object.values(RULE_WORDS).map(({ link }) => link),
  ];
  return [...new Set(all)].toSorted().map(sourceView);
}
