import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { AccessPolicyRow } from "../../src/model/exchange-rows.ts";
import { groupKey, mailboxKey } from "../generator/ids.ts";
import { reach, reasons, rulesOf } from "../arbitraries/answers.ts";
import { deny, grant, restrict, servicePrincipal } from "../arbitraries/rows.ts";
import { people, rows, snapshotOf } from "../arbitraries/snapshot.ts";

/** Three mailboxes; group 1 holds the first, group 2 the first two, group 3 nobody, group 9 is deleted. */
const PEOPLE = people(3, {
  1: [mailboxKey(1)],
  2: [mailboxKey(1), mailboxKey(2)],
  3: [],
});
const ONE = groupKey(1);
const TWO = groupKey(2);
const EMPTY = groupKey(3);
const DELETED = groupKey(9);

const under = (...policies: readonly AccessPolicyRow[]) =>
  snapshotOf({
    ...PEOPLE,
    "graph/servicePrincipals": rows(servicePrincipal(1), servicePrincipal(2)),
    "graph/appRoleAssignedTo": rows(grant(1, "Mail.Read")),
    "exchange/applicationAccessPolicies": rows(...policies),
  });

/**
 * One row for each documented rule, in the order of the documentation.
 *
 * @see https://learn.microsoft.com/powershell/module/exchangepowershell/new-applicationaccesspolicy "Description"
 */
describe("the policies of an app", () => {
  it.each([
    { rule: "1: deny has priority", given: [restrict(1, TWO), deny(1, ONE)], expected: "-a-" },
    { rule: "1: in any order", given: [deny(1, ONE), restrict(1, TWO)], expected: "-a-" },
    { rule: "2: any deny match denies", given: [restrict(1, ONE), deny(1, TWO)], expected: "---" },
    { rule: "2: denies are a union", given: [deny(1, ONE), deny(1, TWO)], expected: "--a" },
    { rule: "3: any restrict match grants", given: [restrict(1, ONE)], expected: "a--" },
    {
      rule: "3: restricts are a union",
      given: [restrict(1, ONE), restrict(1, mailboxKey(3))],
      expected: "a-a",
    },
    { rule: "4: in no restrict scope", given: [restrict(1, TWO)], expected: "aa-" },
    { rule: "4: an empty scope counts", given: [restrict(1, EMPTY)], expected: "---" },
    { rule: "4: a deleted scope counts", given: [restrict(1, DELETED)], expected: "---" },
    { rule: "4: beside another", given: [restrict(1, DELETED), restrict(1, ONE)], expected: "a--" },
    { rule: "5: otherwise granted", given: [deny(1, ONE)], expected: "-aa" },
    { rule: "5: a deny on nobody", given: [deny(1, DELETED)], expected: "aaa" },
    { rule: "5: no policy", given: [], expected: "aaa" },
    { rule: "5: a policy of another app", given: [restrict(2, ONE)], expected: "aaa" },
    { rule: "all apps", given: [restrict("*", ONE)], expected: "a--" },
    { rule: "all apps, and its own", given: [deny("*", ONE), restrict(1, TWO)], expected: "-a-" },
  ])("follow rule $rule", ({ given, expected }) => {
    expect(reach(under(...given), "Mail.Read")).toBe(expected);
  });

  it.each([
    {
      who: "a denied member of a restrict scope",
      given: [restrict(1, TWO), deny(1, ONE)],
      mailbox: 1,
      because: ["entra-grant allow", "policy-deny deny", "policy-restrict allow"],
    },
    {
      who: "a member of a restrict scope",
      given: [restrict(1, ONE)],
      mailbox: 1,
      because: ["entra-grant allow", "policy-restrict allow"],
    },
    {
      who: "a mailbox in no restrict scope",
      given: [restrict(1, ONE)],
      mailbox: 2,
      because: ["entra-grant allow", "policy-restrict deny"],
    },
    {
      who: "a mailbox outside of a deleted scope",
      given: [restrict(1, DELETED)],
      mailbox: 2,
      because: ["entra-grant allow", "policy-restrict deny", "policy-scope deny"],
    },
    {
      who: "a mailbox that no deny names",
      given: [deny(1, ONE)],
      mailbox: 2,
      because: ["entra-grant allow", "policy-none allow"],
    },
    {
      who: "anybody without a policy",
      given: [],
      mailbox: 1,
      because: ["entra-grant allow", "policy-none allow"],
    },
    {
      who: "a mailbox outside of a policy for all apps",
      given: [restrict("*", ONE)],
      mailbox: 2,
      because: ["entra-grant allow", "policy-for-all-apps deny", "policy-restrict deny"],
    },
  ])("says why of $who", ({ given, mailbox, because }) => {
    expect(rulesOf(reasons(under(...given), "Mail.Read", { mailbox }))).toEqual(because);
  });

  it("names each policy by its identity, and the app where none restricts", () => {
    const given = [restrict(1, ONE), deny(1, TWO)];
    const subjects = reasons(under(...given), "Mail.Read").map(({ subject }) => subject);
    expect(subjects).toEqual(expect.arrayContaining(given.map(({ identity }) => identity)));
  });
});

/** A policy of app 1, another app, or all apps, on any scope. */
const anyPolicy = fc
  .tuple(
    fc.constantFrom(restrict, deny),
    fc.constantFrom<number | string>(1, 2, "*"),
    fc.constantFrom(ONE, TWO, EMPTY, DELETED, mailboxKey(2), mailboxKey(3)),
  )
  .map(([make, app, scope]) => make(app, scope));
const somePolicies = fc.array(anyPolicy, { maxLength: 4 });

describe("policy properties", () => {
  it("deny_trumps_restrict: a mailbox in a deny scope is denied, whatever else there is", () => {
    const property = fc.property(somePolicies, (others) => {
      expect(reach(under(...others, deny(1, TWO)), "Mail.Read").slice(0, 2)).toBe("--");
    });
    fc.assert(property);
  });

  it("foreign_policies_do_not_matter: those of another app change nothing", () => {
    const property = fc.property(somePolicies, somePolicies, (own, others) => {
      const foreign = others.map((one) => ({ ...one, appId: restrict(2, ONE).appId }));
      expect(reach(under(...own, ...foreign), "Mail.Read")).toBe(reach(under(...own), "Mail.Read"));
    });
    fc.assert(property);
  });

  it("restrict_is_a_union: one more never takes a mailbox that another restrict lets in", () => {
    const property = fc.property(somePolicies, anyPolicy, (others, one) => {
      const first = { ...one, ...restrict(1, ONE) };
      const before = reach(under(...others, first), "Mail.Read");
      const after = reach(under(...others, first, restrict(1, mailboxKey(3))), "Mail.Read");
      const kept = before.split("").every((letter, at) => letter === "-" || after[at] === letter);
      expect(kept).toBe(true);
    });
    fc.assert(property);
  });

  it("order_does_not_matter: policies in any order let the same in, for the same reasons", () => {
    const property = fc.property(somePolicies, (policies) => {
      const [there, back] = [under(...policies), under(...policies.toReversed())];
      expect(reach(back, "Mail.Read")).toBe(reach(there, "Mail.Read"));
      expect(reasons(back, "Mail.Read")).toEqual(reasons(there, "Mail.Read"));
    });
    fc.assert(property);
  });
});
