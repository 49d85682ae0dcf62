import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  decideTenantAccess,
  explainAccess,
  explainMailboxes,
} from "../../src/access/decide-tenant-access.ts";
import { resolveTenantAccess } from "../../src/access/resolve-tenant-access.ts";
import type { Snapshot, SnapshotSections } from "../../src/model/snapshot.ts";
import { decodeTenant } from "../fuzz/decode-evidence.ts";
import { appIdOf, groupKey, mailboxKey, servicePrincipalIdOf } from "../generator/ids.ts";
import { randomTenant } from "../oracle/random-tenant.ts";
import { grant, restrict, servicePrincipal } from "../arbitraries/rows.ts";
import { people, rows, snapshotOf } from "../arbitraries/snapshot.ts";
import { runsOf } from "../thorough.ts";

const tenant = (sections: Partial<SnapshotSections> = {}) =>
  snapshotOf({
    ...people(3, { 1: [mailboxKey(1)] }),
    "graph/servicePrincipals": rows(servicePrincipal(1)),
    "graph/appRoleAssignedTo": rows(grant(1, "Mail.Send"), grant(1, "Mail.Read")),
    "exchange/applicationAccessPolicies": rows(restrict(1, groupKey(1))),
    ...sections,
  });

function lines(snapshot: Snapshot) {
  const access = resolveTenantAccess(snapshot);
  const decided = decideTenantAccess(access);
  return {
    summaries: decided.map((one) => explainAccess(access.facts, one)),
    mailboxes: decided.flatMap((one) => [...explainMailboxes(access.facts, one)]),
  };
}

describe("the lines of access", () => {
  it("count each answer and are sorted by permission", () => {
    expect(lines(tenant()).summaries).toMatchObject([
      { appId: appIdOf(1), permission: "Mail.Read", allowed: 1, denied: 2, unknown: 0 },
      { appId: appIdOf(1), permission: "Mail.Send", allowed: 1, denied: 2, unknown: 0 },
    ]);
  });

  it("leave out whatever reaches nobody for certain", () => {
    const nobody = tenant({ "exchange/applicationAccessPolicies": rows(restrict(1, groupKey(9))) });
    expect(lines(nobody).summaries).toEqual([]);
  });

  it("count nothing where recipients were not read, and still say that there may be access", () => {
    const blind = tenant({ "exchange/recipients": { status: "denied" } });
    expect(lines(blind).summaries).toMatchObject([
      { permission: "Mail.Read", allowed: null, denied: null, unknown: null },
      { permission: "Mail.Send", allowed: null, denied: null, unknown: null },
    ]);
    expect(lines(blind).mailboxes).toEqual([]);
  });

  it("name a nameless app by its object id, and one that is set apart as such", () => {
    const hybrid = servicePrincipal(1, { displayName: "ExchangeServerApp-1" });
    const snapshot = tenant({
      "graph/servicePrincipals": rows(hybrid),
      "graph/appRoleAssignedTo": rows(grant(1, "Mail.Read"), grant(7, "Mail.Read")),
      "exchange/applicationAccessPolicies": rows(),
    });
    expect(lines(snapshot).summaries).toMatchObject([
      { appId: appIdOf(1), setApart: "exchangeHybrid" },
      { appId: null, servicePrincipalId: servicePrincipalIdOf(7) },
    ]);
    expect(lines(snapshot).mailboxes.at(-1)?.servicePrincipalId).toBe(servicePrincipalIdOf(7));
  });

  it("give every mailbox its own reasons, in order of key", () => {
    const { mailboxes } = lines(tenant());
    const read = mailboxes.filter(({ permission }) => permission === "Mail.Read");
    expect(read.map(({ mailbox, access }) => [mailbox, access])).toEqual([
      [mailboxKey(1), "allowed"],
      [mailboxKey(2), "denied"],
      [mailboxKey(3), "denied"],
    ]);
    expect(read.map(({ because }) => because.map(({ effect }) => effect).join())).toEqual([
      "allow,allow",
      "allow,deny",
      "allow,deny",
    ]);
  });

  it("leave out the reasons of rules that speak of nobody", () => {
    const [summary] = lines(tenant()).summaries;
    expect(summary?.because.map(({ rule, effect }) => `${rule} ${effect}`)).toEqual([
      "entra-grant allow",
      "policy-restrict allow",
      "policy-restrict deny",
    ]);
  });
});

const anySeed = fc.integer({ min: 100_000, max: 200_000 });

describe("access properties", () => {
  it("counts_add_up: allowed, denied and unknown make the population", () => {
    const property = fc.property(anySeed, (seed) => {
      const { summaries, mailboxes } = lines(decodeTenant(randomTenant(seed)));
      for (const { appId, permission, resource, allowed, denied, unknown } of summaries) {
        const own = mailboxes.filter(
          (one) =>
            one.appId === appId && one.permission === permission && one.resource === resource,
        );
        if (appId === null) continue;
        const count = (access: string): number => own.filter((one) => one.access === access).length;
        expect([allowed, denied, unknown]).toEqual(["allowed", "denied", "unknown"].map(count));
      }
    });
    fc.assert(property, { numRuns: runsOf(60) });
  });

  it("no_answer_without_reason: what is allowed or open has a rule that says so", () => {
    const property = fc.property(anySeed, (seed) => {
      for (const { access, because } of lines(decodeTenant(randomTenant(seed))).mailboxes) {
        const effects = because.map(({ effect }) => effect);
        if (access === "allowed") expect(effects).toContain("allow");
        if (access === "unknown") expect(effects).toContain("unknown");
      }
    });
    fc.assert(property, { numRuns: runsOf(60) });
  });

  it("order_of_input_does_not_matter: rows in reverse give the same lines, reasons included", () => {
    const property = fc.property(anySeed, (seed) => {
      const description = randomTenant(seed);
      expect(lines(decodeTenant(description, "reversed"))).toEqual(
        lines(decodeTenant(description)),
      );
    });
    fc.assert(property, { numRuns: runsOf(60) });
  });
});
