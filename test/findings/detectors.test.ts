import { describe, expect, it } from "vitest";
import { findingCheckSchema, findingSchema } from "../../src/documents/plan-finding-schema.ts";
import { DETECTORS } from "../../src/findings/catalogue.ts";
import { FINDING_KINDS, FINDING_SEVERITIES } from "../../src/model/finding.ts";
import type { SectionName } from "../../src/model/sections.ts";
import type { Snapshot } from "../../src/model/snapshot.ts";
import { rows } from "../arbitraries/snapshot.ts";
import { CASES } from "./cases/all-cases.ts";
import { findingsOf, lookFor, without } from "./findings-of.ts";

describe.each(FINDING_KINDS)("%s", (kind) => {
  const example = CASES[kind];
  const { decisions } = example;
  const { restsOn, widenedBy } = DETECTORS[kind];

  it("is found, with its subject, app, words and evidence", () => {
    const { findings, check } = lookFor(example.tenant, kind, decisions);
    expect(findings.map(({ subject }) => subject.id)).toEqual(example.subjects);
    const [first] = findings;
    expect(first).toMatchObject({ kind, severity: DETECTORS[kind].words.severity });
    expect(first?.app?.appId ?? null).toBe(example.app);
    expect(first?.text).toContain(example.says);
    expect(first?.evidence.map(({ section, row }) => `${section} ${row}`)).toEqual(
      example.evidence,
    );
    expect(check.found).toBe(example.subjects.length);
  });

  it.each(Object.entries(example.silent))(
    "is not found, and was looked for: %s",
    (_name, tenant) => {
      const { findings, check } = lookFor(tenant, kind, decisions);
      expect(findings).toEqual([]);
      expect(check).toMatchObject({ outcome: "assessed", found: 0 });
    },
  );

  it.each(Object.entries(example.open ?? {}))(
    "is not assessed for one subject: %s",
    (_name, { tenant, subject, status }) => {
      const { findings, check } = lookFor(tenant, kind, decisions);
      expect(findings.map((finding) => finding.subject.id)).not.toContain(subject);
      const said = check.notAssessed.filter((one) => one.subject?.id === subject);
      expect(said.map((one) => one.status)).toEqual([status]);
      expect(check.outcome).toBe(status === "byDesign" ? "assessed" : "partly");
    },
  );

  it.each(
    restsOn.flatMap((section) =>
      (["denied", "failed", "notAsked"] as const).map((status) => ({ section, status })),
    ),
  )("is not assessed with $section $status", ({ section, status }) => {
    const { findings, check } = lookFor(without(example.tenant, section, status), kind, decisions);
    expect(findings).toEqual([]);
    expect(check).toMatchObject({ outcome: "notAssessed", found: null });
    expect(check.notAssessed).toContainEqual(
      expect.objectContaining({ subject: null, section, status }),
    );
  });

  it.each(widenedBy)("is assessed in part without %s", (section) => {
    const { check } = lookFor(without(example.tenant, section), kind, decisions);
    expect(check.outcome).toBe("partly");
    expect(check.notAssessed).toContainEqual(
      expect.objectContaining({ subject: null, section, status: "denied" }),
    );
  });
});

describe("what the service says is not there", () => {
  it("is an answer for policies and impersonation, and none for sign-ins", () => {
    const { tenant } = CASES.signInNotRecorded;
    const absent = (section: SectionName): Snapshot => ({
      ...tenant,
      sections: { ...tenant.sections, [section]: { status: "absent" } },
    });
    const policies = lookFor(absent("exchange/applicationAccessPolicies"), "policyForAllApps");
    expect(policies.check).toMatchObject({ outcome: "assessed", found: 0 });
    const users = lookFor(absent("exchange/impersonationEffectiveUsers"), "impersonationRemnant");
    expect(users.check).toMatchObject({ outcome: "assessed", found: 0 });
    const activities = lookFor(absent("graph/signInActivities"), "signInNotRecorded");
    expect(activities.check).toMatchObject({ outcome: "notAssessed", found: null });
  });

  it("says that an app has no row, never that it is unused", () => {
    const { tenant } = CASES.signInNotRecorded;
    const none: Snapshot = {
      ...tenant,
      sections: { ...tenant.sections, "graph/signInActivities": rows() },
    };
    const [finding] = lookFor(none, "signInNotRecorded").findings;
    expect(finding?.text).toBe("App 1: no sign-in on record");
    expect(finding?.evidence.map(({ section }) => section)).toEqual(["graph/servicePrincipals"]);
  });
});

describe("findings as a plan has them", () => {
  it.each(FINDING_KINDS)("%s: read back, they keep their bytes", (kind) => {
    const example = CASES[kind];
    const tenants = [example.tenant, ...Object.values(example.open ?? {}).map((one) => one.tenant)];
    for (const tenant of tenants) {
      const { findings, findingChecks } = findingsOf(tenant, example.decisions);
      for (const one of findings) {
        expect(JSON.stringify(findingSchema.parse(one))).toBe(JSON.stringify(one));
      }
      for (const one of findingChecks) {
        expect(JSON.stringify(findingCheckSchema.parse(one))).toBe(JSON.stringify(one));
      }
    }
  });
});

describe("the catalogue", () => {
  it("has one detector for each kind, with words, severity and a dated source", () => {
    expect(Object.keys(DETECTORS).toSorted()).toEqual([...FINDING_KINDS].toSorted());
    for (const [name, { kind, words }] of Object.entries(DETECTORS)) {
      expect(kind).toBe(name);
      expect(FINDING_SEVERITIES).toContain(words.severity);
      expect(words.source.url).toMatch(
        /^https:\/\/(?:learn|techcommunity)\.microsoft\.com\/[\w/-]+$/,
      );
      expect(words.source.asOf).toMatch(/^20\d\d-\d\d-\d\d$/);
      for (const text of [words.title, words.why, words.whatToDo]) {
        expect(text.length, text).toBeGreaterThan(15);
        expect(text, text).toMatch(/[^.]$/);
      }
      expect(new Set([words.title, words.why, words.whatToDo]).size).toBe(3);
    }
  });

  it("has a title of its own for each kind", () => {
    const titles = Object.values(DETECTORS).map(({ words }) => words.title);
    expect(new Set(titles).size).toBe(titles.length);
  });
});
