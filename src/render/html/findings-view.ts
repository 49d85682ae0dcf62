import { FINDING_SEVERITIES } from "../../model/finding.ts";
import type { Finding, FindingCheck, FindingSeverity, NotAssessed } from "../../model/finding.ts";
import type { Plan } from "../../model/plan-document.ts";
import { appFolders } from "../app-folders.ts";
import { renderCount } from "../render-count.ts";
import { SEVERITY_WORDS } from "./finding-words.ts";
import { sourceView, type SourceView } from "./source-view.ts";

/** Longer lists are cut in the page; csv/findings.csv has them whole. */
const SHOWN = 50;

export interface SeverityView {
  readonly key: FindingSeverity;
  readonly label: string;
  readonly mark: string;
  readonly count: string;
}

export interface FindingsView {
  readonly count: string;
  readonly severities: readonly SeverityView[];
  readonly kinds: readonly FindingKindView[];
  /** Kinds that could not be looked for, whole or in part. */
  readonly notAssessed: readonly NotAssessedView[];
  /** Titles of the kinds that were looked for everywhere and not found. */
  readonly clear: readonly string[];
}

export interface FindingKindView {
  readonly kind: string;
  readonly severity: SeverityView;
  readonly title: string;
  readonly count: string;
  readonly why: string;
  readonly whatToDo: string;
  readonly source: SourceView;
  readonly asOf: string;
  readonly findings: readonly {
    readonly id: string;
    readonly text: string;
    readonly app: { readonly name: string; readonly anchor: string } | null;
    readonly evidence: readonly {
      readonly section: string;
      readonly row: string;
      readonly value: string;
    }[];
  }[];
  readonly more: string | null;
}

export interface NotAssessedView {
  readonly title: string;
  readonly outcome: string;
  readonly reasons: readonly string[];
  readonly more: string | null;
}

/** The findings by kind, worst first, and beside them what could not be looked for: silence is no answer. */
export function findingsView(plan: Plan): FindingsView {
  const { findings, findingChecks } = plan;
  const anchors = anchorsOf(plan);
  const inOrder = findingChecks.toSorted((a, b) => rank(a) - rank(b));
  return {
    count: renderCount(findings.length),
    severities: FINDING_SEVERITIES.map((key) =>
      severityView(key, findings.filter(({ severity }) => severity === key).length),
    ),
    kinds: inOrder
      .map((check) => kindView(check, findings, anchors))
      .filter(({ findings: own }) => own.length > 0),
    notAssessed: inOrder.filter(({ notAssessed }) => notAssessed.length > 0).map(notAssessedView),
    clear: inOrder
      .filter(({ outcome, found }) => outcome === "assessed" && found === 0)
      .map(({ title }) => title),
  };
}

const rank = ({ severity }: FindingCheck): number => FINDING_SEVERITIES.indexOf(severity);

const severityView = (key: FindingSeverity, count: number): SeverityView => ({
  key,
  ...SEVERITY_WORDS[key],
  count: renderCount(count),
});

/** The place of each app in the page, by app id. */
function anchorsOf({ apps }: Plan): ReadonlyMap<string, string> {
  const folders = appFolders(apps);
  return new Map(
    apps.flatMap((app) => {
      const key = app.appId ?? app.servicePrincipalId;
      return key === null ? [] : [[key, `app-${folders.get(app) ?? ""}`] as const];
    }),
  );
}

function kindView(
  { kind, severity, title, why, whatToDo, source }: FindingCheck,
  findings: readonly Finding[],
  anchors: ReadonlyMap<string, string>,
): FindingKindView {
  const own = findings.filter((finding) => finding.kind === kind);
  return {
    kind,
    severity: severityView(severity, own.length),
    title,
    count: renderCount(own.length),
    why,
    whatToDo,
    source: sourceView(source.url),
    asOf: source.asOf,
    findings: own.slice(0, SHOWN).map(({ id, text, app, evidence }) => ({
      id,
      text,
      app: linkTo(app, anchors),
      evidence: evidence.slice(0, SHOWN),
    })),
    more: moreThan(own.length),
  };
}

function linkTo(
  app: Finding["app"],
  anchors: ReadonlyMap<string, string>,
): FindingKindView["findings"][number]["app"] {
  const anchor = anchors.get(app?.appId ?? app?.servicePrincipalId ?? "");
  return app === null || anchor === undefined ? null : { name: app.displayName, anchor };
}

function notAssessedView({ title, outcome, notAssessed }: FindingCheck): NotAssessedView {
  return {
    title,
    outcome: OUTCOMES[outcome],
    reasons: notAssessed.slice(0, SHOWN).map(sayWhy),
    more: moreThan(notAssessed.length),
  };
}

const OUTCOMES: Readonly<Record<FindingCheck["outcome"], string>> = {
  assessed: "assessed",
  partly: "assessed in part",
  notAssessed: "not assessed",
};

const sayWhy = ({ why }: NotAssessed): string => why.replaceAll("`", "");

const moreThan = (count: number): string | null =>
  count > SHOWN ? renderCount(count - SHOWN) : null;
