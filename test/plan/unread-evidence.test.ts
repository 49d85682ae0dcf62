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
import { auditOf } from "../arbitraries/plans.ts";

/** A loss: a section as a whole, or one parent of it by its place. */
interface Loss {
  readonly section: SectionName;
  /** Null = the whole section. */
  readonly parent: number | null;
  readonly status: "denied" | "failed" | "notAsked";
}

const PARENTED = SECTION_NAMES.filter((name) => SECTIONS[name].parents !== null);
const anyStatus = fc.constantFrom("denied" as const, "failed" as const);
const anyLoss: fc.Arbitrary<Loss> = fc.oneof(
  fc.record({
    section: fc.constantFrom(...SECTION_NAMES),
    parent: fc.constant(null),
    status: fc.oneof(anyStatus, fc.constant("notAsked" as const)),
  }),
  fc.record({
    section: fc.constantFrom(...PARENTED),
    parent: fc.nat({ max: 8 }),
    status: anyStatus,
  }),
);
const anyLosses = fc.array(anyLoss, { minLength: 1, maxLength: 4 });

function lose(snapshot: Snapshot, { section, parent, status }: Loss): Snapshot {
  const read = snapshot.sections[section];
  if (read.status !== "read") return snapshot;
  const left =
    "parents" in read && parent !== null ? withoutParent(read.parents, parent, status) : { status };
  return { ...snapshot, sections: { ...snapshot.sections, [section]: left } };
}

function withoutParent(
  parents: ReadonlyMap<string, unknown>,
  at: number,
  status: Loss["status"],
): object {
  const lost = [...parents].map(([key, read], index) => [key, index === at ? { status } : read]);
  return { status: "read", parents: new Map(lost as [string, unknown][]) };
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
      for (const [about, answer] of answers(losses.reduce(lose, snapshot), tenant)) {
        if (answer === "allowed") expect(full.get(about) ?? "denied", about).not.toBe("denied");
      }
    });
    fc.assert(property, { numRuns: 100 });
  });

  it("unknown_never_becomes_denied: what the whole tenant allows is never denied", () => {
    const property = fc.property(anyTenant, anyLosses, (tenant, losses) => {
      const snapshot = decodeTenant(tenant);
      const partial = losses.reduce(lose, snapshot);
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
    fc.assert(property, { numRuns: 100 });
  });

  it("unread_gives_no_steps: no step is planned that the whole tenant's plan would not have", () => {
    const property = fc.property(anyPlainTenant, anyLosses, (tenant, losses) => {
      const snapshot = decodeTenant(tenant);
      const full = stepIds(snapshot);
      const known = new Set(full);
      const partial = stepIds(losses.reduce(lose, snapshot));
      expect(partial.filter((id) => !known.has(id))).toEqual([]);
    });
    fc.assert(property, { numRuns: 20 });
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
    ];
    const property = fc.property(anyPlainTenant, fc.constantFrom(...needed), (tenant, section) => {
      const { plan } = auditOf(
        lose(decodeTenant(tenant), { section, parent: null, status: "notAsked" }),
      );
      expect(plan.steps).toEqual([]);
      for (const { status, policies } of plan.apps) {
        if (policies.length > 0) expect(status).toBe("blocked");
      }
    });
    fc.assert(property, { numRuns: 20 });
  });
});

describe("the order of the evidence", () => {
  it("order_of_input_does_not_matter: rows in reverse give the same plan, byte for byte", () => {
    const property = fc.property(anyTenant, (tenant) => {
      const [there, back] = [decodeTenant(tenant), decodeTenant(tenant, "reversed")];
      expect(JSON.stringify(auditOf(back).plan)).toBe(JSON.stringify(auditOf(there).plan));
    });
    fc.assert(property, { numRuns: 20 });
  });

  it("spelling_does_not_matter: ids in upper case give the same steps", () => {
    const property = fc.property(anyTenant, (tenant) => {
      const [there, back] = [decodeTenant(tenant), decodeTenant(tenant, "upperCaseIds")];
      const statuses = (snapshot: Snapshot) =>
        auditOf(snapshot).plan.apps.map(({ appId, status }) => [appId, status]);
      expect(statuses(back)).toEqual(statuses(there));
    });
    fc.assert(property, { numRuns: 12 });
  });
});
