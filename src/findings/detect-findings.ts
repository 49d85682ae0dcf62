import type { Impersonation } from "../access/resolve-impersonation.ts";
import type { TenantAccess } from "../access/resolve-tenant-access.ts";
import { hashText } from "../mapping/object-names.ts";
import type { Decisions } from "../model/decisions.ts";
import { byText } from "../model/by-text.ts";
import {
  FINDING_KINDS,
  FINDING_SEVERITIES,
  type Finding,
  type FindingCheck,
  type FindingEvidence,
  type FindingKind,
  type FindingOutcome,
  type FindingSubject,
  type NotAssessed,
} from "../model/finding.ts";
import { SECTIONS, type SectionName } from "../model/sections.ts";
import type { Snapshot } from "../model/snapshot.ts";
import { isRightlyAbsent } from "./absent-sections.ts";
import { DETECTORS } from "./catalogue.ts";
import type { Detector, Observation } from "./detector.ts";
import { createFindingContext, type FindingContext } from "./finding-context.ts";

export interface Findings {
  /** Worst first, then by kind, name and id of the subject. */
  readonly findings: readonly Finding[];
  /** Every kind of the catalogue, in order of kind. */
  readonly findingChecks: readonly FindingCheck[];
}

/**
 * Looks for every kind of finding of the catalogue, and says of each how far it could be looked for.
 *
 * INVARIANT: a kind that rests on something that was not read is not assessed; it is never "nothing found".
 */
export function detectFindings(
  access: TenantAccess,
  impersonation: Impersonation,
  decisions?: Decisions,
): Findings {
  const context = createFindingContext(access, impersonation, decisions);
  const results = FINDING_KINDS.map((kind) => runDetector(DETECTORS[kind], context));
  return {
    findings: results.flatMap(({ findings }) => findings).toSorted(bySeverity),
    findingChecks: results.map(({ check }) => check),
  };
}

/** The stable id of a finding. */
export const findingId = (kind: FindingKind, subject: FindingSubject): string =>
  hashText([kind, subject.kind, subject.id].join("\u0000")).slice(0, 16);

interface Result {
  readonly findings: readonly Finding[];
  readonly check: FindingCheck;
}

function runDetector(detector: Detector, context: FindingContext): Result {
  const missing = detector.restsOn.flatMap((name) => whyUnread(context.snapshot, name));
  if (missing.length > 0) return { findings: [], check: describe(detector, missing, null) };
  const seen = detector.detect(context);
  const observations = seen.flatMap((one) => (one.status === "found" ? [one.found] : []));
  const findings = toFindings(detector, observations);
  const notAssessed = [
    ...detector.widenedBy.flatMap((name) => whyUnread(context.snapshot, name)),
    ...seen.flatMap((one) => (one.status === "open" ? [one.open] : [])),
  ];
  return { findings, check: describe(detector, notAssessed, findings.length) };
}

/** Nothing for a section that was read, or that is rightly absent. */
function whyUnread({ sections }: Snapshot, section: SectionName): readonly NotAssessed[] {
  const { status } = sections[section];
  if (status === "read" || isRightlyAbsent(section, status)) return [];
  const { holds, needs } = SECTIONS[section];
  const how = status === "notAsked" ? "was not asked for" : `could not be read (${status})`;
  return [{ subject: null, section, status, why: `${holds}: ${how}; needed: ${needs}` }];
}

function describe(
  { kind, words, restsOn, widenedBy }: Detector,
  notAssessed: readonly NotAssessed[],
  count: number | null,
): FindingCheck {
  return {
    kind,
    ...words,
    outcome: outcomeOf(notAssessed, count),
    found: count,
    sections: [...new Set([...restsOn, ...widenedBy])].toSorted(byText),
    notAssessed: distinct(notAssessed),
  };
}

/** What does not exist by design is nothing that was missed. */
function outcomeOf(notAssessed: readonly NotAssessed[], count: number | null): FindingOutcome {
  if (count === null) return "notAssessed";
  return notAssessed.some(({ status }) => status !== "byDesign") ? "partly" : "assessed";
}

function distinct(notAssessed: readonly NotAssessed[]): readonly NotAssessed[] {
  const byKey = new Map(
    notAssessed.map((one) => [
      [one.subject?.kind, one.subject?.id, one.section, one.status].join("\u0000"),
      one,
    ]),
  );
  return [...byKey].toSorted(([a], [b]) => byText(a, b)).map(([, one]) => one);
}

/** One finding for each subject: what several observations say of it is put together. */
function toFindings(
  { kind, words }: Detector,
  observations: readonly Observation[],
): readonly Finding[] {
  const byId = new Map<string, Finding>();
  for (const { subject, app, text, evidence } of observations) {
    const id = findingId(kind, subject);
    const before = byId.get(id)?.evidence ?? [];
    const { severity } = words;
    byId.set(id, {
      id,
      kind,
      severity,
      subject,
      app,
      text,
      evidence: distinctEvidence([...before, ...evidence]),
    });
  }
  return [...byId.values()];
}

const keyOf = ({ section, row, value }: FindingEvidence): string =>
  [section, row, value].join("\u0000");

function distinctEvidence(evidence: readonly FindingEvidence[]): readonly FindingEvidence[] {
  const byKey = new Map(evidence.map((one) => [keyOf(one), one]));
  return [...byKey].toSorted(([a], [b]) => byText(a, b)).map(([, one]) => one);
}

function bySeverity(a: Finding, b: Finding): number {
  const rank = ({ severity }: Finding): number => FINDING_SEVERITIES.indexOf(severity);
  return rank(a) - rank(b) || byText(sortKey(a), sortKey(b));
}

const sortKey = ({ kind, subject, id }: Finding): string =>
  [kind, subject.name?.toLowerCase() ?? "", subject.id, id].join("\u0000");
