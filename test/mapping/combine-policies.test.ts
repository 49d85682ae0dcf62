import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { evaluateScopeFilter } from "../../src/access/evaluate-scope-filter.ts";
import type { AppState } from "../../src/mapping/app-state.ts";
import { combinePolicies, type CombinedPolicies } from "../../src/mapping/combine-policies.ts";
import { describeReview } from "../../src/mapping/describe-review.ts";
import type { SnapshotSections } from "../../src/model/snapshot.ts";
import { appId, recipientKey, type RecipientKey } from "../../src/model/ids.ts";
import { parseFilter } from "../../src/opath/parse-filter.ts";
import { printFilter } from "../../src/opath/print-filter.ts";
import { isEmptySet, sameMailboxes } from "../../src/sets/mailbox-set.ts";
import { anyFencedTenant } from "../arbitraries/plain-tenant.ts";
import { stateOf } from "../arbitraries/plans.ts";
import { deny, grant, pointer, restrict, servicePrincipal } from "../arbitraries/rows.ts";
import { parents, people, rows, snapshotOf, type Groups } from "../arbitraries/snapshot.ts";
import { decodeTenant } from "../fuzz/decode-evidence.ts";
import { appIdOf, groupKey, mailboxKey } from "../generator/ids.ts";
import { runsOf } from "../thorough.ts";

/** 1 holds group 2, that holds group 3; 4 is plain. */
const GROUPS: Groups = {
  1: [mailboxKey(1), groupKey(2)],
  2: [mailboxKey(2), groupKey(3)],
  3: [mailboxKey(3)],
  4: [mailboxKey(1), mailboxKey(4)],
};

type Policies = readonly ReturnType<typeof restrict>[];

function tenant(policies: Policies, checks: Partial<SnapshotSections> = {}): AppState {
  return stateOf(
    snapshotOf({
      ...people(5, GROUPS),
      "graph/servicePrincipals": rows(servicePrincipal(1)),
      "exchange/servicePrincipals": rows(pointer(1)),
      "graph/appRoleAssignedTo": rows(grant(1, "Mail.Read")),
      "exchange/applicationAccessPolicies": rows(...policies),
      ...checks,
    }),
  );
}

function combine(policies: Policies, checks: Partial<SnapshotSections> = {}): CombinedPolicies {
  const state = tenant(policies, checks);
  const { policies: own } = state.app;
  return combinePolicies(state, own.status === "read" ? own.value : []);
}

/** The filter with short names for its distinguished names and ids. */
function shown(combined: CombinedPolicies): string {
  if (combined.kind !== "filter") return combined.kind;
  return printFilter(combined.filter)
    .replaceAll(/MemberOfGroup -eq 'CN=[^']*?(\d+),[^']*'/g, "G$1")
    .replaceAll(/ExternalDirectoryObjectId -eq '[^']*?0*(\d+)'/g, "M$1");
}

const check = (number: number, result: "granted" | "denied"): Partial<SnapshotSections> => {
  const [app, mailbox] = [appId(appIdOf(1)), recipientKey(mailboxKey(number))];
  return {
    "exchange/policyChecks": parents({ [`${app}/${mailbox}`]: [{ appId: app, mailbox, result }] }),
  };
};

