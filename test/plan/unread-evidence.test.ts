import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decideTenantAccess, explainMailboxes } from "../../src/access/decide-tenant-access.ts";
import { resolveTenantAccess } from "../../src/access/resolve-tenant-access.ts";
import { SECTION_NAMES, SECTIONS, type SectionName } from "../../src/model/sections.ts";
import type { Snapshot } from "../../src/model/snapshot.ts";
import { decodeTenant } from "../fuzz/decode-evidence.ts";
import type { TenantDescription } from "../generator/tenant-description.ts";
import { randomTenant } from "../oracle/random-tenant.ts";
import { anyPlainTenant } from "../arbitraries/plain-tenant.ts";
import { auditOf, planOf } from "../arbitraries/plans.ts";
import { pointer } from "../arbitraries/rows.ts";
import { rows } from "../arbitraries/snapshot.ts";
import { readerTenant } from "./reader-tenant.ts";
import { lose, PARENT_LOSSES, SECTION_LOSSES, type Lost } from "../losses/lose.ts";
import { runsOf } from "../thorough.ts";

/** A section as a whole, or one parent of it by its place. */
interface PlacedLoss {
  readonly section: SectionName;
  readonly parent: number | null;
  readonly how: Lost;
}

const PARENTED = SECTION_NAMES.filter((name) => SECTIONS[name].parents !== null);
const anyLoss: fc.Arbitrary<PlacedLoss> = fc.oneof(
  fc.record({
    section: fc.constantFrom(...SECTION_NAMES),
    parent: fc.constant(null),
    how: fc.constantFrom(...SECTION_LOSSES),
  }),
  fc.record({
    section: fc.constantFrom(...PARENTED),
    parent: fc.nat({ max: 8 }),
    how: fc.constantFrom(...PARENT_LOSSES),
  }),
);
const anyLosses = fc.array(anyLoss, { minLength: 1, maxLength: 4 });

/** Loses a section, or the parent that stands at that place. */
function loseAt(snapshot: Snapshot, { section, parent, how }: PlacedLoss): Snapshot {
  const read = snapshot.sections[section];
  if (parent === null) return lose(snapshot, { section, parent, how });
  const keys = read.status === "read" && "parents" in read ? [...read.parents.keys()] : [];
  const key = keys[parent];
  return key === undefined ? snapshot : lose(snapshot, { section, parent: key, how });
}

/** The tenant with nothing unread, and a name for each of its service principals. */
const whole = (tenant: TenantDescription): TenantDescription => ({
  ...tenant,
  unread: {},
  unreadParents: {},
});
const anyTenant = fc.oneof(
  anyPlainTenant,
  fc.integer({ min: 300_000, max: 400_000 }).map((seed) => whole(randomTenant(seed))),
);

/** `<app> <resource>/<permission> <mailbox>` of everything that is allowed, or may be. */
function answers(snapshot: Snapshot, tenant: TenantDescription): ReadonlyMap<string, string> {
  const access = resolveTenantAccess(snapshot);
  const lines = decideTenantAccess(access).flatMap((one) => [
    ...explainMailboxes(access.facts, one),
  ]);
  const nameOf = (id: string | undefined): string =>
    tenant.apps.find(({ servicePrincipalId }) => servicePrincipalId === id)?.appId ?? String(id);
  return new Map(
    lines.map(({ appId, servicePrincipalId, resource, permission, mailbox, access: answer }) => [
      `${appId ?? nameOf(servicePrincipalId)} ${resource}/${permission} ${mailbox}`,
      answer,
    ]),
  );
}

const stepIds = (snapshot: Snapshot): readonly string[] =>
  auditOf(snapshot).plan.steps.map(({ id }) => id);

