import { sayAbsence } from "../../model/absences.ts";
import type { Plan } from "../../model/plan-document.ts";
import type { Step } from "../../model/plan-step.ts";
import { renderInstant } from "../render-instant.ts";
import { sharedFolder } from "../object-folder.ts";
import { appViews } from "./app-views.ts";
import { approvalViews } from "./approval-view.ts";
import { boardView } from "./board/board-view.ts";
import { compileReport, templateText, type ReportTemplates } from "./compile-report.ts";
import { coverageView } from "./coverage-view.ts";
import { figuresView } from "./figures/figures-view.ts";
import { findingsView } from "./findings-view.ts";
import { GLOSSARY } from "./glossary.ts";
import { impersonationView } from "./impersonation-view.ts";
import { appFacets, ownNames } from "./pages/app-facets.ts";
import type { PackedPages } from "./pages/packed-pages.ts";
import { createPagePacker } from "./pages/page-packer.ts";
import { pagesBlock } from "./pages/pages-block.ts";
import { otherScripts } from "./other-scripts.ts";
import { rehearsalView } from "./rehearsal-view.ts";
import type { ReportInput } from "./report-input.ts";
import type { ReportView } from "./report-view.ts";
import { RULE_WORDS } from "./rule-words.ts";
import { sourceView, type SourceView } from "./source-view.ts";
import { stepTimes } from "../wave-times.ts";
import { stepViews } from "./step-view.ts";
import { summaryView } from "./summary-view.ts";
import { trustedBlock } from "./trusted-block.ts";
import { wavesView, type WaveApp } from "./waves-view.ts";

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
  const compiled = compileReport(templates);
  const { apps, packed } = packApps(input, compiled);
  const html = compiled.layout({
    css: trustedBlock(templateText(templates, "report/report.css")),
    js: trustedBlock(templateText(templates, "report/report.js")),
    ...header(plan),
    summary: summaryView(plan),
    board: boardView(plan, apps),
    figures: figuresView(plan),
    coverage: coverageView(plan),
    pages: pagesBlock(packed),
    waves: wavesView(plan, apps),
    rehearsal: input.rehearsal === undefined ? null : rehearsalView(input.rehearsal),
    noApps:
      apps.length > 0
        ? null
        : sayAbsence(plan.coverage, "noAppOfInterest", "Which apps there are is not known"),
    impersonation: impersonationView(plan, approvalViews(input)),
    findings: findingsView(plan),
    otherSteps: otherSteps(plan),
    otherScripts: otherScripts(input),
    rules: Object.entries(RULE_WORDS).map(([id, words]) => ({ id, ...words })),
    sources: sources(plan),
    glossary: GLOSSARY,
  });
  return plain(html);
}

const plain = (html: string): string => html.replace(DECEPTIVE, "\uFFFD");

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
  | "cmdlets"
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
    cmdlets: evidence.collector.allowedCmdlets?.join(", ") ?? null,
  };
}

/** Renders the apps one after the other: only their links and shared lines are kept. */
function packApps(
  input: ReportInput,
  { appRow, appPage }: ReportTemplates,
): { readonly apps: readonly WaveApp[]; readonly packed: PackedPages } {
  const packer = createPagePacker();
  const apps: WaveApp[] = [];
  for (const { app, view, steps } of appViews(input)) {
    packer.add({
      key: view.anchor,
      facets: appFacets(app, view),
      names: ownNames(app, view, steps),
      row: plain(appRow(view)),
      page: plain(appPage(view)),
    });
    apps.push({ appId: view.appId, name: view.name, anchor: view.anchor });
  }
  return { apps, packed: packer.packed() };
}

function otherSteps(plan: Plan): ReportView["otherSteps"] {
  const { apps, retirements, sharedObjects = [], steps } = plan;
  const times = stepTimes(plan);
  const shared = sharedObjects.flatMap(({ object, steps: ids }) =>
    stepViews(
      steps.filter(({ id }) => ids.includes(id)),
      `scripts/shared/${sharedFolder(object)}`,
      times,
    ),
  );
  const lists = [...apps, ...(retirements ?? []), ...sharedObjects];
  const listed = new Set(lists.flatMap((one) => one.steps));
  const others = steps.filter(({ id }) => !listed.has(id));
  return [...shared, ...stepViews(others, null, times)];
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