describe("combinePolicies", () => {
  it.each<[string, Policies, string]>([
    ["one group", [restrict(1, groupKey(4))], "G4"],
    ["a single user", [restrict(1, mailboxKey(5))], "M5"],
    [
      "several, in order of id",
      [restrict(1, mailboxKey(5)), restrict(1, groupKey(4))],
      "(M5) -or (G4)",
    ],
    ["a denied group", [deny(1, groupKey(4))], "-not(G4)"],
    ["several denied", [deny(1, groupKey(4)), deny(1, mailboxKey(5))], "-not((M5) -or (G4))"],
    [
      "both",
      [restrict(1, groupKey(3)), restrict(1, groupKey(4)), deny(1, mailboxKey(5))],
      "((G3) -or (G4)) -and (-not(M5))",
    ],
    ["a scope that is gone", [restrict(1, groupKey(9))], "nobody"],
    ["a denied scope that is gone", [deny(1, groupKey(9))], "everybody"],
    [
      "a scope that is gone, beside another",
      [restrict(1, groupKey(9)), restrict(1, groupKey(4))],
      "G4",
    ],
    [
      "a scope that is gone, others denied",
      [restrict(1, groupKey(9)), deny(1, groupKey(4))],
      "nobody",
    ],
  ])("writes %s as one filter", (_name, policies, filter) => {
    expect(shown(combine(policies))).toBe(filter);
  });

  it("names a nested group where the service counts it, beside its parent", () => {
    const policies = [restrict(1, groupKey(2))];
    expect(shown(combine(policies, check(3, "granted")))).toBe("(G2) -or (G3)");
    expect(shown(combine(policies, check(3, "denied")))).toBe("G2");
    const denied = [deny(1, groupKey(2))];
    expect(shown(combine(denied, check(3, "denied")))).toBe("-not((G2) -or (G3))");
    expect(shown(combine(denied, check(3, "granted")))).toBe("-not(G2)");
  });

  it("takes the narrower reading where nobody could tell: left out of what is included, kept in what is not", () => {
    expect(shown(combine([restrict(1, groupKey(2))]))).toBe("G2");
    expect(shown(combine([deny(1, groupKey(2))]))).toBe("-not((G2) -or (G3))");
  });

  /** 5 holds 6 and 7, which have the same members: no mailbox tells one from the other. */
  const TWINS: Groups = {
    5: [mailboxKey(1), groupKey(6), groupKey(7)],
    6: [mailboxKey(2), mailboxKey(3)],
    7: [mailboxKey(2), mailboxKey(3)],
  };
  const answers = (result: "granted" | "denied", ...numbers: readonly number[]) => {
    const keys = numbers.map((number) => recipientKey(mailboxKey(number)));
    const app = appId(appIdOf(1));
    const row = (mailbox: RecipientKey) => [{ appId: app, mailbox, result }];
    return {
      "exchange/policyChecks": parents(
        Object.fromEntries(keys.map((mailbox) => [`${app}/${mailbox}`, row(mailbox)])),
      ),
    };
  };

  it.each<[string, Policies, Partial<SnapshotSections>, string]>([
    ["names both", [restrict(1, groupKey(5))], answers("granted", 2, 3), "(G5) -or (G6) -or (G7)"],
    ["names neither", [restrict(1, groupKey(5))], answers("denied", 2, 3), "G5"],
    [
      "names neither while one is not asked",
      [restrict(1, groupKey(5))],
      answers("granted", 2),
      "G5",
    ],
    [
      "names neither, where another policy admits them,",
      [restrict(1, groupKey(5)), restrict(1, mailboxKey(2)), restrict(1, mailboxKey(3))],
      answers("granted", 2, 3),
      "(M2) -or (M3) -or (G5)",
    ],
    [
      "denies both",
      [deny(1, groupKey(5))],
      answers("denied", 2, 3),
      "-not((G5) -or (G6) -or (G7))",
    ],
    ["denies neither", [deny(1, groupKey(5))], answers("granted", 2, 3), "-not(G5)"],
  ])(
    "%s of two nested groups with the same members, as every one of these was answered",
    (_name, policies, checks, filter) => {
      expect(shown(combine(policies, { ...people(5, TWINS), ...checks }))).toBe(filter);
    },
  );

  it("scope_selects_whom_policies_admit: wherever access is certain, the filter selects the same mailboxes", () => {
    let compared = 0;
    fc.assert(
      fc.property(anyFencedTenant, fc.constantFrom(1, 2), (tenant, app) => {
        const state = stateOf(decodeTenant(tenant), app);
        const { policies, policyDecision } = state.app;
        const size = state.facts.index.keys.length;
        const own = policies.status === "read" ? policies.value : [];
        const combined = combinePolicies(state, own);
        const { admitted } = policyDecision;
        if (combined.kind === "nobody") expect(isEmptySet(admitted.yes, size)).toBe(true);
        if (combined.kind !== "filter" || !isEmptySet(admitted.maybe, size)) return;
        compared += 1;
        const text = printFilter(combined.filter);
        expect(parseFilter(text)).toMatchObject({ ok: true });
        const { yes, maybe } = evaluateScopeFilter(state.facts, text);
        expect(isEmptySet(maybe, size)).toBe(true);
        expect(sameMailboxes(yes, admitted.yes, size)).toBe(true);
      }),
      { numRuns: runsOf(200), seed: 5 },
    );
    expect(compared).toBeGreaterThan(runsOf(100));
  });
});

