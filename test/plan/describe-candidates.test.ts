import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decideEffectiveAccess } from "../../src/access/effective-access.ts";
import type { Candidate } from "../../src/model/plan-candidate.ts";
import { describeCandidates } from "../../src/plan/describe-candidates.ts";
import { countMailboxes } from "../../src/sets/mailbox-set.ts";
import { createSetRegistry } from "../../src/sets/set-registry.ts";
import { anyFencedTenant } from "../arbitraries/plain-tenant.ts";
import { stateOf } from "../arbitraries/plans.ts";
import { decodeTenant } from "../fuzz/decode-evidence.ts";
import { appIdOf, groupKey, mailboxKey } from "../generator/ids.ts";
import type { PolicyDescription } from "../generator/tenant-description.ts";
import { CHOICE_TENANT } from "./choice-tenant.ts";

const on = (scope: string, accessRight: PolicyDescription["accessRight"] = "RestrictAccess") => ({
  app: appIdOf(1),
  accessRight,
  scope,
});

function candidatesOf(...policies: readonly PolicyDescription[]): readonly Candidate[] {
  const state = stateOf(decodeTenant({ ...CHOICE_TENANT, policies }));
  return describeCandidates(state, createSetRegistry(state.facts.index));
}

const lines = (candidates: readonly Candidate[]): readonly string[] =>
  candidates.map(
    ({ kind, verdict, recommended }) => `${recommended ? "* " : ""}${kind} ${verdict}`,
  );

describe("describeCandidates", () => {
  it("sets everything side by side that selects the members of one group", () => {
    const candidates = candidatesOf(on(groupKey(1)));
    expect(lines(candidates)).toEqual([
      "* managementScope equivalent",
      "policyGroup equivalent",
      "existingAdministrativeUnit equivalent",
      "attributeFilter equivalent",
      "flattenedGroup equivalent",
      "newAdministrativeUnit equivalent",
    ]);
    expect(candidates.find(({ kind }) => kind === "attributeFilter")?.filter).toBe(
      "Department -eq 'Sales'",
    );
    expect(new Set(candidates.map(({ id }) => id)).size).toBe(candidates.length);
  });

  it("tells that a group scope loses the members of nested groups", () => {
    const candidates = candidatesOf(on(groupKey(2)));
    const scope = candidates.find(({ kind }) => kind === "policyGroup");
    expect(scope).toMatchObject({ verdict: "narrower", recommended: false });
    expect(
      scope?.permissions.map(({ kept, gained, lost }) =>
        [kept, gained, lost].map((one) => one.count),
      ),
    ).toEqual([
      [1, 0, 1],
      [1, 0, 1],
    ]);
    expect(scope?.why).toContain("take mailboxes away");
  });

  it("offers the one mailbox by its id, beside its group", () => {
    expect(lines(candidatesOf(on(groupKey(3))))).toEqual([
      "* managementScope equivalent",
      "policyGroup equivalent",
      "singleRecipient equivalent",
      "flattenedGroup equivalent",
      "newAdministrativeUnit equivalent",
    ]);
    expect(lines(candidatesOf(on(mailboxKey(4))))[1]).toBe("flattenedGroup equivalent");
  });

  it("says what an exclusion rests on, and copies nothing that follows future mailboxes", () => {
    const [only, ...others] = candidatesOf(on(groupKey(1), "DenyAccess"));
    expect(only).toMatchObject({ kind: "managementScope", unlessOtherwise: ["U6"] });
    expect(others).toEqual([]);
  });

  it("has none where the policies admit nobody, or nothing is governed", () => {
    expect(candidatesOf(on(groupKey(9)))).toEqual([]);
    expect(candidatesOf()).toEqual([]);
  });

  it("verdicts_are_of_the_sets: kept and lost are what is reached today, and only equal sets are equivalent", () => {
    let seen = 0;
    fc.assert(
      fc.property(anyFencedTenant, fc.constantFrom(1, 2), (tenant, app) => {
        const state = stateOf(decodeTenant(tenant), app);
        const size = state.facts.index.keys.length;
        const candidates = describeCandidates(state, createSetRegistry(state.facts.index));
        for (const { permissions, verdict, recommended } of candidates) {
          seen += 1;
          if (recommended) expect(verdict).toBe("equivalent");
          for (const { kept, gained, lost, verdict: own, ...key } of permissions) {
            const before = decideEffectiveAccess(state.app, key).reach.yes;
            expect((kept.count ?? 0) + (lost.count ?? 0)).toBe(countMailboxes(before, size));
            expect(own === "equivalent").toBe(gained.count === 0 && lost.count === 0);
          }
        }
        expect(candidates.filter(({ recommended }) => recommended).length).toBeLessThanOrEqual(1);
      }),
      { numRuns: 100, seed: 8 },
    );
    expect(seen).toBeGreaterThan(100);
  });
});
