import type { Finding, FindingCheck, NotAssessed } from "../../model/finding.ts";
import type { Plan } from "../../model/plan-document.ts";
import type { CsvRow } from "./csv-columns.ts";
import { joinList } from "./join-list.ts";

type Row = CsvRow<"findings.csv">;

/** The findings, then what could not be assessed: a kind that is in neither was looked for and not found. */
export function findingRows({ findings, findingChecks }: Plan): readonly Row[] {
  const byKind = new Map(findingChecks.map((check) => [check.kind, check]));
  return [
    ...findings.map((finding) => foundRow(finding, byKind.get(finding.kind))),
    ...findingChecks.flatMap((check) => check.notAssessed.map((one) => openRow(check, one))),
  ];
}

function foundRow(finding: Finding, check: FindingCheck | undefined): Row {
  const { id, kind, severity, subject, app, text, evidence } = finding;
  return {
    findingId: id,
    outcome: "found",
    severity,
    kind,
    ...words(check),
    appId: app?.appId ?? null,
    servicePrincipalId: app?.servicePrincipalId ?? null,
    app: app?.displayName ?? null,
    subjectKind: subject.kind,
    subjectId: subject.id,
    subject: subject.name,
    text,
    evidence: joinList(evidence.map(({ section, row, value }) => `${section} ${row}: ${value}`)),
  };
}

function openRow(check: FindingCheck, { subject, section, status, why }: NotAssessed): Row {
  return {
    findingId: null,
    outcome: "notAssessed",
    severity: check.severity,
    kind: check.kind,
    ...words(check),
    appId: null,
    servicePrincipalId: null,
    app: null,
    subjectKind: subject?.kind ?? null,
    subjectId: subject?.id ?? null,
    subject: subject?.name ?? null,
    text: why,
    evidence: `${section}: ${status}`,
  };
}

type Words = Pick<Row, "title" | "why" | "whatToDo" | "source" | "sourceAsOf">;

const NO_WORDS: Words = { title: null, why: null, whatToDo: null, source: null, sourceAsOf: null };

function words(check: FindingCheck | undefined): Words {
  if (check === undefined) return NO_WORDS;
  const { title, why, whatToDo, source } = check;
  return { title, why, whatToDo, source: source.url, sourceAsOf: source.asOf };
}