describe("describeReview", () => {
  it.each<[string, Policies, readonly string[]]>([
    ["the plain case", [restrict(1, groupKey(4))], []],
    ["a deny", [deny(1, groupKey(4))], ["denyAccess"]],
    ["a nested group", [restrict(1, groupKey(2))], ["nestedGroups", "nestedGroupNamed"]],
    [
      "a scope that is gone",
      [restrict(1, groupKey(9)), restrict(1, groupKey(4))],
      ["scopeDeleted"],
    ],
  ])("%s", (_name, policies, kinds) => {
    const checks = check(3, "granted");
    const combined = combine(policies, checks);
    const state = stateOf(
      snapshotOf({
        ...people(5, GROUPS),
        "exchange/applicationAccessPolicies": rows(...policies),
        ...checks,
      }),
    );
    const own = state.app.policies.status === "read" ? state.app.policies.value : [];
    const named = combined.kind === "filter" ? combined.named : [];
    expect(describeReview(state.facts, own, named).map(({ kind }) => kind)).toEqual(kinds);
  });

  it.each<[string, Policies, Partial<SnapshotSections>, string]>([
    [
      "a deny alone takes in whoever is created later",
      [deny(1, groupKey(4))],
      {},
      "so the scope selects everyone else, mailboxes that are created later included;",
    ],
    [
      "a deny beside a RestrictAccess policy does not",
      [restrict(1, groupKey(3)), deny(1, groupKey(4))],
      {},
      "so the scope selects whom its RestrictAccess policies admit and this one does not refuse;",
    ],
    [
      "a nested group that counts is named with the group that holds it",
      [restrict(1, groupKey(2))],
      check(3, "granted"),
      "group 3 is nested in group 2: a scope counts direct members only, so its filter names this group too",
    ],
    [
      "a nested group that is refused is left out with the group that holds it",
      [deny(1, groupKey(2))],
      check(3, "denied"),
      "group 3 is nested in group 2: a scope counts direct members only, so its filter leaves this group out by name too",
    ],
    [
      "a nested group that nobody was seen to come in by is said to be left out",
      [restrict(1, groupKey(2))],
      check(3, "denied"),
      "group 3 is nested in group 2, and the filter does not name it: Exchange was not seen to let the app into a mailbox through it alone",
    ],
    [
      "a nested group that nobody was seen to be refused by is said not to be left out",
      [deny(1, groupKey(2))],
      check(3, "granted"),
      "group 3 is nested in group 2, and the filter does not name it: Exchange was not seen to refuse the app a mailbox through it alone",
    ],
  ])("says what is so: %s", (_name, policies, checks, says) => {
    const state = tenant(policies, checks);
    const own = state.app.policies.status === "read" ? state.app.policies.value : [];
    const combined = combinePolicies(state, own);
    const named = combined.kind === "filter" ? combined.named : [];
    const texts = describeReview(state.facts, own, named).map(({ text }) => text);
    expect(texts.filter((text) => text.toLowerCase().includes(says.toLowerCase()))).toHaveLength(1);
  });
});