describe("evidence that is not whole", () => {
  it("unknown_never_becomes_allowed: what the whole tenant denies is never allowed", () => {
    const property = fc.property(anyTenant, anyLosses, (tenant, losses) => {
      const snapshot = decodeTenant(tenant);
      const full = answers(snapshot, tenant);
      for (const [about, answer] of answers(losses.reduce(loseAt, snapshot), tenant)) {
        if (answer === "allowed") expect(full.get(about) ?? "denied", about).not.toBe("denied");
      }
    });
    fc.assert(property, { numRuns: runsOf(100) });
  });

  it("unknown_never_becomes_denied: what the whole tenant allows is never denied", () => {
    const property = fc.property(anyTenant, anyLosses, (tenant, losses) => {
      const snapshot = decodeTenant(tenant);
      const partial = losses.reduce(loseAt, snapshot);
      if (partial.sections["exchange/recipients"].status !== "read") return;
      const known = new Set(resolveTenantAccess(partial).apps.map(({ appId }) => appId));
      const left = answers(partial, tenant);
      for (const [about, answer] of answers(snapshot, tenant)) {
        const [app = ""] = about.split(" ");
        // An app that no list names any more has no line: nothing is said of it.
        if (answer !== "allowed" || !known.has(app as never)) continue;
        expect(left.get(about) ?? "denied", about).not.toBe("denied");
      }
    });
    fc.assert(property, { numRuns: runsOf(100) });
  });

  it("unread_gives_no_steps: no step is planned that the whole tenant's plan would not have", () => {
    const property = fc.property(anyPlainTenant, anyLosses, (tenant, losses) => {
      const snapshot = decodeTenant(tenant);
      const full = stepIds(snapshot);
      const known = new Set(full);
      const partial = stepIds(losses.reduce(loseAt, snapshot));
      expect(partial.filter((id) => !known.has(id))).toEqual([]);
    });
    fc.assert(property, { numRuns: runsOf(20) });
  });

  it("refused_sections_block: without grants, policies or roles no app under a policy is planned", () => {
    const needed: readonly SectionName[] = [
      "exchange/applicationAccessPolicies",
      "exchange/roleAssignments",
      "exchange/servicePrincipals",
      "exchange/managementScopes",
      "exchange/recipients",
      "graph/appRoleAssignedTo",
      "graph/resourceServicePrincipals",
      "graph/applications",
      "graph/servicePrincipals",
    ];
    const property = fc.property(anyPlainTenant, fc.constantFrom(...needed), (tenant, section) => {
      const { plan } = auditOf(
        lose(decodeTenant(tenant), { section, parent: null, how: "denied" }),
      );
      expect(plan.steps).toEqual([]);
      for (const { status, policies } of plan.apps) {
        if ((policies?.length ?? 0) > 0) expect(status).toBe("blocked");
      }
    });
    fc.assert(property, { numRuns: runsOf(20) });
  });
});

describe("an app that Exchange alone knows, since the list of enterprise applications was not read", () => {
  it("is blocked: it may be Microsoft's own, or the hybrid app, which are never planned", () => {
    const { plan } = planOf(
      readerTenant({
        "exchange/servicePrincipals": rows(pointer(1)),
        "graph/servicePrincipals": { status: "denied" },
      }),
    );
    expect(plan.status).toBe("blocked");
    expect(plan.reasons).toMatchObject([
      { kind: "sectionNotRead", subject: "graph/servicePrincipals" },
    ]);
    expect(plan.steps).toEqual([]);
  });
});

describe("the order of the evidence", () => {
  it("order_of_input_does_not_matter: rows in reverse give the same plan, byte for byte", () => {
    const property = fc.property(anyTenant, (tenant) => {
      const [there, back] = [decodeTenant(tenant), decodeTenant(tenant, "reversed")];
      expect(JSON.stringify(auditOf(back).plan)).toBe(JSON.stringify(auditOf(there).plan));
    });
    fc.assert(property, { numRuns: runsOf(20) });
  });

  it("spelling_does_not_matter: ids in upper case give the same steps", () => {
    const property = fc.property(anyTenant, (tenant) => {
      const [there, back] = [decodeTenant(tenant), decodeTenant(tenant, "upperCaseIds")];
      const statuses = (snapshot: Snapshot) =>
        auditOf(snapshot).plan.apps.map(({ appId, status }) => [appId, status]);
      expect(statuses(back)).toEqual(statuses(there));
    });
    fc.assert(property, { numRuns: runsOf(12) });
  });
});
