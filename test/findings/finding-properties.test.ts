import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findingId, type Findings } from "../../src/findings/detect-findings.ts";
import { DETECTORS } from "../../src/findings/catalogue.ts";
import { FINDING_KINDS } from "../../src/model/finding.ts";
import type { Finding, FindingKind } from "../../src/model/finding.ts";
import { SECTION_NAMES } from "../../src/model/sections.ts";
import type { ParentedSection, Section, Snapshot } from "../../src/model/snapshot.ts";
import { anyPlainTenant } from "../arbitraries/plain-tenant.ts";
import { decodeTenant } from "../fuzz/decode-evidence.ts";
import type { TenantDescription } from "../generator/tenant-description.ts";
import { randomTenant } from "../oracle/random-tenant.ts";
import { runsOf } from "../thorough.ts";
import { CASES } from "./cases/all-cases.ts";
import { findingsOf, without } from "./findings-of.ts";
import { rowIds } from "./row-ids.ts";

const whole = (tenant: TenantDescription): TenantDescription => ({
  ...tenant,
  unread: {},
  unreadParents: {},
});
const anySnapshot: fc.Arbitrary<Snapshot> = fc.oneof(
  anyPlainTenant.map((tenant) => decodeTenant(tenant)),
  fc.integer({ min: 1, max: 100_000 }).map((seed) => decodeTenant(randomTenant(seed))),
  fc.constantFrom(...FINDING_KINDS).map((kind) => CASES[kind].tenant),
);
/** Its witnesses agree with it, as the service of a generated tenant does. */
const anyWholeSnapshot: fc.Arbitrary<Snapshot> = fc.oneof(
  anyPlainTenant.map((tenant) => decodeTenant(whole(tenant))),
  fc.integer({ min: 1, max: 100_000 }).map((seed) => decodeTenant(whole(randomTenant(seed)))),
);
const anyLosses = fc.array(
  fc.record({
    section: fc.constantFrom(...SECTION_NAMES),
    status: fc.constantFrom("denied" as const, "failed" as const, "notAsked" as const),
    parent: fc.option(fc.nat({ max: 8 })),
  }),
  { minLength: 1, maxLength: 4 },
);
type Loss = typeof anyLosses extends fc.Arbitrary<(infer One)[]> ? One : never;

/** Takes away a section, or one of its parents by its place. */
function lose(snapshot: Snapshot, { section, status, parent }: Loss): Snapshot {
  const read = snapshot.sections[section];
  if (read.status !== "read" || !("parents" in read) || parent === null) {
    return without(snapshot, section, status);
  }
  const lost = [...read.parents].map(([key, one], index) => [
    key,
    index === parent ? { status: status === "notAsked" ? "failed" : status } : one,
  ]);
  const left = { status: "read", parents: new Map(lost as [string, never][]) };
  return { ...snapshot, sections: { ...snapshot.sections, [section]: left } };
}

/** About the evidence itself: what is missing is what it tells of. */
const isAboutEvidence = ({ kind }: Finding): boolean => kind === "evidenceIncomplete";

function notAssessed(
  { findingChecks }: Findings,
  kind: FindingKind,
): readonly (string | undefined)[] {
  const check = findingChecks.find((one) => one.kind === kind);
  return (check?.notAssessed ?? []).map(({ subject }) => subject?.id);
}

describe("findings", () => {
  it("evidence_exists: every finding points to rows that are there", () => {
    const property = fc.property(anySnapshot, (snapshot) => {
      for (const { kind, evidence } of findingsOf(snapshot).findings) {
        expect(evidence.length, kind).toBeGreaterThan(0);
        for (const { section, row } of evidence) {
          expect(rowIds(snapshot, section), `${kind} ${section}`).toContain(row);
        }
      }
    });
    fc.assert(property, { numRuns: runsOf(150) });
  });

  it("evidence_is_declared: a finding rests on sections that its kind names", () => {
    const property = fc.property(anySnapshot, (snapshot) => {
      for (const { kind, evidence } of findingsOf(snapshot).findings) {
        const { restsOn, widenedBy } = DETECTORS[kind];
        if (kind === "evidenceIncomplete") continue;
        for (const { section } of evidence) {
          expect([...restsOn, ...widenedBy], kind).toContain(section);
        }
      }
    });
    fc.assert(property, { numRuns: runsOf(100) });
  });

  it("ids_are_stable: kind and subject give the id, and no two findings share one", () => {
    const property = fc.property(anySnapshot, (snapshot) => {
      const { findings } = findingsOf(snapshot);
      for (const { id, kind, subject } of findings) expect(id).toBe(findingId(kind, subject));
      expect(new Set(findings.map(({ id }) => id)).size).toBe(findings.length);
    });
    fc.assert(property, { numRuns: runsOf(100) });
  });

  it("order_of_input_does_not_matter", () => {
    const property = fc.property(anySnapshot, (snapshot) => {
      expect(findingsOf(reversed(snapshot))).toEqual(findingsOf(snapshot));
    });
    fc.assert(property, { numRuns: runsOf(150) });
  });

  it("less_evidence_adds_no_finding: what the whole tenant lacks is not found on a part of it", () => {
    const property = fc.property(anyWholeSnapshot, anyLosses, (snapshot, losses) => {
      const all = new Set(findingsOf(snapshot).findings.map(({ id }) => id));
      const { findings } = findingsOf(losses.reduce(lose, snapshot));
      for (const one of findings.filter((each) => !isAboutEvidence(each))) {
        expect(all, `${one.kind} ${one.text}`).toContain(one.id);
      }
    });
    fc.assert(property, { numRuns: runsOf(300) });
  });

  it("nothing_is_passed_over: what is not found on a part is said not to be assessed", () => {
    const property = fc.property(anyWholeSnapshot, anyLosses, (snapshot, losses) => {
      const left = findingsOf(losses.reduce(lose, snapshot));
      const found = new Set(left.findings.map(({ id }) => id));
      for (const { id, kind, subject } of findingsOf(snapshot).findings) {
        if (found.has(id)) continue;
        const open = notAssessed(left, kind);
        expect(open.includes(undefined) || open.includes(subject.id), `${kind} ${subject.id}`).toBe(
          true,
        );
      }
    });
    fc.assert(property, { numRuns: runsOf(300) });
  });
});

/** The same tenant with the rows of every list from last to first. */
function reversed(snapshot: Snapshot): Snapshot {
  const sections = SECTION_NAMES.map((name) => [name, turn(snapshot.sections[name])]);
  return { ...snapshot, sections: Object.fromEntries(sections) as Snapshot["sections"] };
}

function turn(section: Section<unknown> | ParentedSection<unknown>): unknown {
  if (section.status !== "read") return section;
  if ("rows" in section) return { ...section, rows: section.rows.toReversed() };
  const parents = [...section.parents]
    .toReversed()
    .map(([key, read]): [string, unknown] => [
      key,
      read.status === "read" ? { ...read, rows: read.rows.toReversed() } : read,
    ]);
  return { ...section, parents: new Map(parents) };
}
